package import Drafting
package import FoundationEssentials
package import Gmail
package import HTTPTransport
package import Secretary
package import Storage
package import Vault

/// Everything one worker is told, as plain values. The program makes it from the configuration file and the ticket.
package struct WorkerConfiguration: Sendable {
  /// Makes the writer of drafts over the worker's transport.
  package typealias Writer = @Sendable (HTTPTransport) -> any DraftWriter

  package var user: UserID
  package var store: StoreLocation
  /// The keys of this user alone.
  package var keys: UserKeys
  package var endpoints: GoogleEndpoints
  package var client: OAuthClient
  package var writer: Writer
  /// Seconds between two checks, before jitter.
  package var interval: Double
  package var unitsPerMinute: Int
  package var limits: DraftLimits
  /// Where the first check of a mailbox begins; nil means now. A mailbox that is being watched already goes on from
  /// where it is.
  package var since: Date?

  package init(
    user: UserID, store: StoreLocation, keys: UserKeys, endpoints: GoogleEndpoints = .google, client: OAuthClient,
    writer: @escaping Writer = { _ in HoldingReply() }, interval: Double = 300,
    unitsPerMinute: Int = QuotaBudget.standard, limits: DraftLimits = DraftLimits(), since: Date? = nil
  ) {
    self.user = user
    self.store = store
    self.keys = keys
    self.endpoints = endpoints
    self.client = client
    self.writer = writer
    self.interval = interval
    self.unitsPerMinute = unitsPerMinute
    self.limits = limits
    self.since = since
  }
}
