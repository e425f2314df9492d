import Hummingbird
import Secretary
import Storage

/// `/drafts`, and the page of one draft.
struct DraftRoutes: Sendable {
  let services: WebServices
  let pages: Pages

  static func add(to group: RouterGroup<SignedInContext>, _ services: WebServices, _ pages: Pages) {
    let routes = DraftRoutes(services: services, pages: pages)
    group.get(SitePath.drafts.pattern) { request, context -> Response in
      let page = try await routes.list(request.fields, context)
      return try pages.render(page, for: context.layout)
    }
    group.get(SitePath.draftsRegion.pattern) { request, context -> Response in
      let page = try await routes.list(request.fields, context)
      return try pages.fragment(page, region: DraftListPage.region, for: context.layout)
    }
    group.get(SitePath.waitingRegion.pattern) { _, context in routes.pages.waitingCount(for: context.layout) }
    group.get(SitePath.draft.pattern) { try await routes.show($0, $1) }
    group.get(SitePath.draftRegion.pattern) { try await routes.live($0, $1) }
  }

  private func list(_ query: FormFields, _ context: SignedInContext) async throws -> DraftListPage {
    let person = try await Person.read(context.user, services)
    let list = query["show"].flatMap(DraftList.init(rawValue:)) ?? .waiting
    let pagination = Pagination(text: query["before"])
    let drafts = services.store.drafts
    let found = try await drafts.page(
      of: context.user.id, statuses: list.statuses, before: pagination.current.flatMap { PageMark($0) },
      limit: DraftListPage.pageSize)
    return DraftListPage(
      list, drafts: found.items,
      answered: try await DraftReading(services: services).answered(by: found.items, of: context.user.id),
      next: found.next?.text, pagination: pagination,
      counts: try await drafts.counts(of: context.user.id), isOn: person.isActive, flash: FlashMessage.sentence(query),
      clock: person.clock)
  }

  private func show(_ request: Request, _ context: SignedInContext) async throws -> Response {
    let page = try await DraftReading(services: services).page(
      of: try context.draftID(), for: context.user, flash: FlashMessage.of(request.fields))
    return try pages.render(page, for: context.layout)
  }

  private func live(_ request: Request, _ context: SignedInContext) async throws -> Response {
    let page = try await DraftReading(services: services).region(
      of: try context.draftID(), for: context.user, seen: request.fields["seen"])
    return try pages.fragment(page, region: DraftPage.region, for: context.layout)
  }
}

extension SignedInContext {
  /// The draft that a path is about.
  func draftID() throws -> DraftID { DraftID(try parameters.require(SitePath.placeholder)) }
}
