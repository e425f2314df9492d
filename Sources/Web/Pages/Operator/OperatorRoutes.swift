import FleetStatus
import Hummingbird
import Secretary
import Storage

/// `/operator`: the fleet, for the addresses in `web.operators`; for everybody else it does not exist.
struct OperatorRoutes: Sendable {
  let services: WebServices
  let pages: Pages

  static func add(to group: RouterGroup<OperatorContext>, _ services: WebServices, _ pages: Pages) {
    let routes = OperatorRoutes(services: services, pages: pages)
    group.get(SitePath.operator.pattern) { request, context -> Response in
      let page = try await routes.page(request, context.user, flash: FlashMessage.sentence(request.fields))
      return try pages.render(page, for: context.layout)
    }
    group.get(SitePath.operatorRegion.pattern) { request, context -> Response in
      let page = try await routes.page(request, context.user, flash: nil)
      return try pages.fragment(page, region: OperatorPage.region, for: context.layout)
    }
    group.post(SitePath.operatorCheckNow.pattern) { try await routes.checkNow($0, $1) }
  }

  private func page(_ request: Request, _ user: User, flash: String?) async throws -> OperatorPage {
    let person = try await Person.read(user, services)
    var report = try await StatusReport.read(from: services.store, at: person.clock.now)
    report.currency = services.configuration.currency
    return OperatorPage(
      report, page: request.fields["page"].flatMap((1...1_000_000).number(in:)) ?? 1, flash: flash, clock: person.clock)
  }

  private func checkNow(_ request: Request, _ context: OperatorContext) async throws -> Response {
    let user = UserID(try context.parameters.require(SitePath.placeholder))
    try await services.store.settings.requestCheck(of: user, by: context.user.id.rawValue)
    return .redirect(to: FlashMessage.checking.added(to: SitePath.operator.address()))
  }
}
