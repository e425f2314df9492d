import HTTPTypes
import Hummingbird
import Logging
import Secretary
import Storage
import Supabase

/// Finds out whose access token comes with a request of the API. A token makes no account: its subject must be the id of
/// somebody who has one here, and may sign in. Where a token is shown, it alone decides; a cookie beside it counts for nothing.
struct AccessTokenReader: RouterMiddleware {
  typealias Context = PageContext

  let services: WebServices

  func handle(
    _ request: Request, context: PageContext, next: (Request, PageContext) async throws -> Response
  ) async throws -> Response {
    guard SitePath.isAPI(request.uri.path), let secret = Self.bearer(request) else {
      return try await next(request, context)
    }
    guard let project = services.supabase else {
      throw APIProblem.tokenRefused("no-project", "No Supabase project is configured here (supabase.url).")
    }
    guard let token = AccessToken(secret) else { throw APIProblem(SupabaseError.refused(.malformed)) }
    var context = context
    context.tokenHolder = TokenHolder(token: token, user: try await user(by: token, project, context))
    return try await next(request, context)
  }

  private func user(by token: AccessToken, _ project: SupabaseProject, _ context: PageContext) async throws -> User {
    let identity = try await services.asking(context) { () throws(SupabaseError) in
      try await project.identity(of: token)
    }
    guard let user = try await services.store.users.find(identity.id.rawValue), user.id == identity.id,
      services.configuration.signIn.allows(user.address)
    else {
      throw APIProblem(
        .forbidden, "unknown-person", "There is no account for this person",
        "Whoever runs this secretary adds one with this token's subject as its id, and lets the address sign in.")
    }
    return user
  }

  /// Another scheme is a proxy's affair.
  private static func bearer(_ request: Request) -> Secret? {
    guard let field = request.headers[.authorization], field.utf8.count > 7, field.prefix(7).lowercased() == "bearer "
    else { return nil }
    return Secret(String(field.dropFirst(7)).trimmed)
  }
}

/// Who showed an access token.
struct TokenHolder: Sendable {
  let token: AccessToken
  let user: User
}

/// Asks the project how a token's session stands at this moment, before something that cannot be undone. A session of our own
/// has been looked up already.
struct PresentSession: RouterMiddleware {
  typealias Context = APIContext

  let services: WebServices

  func handle(
    _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
  ) async throws -> Response {
    if let token = context.token, let project = services.supabase {
      _ = try await services.asking(context) { () throws(SupabaseError) in
        try await project.presentIdentity(of: token)
      }
    }
    return try await next(request, context)
  }
}

extension WebServices {
  /// The project's answer, or the problem it is; what the operator has to look at is logged.
  fileprivate func asking(
    _ context: some RequestContext, _ question: () async throws(SupabaseError) -> SupabaseIdentity
  ) async throws -> SupabaseIdentity {
    do { return try await question() } catch {
      if case .unavailable(let words) = error { context.logger.warning("\(words)") }
      throw APIProblem(error)
    }
  }
}

extension APIProblem {
  init(_ error: SupabaseError) {
    switch error {
    case .refused(let refusal): self = .tokenRefused(refusal.rawValue, refusal.words)
    case .unavailable:
      self = APIProblem(
        .serviceUnavailable, "supabase-unavailable", "Supabase does not answer just now",
        "Nothing was changed. Try again in a moment.", headers: [.retryAfter: "5"])
    }
  }

  static func tokenRefused(_ reason: String, _ detail: String) -> APIProblem {
    APIProblem(
      .unauthorized, "token-refused", "The access token does not count", detail, members: ["reason": .string(reason)],
      headers: [.wwwAuthenticate: "Bearer error=\"invalid_token\""])
  }
}
