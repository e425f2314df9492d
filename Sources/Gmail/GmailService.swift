package import FoundationEssentials
package import HTTPTransport
package import Secretary

/// Gmail as this installation reaches it: what is the same for every user's mailbox.
package struct GmailService: Sendable {
  package var client: OAuthClient
  package var endpoints: GoogleEndpoints
  /// What one user may spend in a minute.
  package var unitsPerMinute: Int
  package var policy: RetryPolicy

  package init(
    client: OAuthClient, endpoints: GoogleEndpoints = .google, unitsPerMinute: Int = QuotaBudget.standard,
    policy: RetryPolicy = RetryPolicy()
  ) {
    self.client = client
    self.endpoints = endpoints
    self.unitsPerMinute = unitsPerMinute
    self.policy = policy
  }

  /// The mailbox that these tokens open. Renewed ones are handed to `save` before they are used.
  ///
  /// - Parameter recent: what was spent on it lately by a worker of before.
  package func mailbox(
    of tokens: TokenSet, over transport: HTTPTransport, clock: any Clock<Duration>, now: @escaping @Sendable () -> Date,
    recent: [QuotaUse] = [], save: @escaping @Sendable (TokenSet) async throws -> Void
  ) -> GmailMailbox {
    GmailMailbox(
      tokens: AccessTokens(
        tokens, client: client, endpoints: endpoints, transport: transport, now: now, save: save),
      transport: transport, endpoints: endpoints, budget: QuotaBudget(unitsPerMinute: unitsPerMinute, recent: recent),
      policy: policy,
      clock: clock, now: now)
  }
}
