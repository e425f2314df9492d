import HTTPTypes
import Hummingbird
import Secretary
import Storage
import Vault

/// `/auth/gmail/connect` sends the browser to Google, `/auth/gmail/callback` is where Google sends it back to. Both are for
/// links: a form that ends at another site would be stopped by our own Content-Security-Policy.
struct SignInRoutes: Sendable {
  private let services: WebServices
  private let zones = TimeZoneNames()

  private init(services: WebServices) { self.services = services }

  static func add(to group: RouterGroup<PageContext>, _ services: WebServices) {
    let routes = SignInRoutes(services: services)
    group.get(SitePath.connect.pattern) { try await routes.connect($0, $1) }
    group.get(SitePath.callback.pattern) { try await routes.callback($0, $1) }
  }

  private func connect(_ request: Request, _ context: PageContext) async throws -> Response {
    guard let query = FormFields(request.uri.query ?? "") else { throw HTTPError(.badRequest) }
    let returnTo = try query["return_to"].map { text in
      guard let address = ReturnAddress(text, origins: services.configuration.returnTo) else {
        throw SignInFailure.badReturnAddress.problem(returnTo: nil)
      }
      return address.text
    }
    let user = context.visitor?.user
    let flow = SignInFlow(services: services, logger: context.logger)
    let hint = query["account"].flatMap(Self.plainAddress) ?? user?.address
    let forcingConsent = if let user { try await flow.needsConsent(user.id) } else { false }
    // A browser keeps its mark, so that two tabs can be under way at once.
    let browser = try services.cookies.signIn.value(in: request) ?? Secret(try RandomToken.make())
    let url = try await flow.begin(
      browser: browser, user: user?.id, returnTo: returnTo, hint: hint, forcingConsent: forcingConsent)
    var response = redirect(to: url, marking: browser)
    if let zone = query["time_zone"], zones.isKnown(zone) {
      services.cookies.timeZone.set(zone, for: SignInFlow.patience, in: &response)
    }
    return response
  }

  private func callback(_ request: Request, _ context: PageContext) async throws -> Response {
    guard let fields = FormFields(request.uri.query ?? "") else { throw HTTPError(.badRequest) }
    guard let browser = services.cookies.signIn.value(in: request), let state = fields["state"].map({ Secret($0) }),
      let begun = try await services.store.oauthRequests.redeem(state: state, browser: browser)
    else { throw SignInFailure.expired.problem(returnTo: nil) }
    do {
      let flow = SignInFlow(services: services, logger: context.logger)
      let zone = services.cookies.timeZone.text(in: request).flatMap { zones.isKnown($0) ? $0 : nil }
      let success = try await flow.finish(
        begun, state: state, browser: browser, fields: fields, visitor: context.visitor, timeZone: zone)
      switch success {
      case .again(let url): return redirect(to: url, marking: browser)
      case .signedIn(let user): return try await enter(user, begun, request, context)
      }
    } catch let outcome as SignInFailure {
      throw outcome.problem(returnTo: begun.returnTo)
    }
  }

  /// Opens a session for somebody who had none. Whatever session the browser named before ends: one that somebody else
  /// planted must not become this person's.
  private func enter(
    _ user: User, _ begun: OAuthRequest, _ request: Request, _ context: PageContext
  ) async throws -> Response {
    var response = Response.redirect(to: begun.returnTo ?? SitePath.home.address())
    if context.visitor == nil {
      if let earlier = services.cookies.session.value(in: request) { try await services.store.sessions.close(earlier) }
      let lifetime = services.configuration.sessionLifetime
      let token = try await services.store.sessions.open(for: user.id, lifetime: lifetime)
      services.cookies.session.set(token, for: lifetime, in: &response)
    }
    return response
  }

  private func redirect(to url: String, marking browser: Secret) -> Response {
    var response = Response.redirect(to: url)
    services.cookies.signIn.set(browser, for: SignInFlow.patience, in: &response)
    return response
  }

  /// Only to offer an account at Google; anything odd is left out.
  private static func plainAddress(_ text: String) -> String? {
    text.utf8.count <= 254 && text.contains("@") && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } ? text : nil
  }
}
