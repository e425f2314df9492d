import HTTPTypes
import Hummingbird
import Secretary
import Storage

/// Signing out, here or everywhere, and taking the mailbox away from the secretary.
struct LeavingRoutes: Sendable {
  private let services: WebServices
  private let pages: Pages

  static func add(to group: RouterGroup<SignedInContext>, _ services: WebServices, _ pages: Pages) {
    let routes = LeavingRoutes(services: services, pages: pages)
    group.post(SitePath.signOut.pattern) { try await routes.signOut($0, $1) }
    group.post(SitePath.signOutEverywhere.pattern) { try await routes.signOutEverywhere($0, $1) }
    group.post(SitePath.disconnect.pattern) { try await routes.disconnect($0, $1) }
  }

  private func signOut(_ request: Request, _ context: SignedInContext) async throws -> Response {
    if let token = services.cookies.session.value(in: request) { try await services.store.sessions.close(token) }
    return left()
  }

  private func signOutEverywhere(_ request: Request, _ context: SignedInContext) async throws -> Response {
    try await services.store.sessions.closeAll(of: context.user.id)
    return left()
  }

  private func left() -> Response {
    var response = Response.redirect(to: SitePath.home.address())
    services.cookies.session.remove(from: &response)
    return response
  }

  private func disconnect(_ request: Request, _ context: SignedInContext) async throws -> Response {
    switch try await Disconnection(services: services, logger: context.logger).perform(context.user.id) {
    case .complete: return Response.redirect(to: SitePath.settings.address())
    case .withoutGoogle:
      let notice = Notice(
        title: "Disconnected here, but Google did not answer",
        sentences: [
          "The secretary has stopped and has forgotten its access to your mailbox. Google could not be told.",
          "To take the permission back there as well, remove this app at myaccount.google.com/connections.",
        ],
        links: [
          Notice.Link(
            text: "Open Google's page", address: "https://myaccount.google.com/connections", isMain: true, isApart: true
          ),
          .home,
        ])
      return try pages.notice(notice, for: context.layout, status: .ok)
    }
  }
}
