import Hummingbird
import Secretary
import Storage

/// The start page, for everybody: what this is, or how things stand.
struct HomeRoutes: Sendable {
  let services: WebServices
  let pages: Pages

  /// `/`, which is there for everybody.
  static func add(to group: RouterGroup<PageContext>, _ services: WebServices, _ pages: Pages) {
    let routes = HomeRoutes(services: services, pages: pages)
    group.get(SitePath.home.pattern) { request, context -> Response in
      guard let visitor = context.visitor else { return try pages.render(WelcomePage(), for: context.layout) }
      let page = try await routes.page(for: visitor.user, flash: FlashMessage.sentence(request.fields))
      return try pages.render(page, for: context.layout)
    }
  }

  static func add(to group: RouterGroup<SignedInContext>, _ services: WebServices, _ pages: Pages) {
    let routes = HomeRoutes(services: services, pages: pages)
    group.get(SitePath.homeRegion.pattern) { _, context -> Response in
      let page = try await routes.page(for: context.user, flash: nil)
      return try pages.fragment(page, region: HomePage.region, for: context.layout)
    }
    group.post(SitePath.checkNow.pattern) { _, context -> Response in
      guard try await Person.read(context.user, services).isActive else {
        return .redirect(to: SitePath.home.address())
      }
      try await services.store.settings.requestCheck(of: context.user.id)
      return .redirect(to: FlashMessage.checking.added(to: SitePath.home.address()))
    }
  }

  private func page(for user: User, flash: String?) async throws -> HomePage {
    let person = try await Person.read(user, services)
    let drafts = services.store.drafts
    let waiting = try await drafts.page(
      of: user.id, statuses: DraftList.waiting.statuses, limit: HomePage.mostDrafts
    ).items
    let facts = HomeFacts(
      connection: person.connection, settings: person.settings, line: try await person.status(services),
      counts: try await drafts.counts(of: user.id),
      waiting: waiting, answered: try await DraftReading(services: services).answered(by: waiting, of: user.id),
      interval: person.interval(services.configuration), flash: flash)
    return HomePage(facts, clock: person.clock)
  }
}
