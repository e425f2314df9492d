import HTTPTypes
import Hummingbird
import Secretary
import Storage

/// Finds out who is signed in. A session is only ever opened by signing in: a cookie that names none, or one that is over,
/// is nobody's.
struct SessionReader: RouterMiddleware {
  typealias Context = PageContext

  let services: WebServices

  func handle(
    _ request: Request, context: PageContext, next: (Request, PageContext) async throws -> Response
  ) async throws -> Response {
    var context = context
    context.visitor = try await visitor(of: request)
    return try await next(request, context)
  }

  private func visitor(of request: Request) async throws -> Visitor? {
    guard let token = services.cookies.session.value(in: request) else { return nil }
    let store = services.store
    let isUse = !SitePath.isRegion(request.uri.path)
    guard let session = try await store.sessions.session(token, idle: services.configuration.sessionIdle, isUse: isUse),
      let user = try await store.users.find(session.userID.rawValue), user.id == session.userID,
      // Whoever was taken off the list is out at once, not when the session ends.
      services.configuration.signIn.allows(user.address)
    else { return nil }
    let waiting = DraftList.waiting.count(in: try await store.drafts.counts(of: user.id))
    return Visitor(
      user: user, session: session, formToken: FormToken(services.webKeys).text(for: session),
      isOperator: services.configuration.operators.contains(user.address.lowercased()), waiting: waiting)
  }
}
