import Hummingbird
import Secretary
import Storage
import StoreRequests

/// `/api/v1/settings`: the columns of `agent_settings` by their names, through the one list of them.
struct APISettingsRoutes: Sendable {
  let services: WebServices
  private let zones = TimeZoneNames()

  static func add(to group: RouterGroup<APIContext>, _ services: WebServices) {
    let routes = APISettingsRoutes(services: services)
    group.get(SitePath.apiSettings.pattern) { _, context in
      try Self.document(try await routes.settings(of: context.user.id)).response()
    }
    group.patch(SitePath.apiSettings.pattern) { _, context in try await routes.change(context) }
  }

  private func settings(of user: UserID) async throws -> AgentSettings {
    try await services.store.settings.settings(of: user) ?? AgentSettings(userID: user, version: 0)
  }

  static func document(_ settings: AgentSettings) -> JSONValue {
    var members = Dictionary(uniqueKeysWithValues: Setting.allCases.map { ($0.column, $0.json(of: settings)) })
    members["version"] = .integer(settings.version)
    return .object(members)
  }

  /// Changes what is named and leaves the rest. The version is the one that was seen.
  private func change(_ context: APIContext) async throws -> Response {
    let (fields, user) = (context.fields, context.user.id)
    try fields.allow(["version"] + Setting.allCases.map(\.column))
    let version = try fields.version()
    let before = try await settings(of: user)
    var settings = before
    var problems: [String: String] = [:]
    for setting in Setting.allCases {
      guard let value = fields.members[setting.column] else { continue }
      if !setting.take(value, into: &settings, zones: zones) || !setting.isAllowed(in: settings) {
        problems[setting.column] = "It must be \(setting.expected)."
      }
    }
    guard problems.isEmpty else { throw APIProblem.invalid(problems) }
    guard before.version == version else { throw Self.changedMeanwhile(before) }
    if settings.isSwitchedOn, !before.isSwitchedOn,
      try await services.store.credentials.credential(of: user)?.isConnected != true
    {
      throw APIProblem(
        .conflict, "not-connected", "It cannot be switched on yet",
        "Connect the mailbox first: without one there is nothing to do.")
    }
    if settings != before, try await !isSaved(settings, replacing: version) {
      throw Self.changedMeanwhile(try await self.settings(of: user))
    }
    return try Self.document(try await self.settings(of: user)).response()
  }

  /// False when another was faster.
  private func isSaved(_ settings: AgentSettings, replacing version: Int) async throws -> Bool {
    do {
      try await services.store.settings.save(settings, replacing: version)
      return true
    } catch StorageError.changedMeanwhile {
      return false
    }
  }

  private static func changedMeanwhile(_ settings: AgentSettings) -> APIProblem {
    APIProblem(
      .conflict, "changed-meanwhile", "The settings were changed elsewhere meanwhile",
      "Nothing was changed. Look at settings, and decide again.", members: ["settings": document(settings)])
  }
}
