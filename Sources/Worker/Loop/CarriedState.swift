import FoundationEssentials
import Secretary

/// What a worker has to know after a sleep and could not find out without asking somebody again. With the ticket it lies in a
/// file that only this process has; it is about one user, and no secret.
package struct CarriedState: Sendable, Equatable, Codable {
  /// Checks in a row that could not be completed.
  package var failures = 0
  /// What mail waits for that no check meets again before, and until when.
  var problem: String?
  var problemUntil: Date?
  /// When it last forgot what is old.
  var forgotAt: Date?
  var mailbox: Mailbox?
  /// The descriptor of the connection to whoever serves the store; nil when the store is opened anew.
  package var storeConnection: Int32?

  package init() {}

  /// What a session has asked its mailbox for: good for that connection, which is told by its version.
  struct Mailbox: Sendable, Equatable, Codable {
    var credentialVersion: Int
    /// Nil when the mailbox will not have a label.
    var label: RequestLabelID?
    var hasAskedForLabel: Bool
    var primary: EmailAddress?
    var sendAs: [EmailAddress]
    var askedForOwnerAt: Date?
    /// The service goes on counting while the worker sleeps. Nil from a worker of before.
    var recentUnits: [QuotaUse]?
  }
}
