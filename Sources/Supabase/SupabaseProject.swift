package import FoundationEssentials
import Secretary

/// A Supabase project whose people use this installation: finds out whose an access token is. Locally by the project's public
/// keys, and from its Auth server how things stand now.
package struct SupabaseProject: Sendable {
  private let endpoints: SupabaseEndpoints
  private let keys: SigningKeyCache
  private let state: PresentState
  private let now: @Sendable () -> Date

  package init(_ endpoints: SupabaseEndpoints, now: @escaping @Sendable () -> Date) {
    self.endpoints = endpoints
    self.now = now
    keys = SigningKeyCache(endpoints, now: now)
    state = PresentState(endpoints, now: now)
  }

  /// Whose the token is, as far as is known for a minute at most.
  package func identity(of token: AccessToken) async throws(SupabaseError) -> SupabaseIdentity {
    let identity = try await verified(token)
    try await state.look(at: token, of: identity)
    return identity
  }

  /// The same as it is now, for what cannot be undone.
  package func presentIdentity(of token: AccessToken) async throws(SupabaseError) -> SupabaseIdentity {
    let identity = try await verified(token)
    try await state.confirm(token, of: identity)
    return identity
  }

  private func verified(_ token: AccessToken) async throws(SupabaseError) -> SupabaseIdentity {
    guard let key = try await keys.key(token.keyID) else { throw .refused(.unknownKey) }
    do {
      return try token.identity(signedBy: key, issuer: endpoints.issuer, at: now())
    } catch {
      throw .refused(error)
    }
  }
}
