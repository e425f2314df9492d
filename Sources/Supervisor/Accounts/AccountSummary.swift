import Foundation
package import Secretary
package import Storage
package import StoreRequests

// swift-format-ignore: AlwaysUseLowerCamelCase
/// One user as the operator's list shows them.
package struct AccountSummary: Encodable, Sendable {
  var id: String
  var address: String
  /// Whether the user switched the secretary on.
  var enabled: Bool
  var connected: Bool
  var disconnected_reason: String?
  var draft_mode: String
  var interval_seconds: Int?
  /// Why the rows of the user cannot be understood; then what else stands here may be the standard.
  var problem: String?

  package init(_ user: User, settings: AgentSettings?, credential: MailboxCredential?, problem: String? = nil) {
    self.problem = problem
    id = user.id.rawValue
    address = user.address
    enabled = settings?.isSwitchedOn ?? false
    connected = credential?.isConnected ?? false
    disconnected_reason = credential.flatMap { $0.isConnected ? nil : $0.disconnectedReason }
    draft_mode = (settings?.draftMode ?? .review).rawValue
    interval_seconds = settings?.checkIntervalSeconds
  }

  package static func json(_ accounts: [AccountSummary]) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(accounts), as: UTF8.self) + "\n"
  }

  package static func table(_ accounts: [AccountSummary]) -> String {
    guard !accounts.isEmpty else { return "Nobody is here yet: secretary-supervisor user add ADDRESS\n" }
    let rows =
      [["ADDRESS", "ID", "SECRETARY", "ACCOUNT", "DRAFTS TO"]]
      + accounts.map { [$0.address, $0.id, $0.enabled ? "on" : "off", $0.connection, $0.draft_mode] }
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
      return cells.dropLast().joined(separator: "  ") + "  " + row[row.count - 1] + "\n"
    }.joined()
  }

  /// One user's rows, of which one that cannot be understood hides nobody else.
  package static func read(_ user: User, from store: Store) async throws(StorageError) -> AccountSummary {
    var (settings, credential) = (AgentSettings?.none, MailboxCredential?.none)
    do {
      credential = try await store.credentials.credential(of: user.id)
      settings = try await store.settings.settings(of: user.id)
    } catch  where error.isUnreadableRow {
      return AccountSummary(user, settings: settings, credential: credential, problem: error.description)
    }
    return AccountSummary(user, settings: settings, credential: credential)
  }

  private var connection: String {
    if let problem { return problem }
    return connected ? "connected" : disconnected_reason.map { "not connected: \($0)" } ?? "not connected"
  }
}
