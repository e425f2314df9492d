import Hummingbird
import Secretary
import Storage
import StoreRequests

/// `/api/v1/ledger`: every message and what became of it; asking for a draft anyway.
struct APILedgerRoutes: Sendable {
  let services: WebServices

  static func add(to group: RouterGroup<APIContext>, _ services: WebServices) {
    let routes = APILedgerRoutes(services: services)
    group.get(SitePath.apiLedger.pattern) { try await routes.list($0, $1) }
    group.post(SitePath.apiDraftAnyway.pattern) { try await routes.draftAnyway($1) }
  }

  private func list(_ request: Request, _ context: APIContext) async throws -> Response {
    let query = try APIListQuery(request)
    let state = try query.fields["state"].map { text in
      guard let state = MessageState.Name(rawValue: text) else {
        throw APIProblem.badQuery(
          "state", "One of \(MessageState.Name.allCases.map(\.rawValue).joined(separator: ", ")).")
      }
      return state.rawValue
    }
    let search = (query.fields["q"] ?? "").scalars(200).trimmed
    let person = try await Person.read(context.user, services)
    let page = try await services.store.ledger.page(
      of: context.user.id, state: state, search: search.isEmpty ? nil : search, before: query.before,
      limit: query.limit)
    return try page.json { $0.json(clock: person.clock) }.response()
  }

  /// Asking twice is asking once; a message that has its draft is what was wanted.
  private func draftAnyway(_ context: APIContext) async throws -> Response {
    try context.fields.allow([])
    let message = MessageID(try context.parameters.require(SitePath.placeholder))
    do {
      try await services.store.ledger.draftAnyway(message, of: context.user.id)
    } catch StorageError.alreadyDecided {}
    guard let entry = try await services.store.ledger.entry(for: message, of: context.user.id) else {
      throw APIProblem(.notFound)
    }
    return try entry.json(clock: try await Person.read(context.user, services).clock).response()
  }
}

extension LedgerEntry {
  /// - `clock`: the person's, for sentences that name a time.
  fileprivate func json(clock: WallClock) -> JSONValue {
    let words = VerdictWords(self, clock: clock)
    var (code, retryAt): (String?, JSONValue) = (nil, .null)
    switch state {
    case .setAside(let why): code = why.code
    case .failed(_, _, let moment): retryAt = JSONValue(moment)
    case .seen, .drafting, .drafted: break
    }
    return [
      "gmail_message_id": .string(messageID.rawValue), "gmail_thread_id": .string(threadID.rawValue),
      "state": .string(state.name.rawValue), "verdict": .string(words.verdict.word),
      "reason": .string(ShownText(words.reason).text), "reason_code": JSONValue(code),
      "sender": JSONValue(sender.map { ShownText($0).text }), "subject": JSONValue(subject.map { ShownText($0).text }),
      "seen_at": JSONValue(seenAt), "received_at": JSONValue(receivedAt), "retry_at": retryAt,
      "score": JSONValue(score), "wanted": .bool(isWanted), "draft_status": JSONValue(draftStatus?.rawValue),
    ]
  }
}
