/// A table whose rows `StoreTransfer` copies.
struct TransferredTable: Equatable {
  let name: String
  /// What a row is known by, in both stores.
  let key: [String]
  /// Whether rows come to be in it by themselves while those of other tables are added: what came along counts then.
  var fillsItself = false

  init(_ name: String, key: String..., fillsItself: Bool = false) {
    (self.name, self.key, self.fillsItself) = (name, key, fillsItself)
  }

  /// All of them, each after those that its rows refer to.
  static let all = [
    TransferredTable("users", key: "id"),
    TransferredTable("gmail_credentials", key: "user_id"),
    TransferredTable("agent_settings", key: "user_id"),
    TransferredTable("mailbox_cursors", key: "user_id"),
    TransferredTable("mailbox_messages", key: "user_id", "gmail_message_id"),
    TransferredTable("past_messages", key: "user_id", "position"),
    TransferredTable("draft_requests", key: "user_id", "gmail_message_id"),
    TransferredTable("follow_ups", key: "user_id", "gmail_message_id"),
    TransferredTable("address_sightings", key: "user_id", "address"),
    TransferredTable("correspondents", key: "user_id", "address"),
    TransferredTable("sender_choices", key: "user_id", "address"),
    TransferredTable("writing_styles", key: "user_id", "address", "language", "evidence"),
    TransferredTable("style_choices", key: "user_id", "language"),
    TransferredTable("remembered_facts", key: "id"),
    TransferredTable("model_usage", key: "user_id", "day", "model", "purpose"),
    TransferredTable("email_drafts", key: "id"),
    TransferredTable("draft_conversations", key: "draft_id"),
    TransferredTable("worker_status", key: "user_id", fillsItself: true),
    TransferredTable("web_sessions", key: "id_hash"),
    TransferredTable("oauth_requests", key: "state_hash"),
    TransferredTable("audit_log", key: "id"),
  ]

  /// What is of the place and the moment: who serves whom, and numbers that move by themselves.
  static let leftBehind: Set = [
    "schema_migrations", "worker_leases", "lease_holders", "supervisors", "wanted_revision",
  ]

  /// The next rows in the order of the key, for that engine.
  func page(after last: [String]?, of size: Int) -> String {
    let order = key.joined(separator: ", ")
    let marks = (1...key.count).map { "$\($0)" }.joined(separator: ", ")
    return "SELECT * FROM \(name)\(last == nil ? "" : " WHERE (\(order)) > (\(marks))") ORDER BY \(order) LIMIT \(size)"
  }

  /// Adds a row that is not there yet.
  func insertion(of columns: [String]) -> String {
    let marks = (1...columns.count).map { "$\($0)" }.joined(separator: ", ")
    let others = columns.filter { !key.contains($0) }.map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
    return """
      INSERT INTO \(name) (\(columns.joined(separator: ", "))) VALUES (\(marks))
      ON CONFLICT (\(key.joined(separator: ", "))) DO \(fillsItself ? "UPDATE SET " + others : "NOTHING")
      """
  }
}
