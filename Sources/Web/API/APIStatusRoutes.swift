import FleetStatus
import Hummingbird
import Secretary
import Storage

/// `/api/v1/status`: how things stand, as the start page says it; and having the mailbox looked into now.
struct APIStatusRoutes: Sendable {
  let services: WebServices

  static func add(to group: RouterGroup<APIContext>, _ services: WebServices) {
    let routes = APIStatusRoutes(services: services)
    group.get(SitePath.apiStatus.pattern) { _, context in try await routes.show(context) }
    group.post(SitePath.apiCheckNow.pattern) { _, context in try await routes.checkNow(context) }
  }

  private func show(_ context: APIContext) async throws -> Response {
    let person = try await Person.read(context.user, services)
    let line = try await person.status(services)
    let state = HomeState(person.connection, isSwitchedOn: person.settings.isSwitchedOn, line: line)
    let counts = try await services.store.drafts.counts(of: context.user.id)
    return try JSONValue.object([
      "state": .string(state.code), "headline": .string(state.headline), "explanation": .string(state.explanation),
      "trouble": JSONValue(state.trouble.map { ShownText($0.meaning ?? $0.heading).text }),
      "last_check_at": JSONValue(line?.row?.lastCheckAt), "next_check_at": JSONValue(line?.row?.nextCheckAt),
      "interval_seconds": .integer(person.interval(services.configuration)),
      "drafts": .object(
        Dictionary(
          uniqueKeysWithValues: DraftStatus.allCases.map { ($0.rawValue, .integer(counts[$0, default: 0])) })),
    ]).response()
  }

  private func checkNow(_ context: APIContext) async throws -> Response {
    try context.fields.allow([])
    guard try await Person.read(context.user, services).isActive else {
      throw APIProblem(
        .conflict, "not-active", "Nobody would look",
        "Connect the mailbox and switch the secretary on; then it is looked into by itself.")
    }
    try await services.store.settings.requestCheck(of: context.user.id)
    return Response(status: .accepted)
  }
}

extension HomeState {
  /// The word for machines.
  fileprivate var code: String {
    switch self {
    case .notConnected: "not_connected"
    case .disconnected: "disconnected"
    case .off: "off"
    case .working: "working"
    case .hindered: "hindered"
    case .startingSoon: "starting"
    case .stopping: "stopping"
    case .tryingAgain: "backing_off"
    case .held: "held"
    case .unserved: "unserved"
    }
  }
}
