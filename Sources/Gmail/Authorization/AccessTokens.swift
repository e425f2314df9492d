package import HTTPTransport
package import Secretary

package import struct FoundationEssentials.Date

/// Keeps one mailbox's access token fresh. Refreshes ahead of expiry and one at a time; everybody who asks meanwhile
/// waits for that one. A refresh token that Google rotates replaces the old.
package actor AccessTokens {
  /// A token this close to its end counts as ended, so that it does not end on the way.
  package static let margin: Double = 225

  private var tokens: TokenSet
  private let client: OAuthClient
  private let endpoints: GoogleEndpoints
  private let transport: HTTPTransport
  private let now: @Sendable () -> Date
  private let save: @Sendable (TokenSet) async throws -> Void
  private var isUnsaved = false
  private var isBusy = false
  private var waiting: [CheckedContinuation<Void, Never>] = []

  /// `save` is called with each new set. When it throws, the new tokens stay in use and saving is tried again at the
  /// next `token()`: a rotated refresh token must not be lost.
  package init(
    _ tokens: TokenSet, client: OAuthClient, endpoints: GoogleEndpoints, transport: HTTPTransport,
    now: @escaping @Sendable () -> Date, save: @escaping @Sendable (TokenSet) async throws -> Void
  ) {
    self.tokens = tokens
    self.client = client
    self.endpoints = endpoints
    self.transport = transport
    self.now = now
    self.save = save
  }

  /// A token good for at least the margin.
  package func token() async throws(MailboxError) -> Secret {
    while isBusy { await withCheckedContinuation { waiting.append($0) } }
    isBusy = true
    defer { leave() }
    if isUnsaved { try await persist() }
    if let access = tokens.access, let expiry = tokens.expiry, expiry.timeIntervalSince(now()) > Self.margin {
      return access
    }
    return try await refresh()
  }

  /// Forgets an access token that Gmail refused, unless a newer one has taken its place.
  package func invalidate(_ refused: Secret) {
    if tokens.access == refused { tokens.access = nil }
  }

  private static func words(_ error: HTTPTransportError) -> String {
    "Google's token service gave no answer: \(error). If that goes on, check the network and google.token_url."
  }

  private func leave() {
    isBusy = false
    for waiter in waiting { waiter.resume() }
    waiting = []
  }

  private func refresh() async throws(MailboxError) -> Secret {
    let request = TokenRequest.refresh(tokens.refresh, client: client, url: endpoints.token)
    let asked = now()
    let response: HTTPResponse
    do {
      response = try await transport.send(request)
    } catch {
      throw error == .cancelled ? .cancelled : .temporary(Self.words(error))
    }
    let grant = try TokenRequest.grant(from: response)
    tokens.access = grant.access
    tokens.expiry = asked.addingTimeInterval(grant.lifetime)
    if let rotated = grant.refresh { tokens.refresh = rotated }
    if let scopes = grant.scopes { tokens.scopes = scopes }
    isUnsaved = true
    try await persist()
    if let scopes = grant.scopes, !MailboxScope.suffice(scopes) { throw .missingScope }
    return grant.access
  }

  private func persist() async throws(MailboxError) {
    do {
      try await save(tokens)
      isUnsaved = false
    } catch {
      throw .temporary("The new Google tokens could not be stored.")
    }
  }
}
