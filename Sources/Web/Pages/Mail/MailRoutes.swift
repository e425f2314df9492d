import Hummingbird
import Secretary
import Storage
import StoreRequests

/// `/mail`: every message and why; asking for a draft anyway.
struct MailRoutes: Sendable {
  let services: WebServices
  let pages: Pages

  static func add(to group: RouterGroup<SignedInContext>, _ services: WebServices, _ pages: Pages) {
    let routes = MailRoutes(services: services, pages: pages)
    group.get(SitePath.mail.pattern) { try await routes.list($0, $1) }
    group.get(SitePath.draftOfMessage.pattern) { try await routes.draft($0, $1) }
    group.post(SitePath.draftAnyway.pattern) { try await routes.draftAnyway($0, $1) }
  }

  private func list(_ request: Request, _ context: SignedInContext) async throws -> Response {
    let person = try await Person.read(context.user, services)
    let query = request.fields
    let search = (query["q"] ?? "").scalars(200).trimmed
    let filter = MailFilter(query["state"])
    let pagination = Pagination(text: query["before"])
    let entries = try await services.store.ledger.page(
      of: context.user.id, state: filter.state, search: search.isEmpty ? nil : search,
      before: pagination.current.flatMap { PageMark($0) }, limit: MailPage.pageSize)
    let page = MailPage(
      entries.items, search: search, filter: filter, next: entries.next?.text, pagination: pagination,
      isActive: person.isActive,
      flash: FlashMessage.sentence(query), clock: person.clock)
    return try pages.render(page, for: context.layout)
  }

  /// From a message to the draft that answers it.
  private func draft(_ request: Request, _ context: SignedInContext) async throws -> Response {
    let message = MessageID(try context.parameters.require(SitePath.placeholder))
    guard let draft = try await services.store.drafts.draft(answering: message, of: context.user.id) else {
      throw HTTPError(.notFound)
    }
    return .redirect(to: SitePath.draft.address(draft.id.rawValue))
  }

  private func draftAnyway(_ request: Request, _ context: SignedInContext) async throws -> Response {
    let message = MessageID(try context.parameters.require(SitePath.placeholder))
    do {
      try await services.store.ledger.draftAnyway(message, of: context.user.id)
    } catch StorageError.alreadyDecided {
      // It has its draft, or is about to: what was wanted.
    }
    return .redirect(to: FlashMessage.asked.added(to: SitePath.mail.address()))
  }
}
