import Hummingbird
import Secretary
import Storage

/// `/api/v1/drafts`: the list, and one with the mail it answers.
struct APIDraftRoutes: Sendable {
  let services: WebServices

  static func add(to group: RouterGroup<APIContext>, _ services: WebServices) {
    let routes = APIDraftRoutes(services: services)
    group.get(SitePath.apiDrafts.pattern) { try await routes.list($0, $1) }
    group.get(SitePath.apiDraft.pattern) { try await routes.show($0, $1) }
  }

  private func list(_ request: Request, _ context: APIContext) async throws -> Response {
    let query = try APIListQuery(request)
    let statuses = try query.fields["status"].map { text in
      let names = text.split(separator: ",", omittingEmptySubsequences: false)
      let statuses = names.compactMap { DraftStatus(rawValue: String($0)) }
      guard statuses.count == names.count else {
        throw APIProblem.badQuery(
          "status", "One or several of \(DraftStatus.allCases.map(\.rawValue).joined(separator: ", ")), with commas.")
      }
      return Set(statuses)
    }
    let page = try await services.store.drafts.page(
      of: context.user.id, statuses: statuses ?? DraftList.waiting.statuses, before: query.before, limit: query.limit)
    return try page.json(\.json).response()
  }

  private func show(_ request: Request, _ context: APIContext) async throws -> Response {
    let reading = DraftReading(services: services)
    let draft = try await reading.draft(try context.draftID(), of: context.user.id)
    var members = draft.json.members ?? [:]
    members["conversation"] = try await reading.conversation(of: draft)?.json ?? .null
    return try JSONValue.object(members).response()
  }
}

extension APIContext {
  /// The draft that a path is about.
  func draftID() throws -> DraftID { DraftID(try parameters.require(SitePath.placeholder)) }
}
