/// Which rows each program's role sees. Every table has row level security; what no policy names is nobody's but the owner's.
///
/// `secretary.acting_user()` stands in a sub-select, so that it is asked once and not for every row.
enum PostgreSQLPolicies {
  /// Tables whose rows each belong to a user, by the column that says whose.
  static let ofUsers = [
    "gmail_credentials", "agent_settings", "email_drafts", "draft_conversations", "mailbox_messages", "mailbox_cursors",
    "past_messages", "draft_requests", "follow_ups", "address_sightings", "correspondents", "sender_choices",
    "writing_styles", "style_choices", "remembered_facts", "model_usage", "worker_leases", "worker_status", "audit_log",
  ]
  /// Those that are no worker's business.
  static let ofWeb = ["web_sessions", "oauth_requests"]
  static let ofFleet = ["lease_holders", "supervisors"]

  static func script(_ accounts: AccountSource) -> String {
    let revision = [String(accounts.revisionTable.split(separator: ".")[1])]
    let users = accounts == .own ? ["users"] : []
    var statements = (ofUsers + ofWeb + ofFleet + revision + users + ["schema_migrations"]).map {
      "ALTER TABLE secretary.\($0) ENABLE ROW LEVEL SECURITY;"
    }
    statements += ofUsers.map { worker(of: $0, by: "user_id") } + users.map { worker(of: $0, by: "id") }
    statements += ["agent_settings", "gmail_credentials", "model_usage", "worker_leases", "worker_status", "audit_log"]
      .map { everybody(of: $0, to: "secretary_supervisor") }
    statements += (ofFleet + revision + users + ["schema_migrations"]).map {
      everybody(of: $0, to: "secretary_supervisor")
    }
    statements += (ofUsers + ofWeb + ofFleet + revision + users + ["schema_migrations"]).map {
      everybody(of: $0, to: "secretary_web")
    }
    statements += ["worker_leases", "schema_migrations"].map { everybody(of: $0, to: "secretary_store") }
    statements.append(
      "CREATE POLICY worker ON secretary.schema_migrations FOR SELECT TO secretary_worker USING (true);")
    return statements.joined(separator: "\n")
  }

  private static func worker(of table: String, by column: String) -> String {
    let own = "\(column) = (SELECT secretary.acting_user())"
    return "CREATE POLICY worker ON secretary.\(table) TO secretary_worker USING (\(own)) WITH CHECK (\(own));"
  }

  private static func everybody(of table: String, to role: String) -> String {
    let name = role.split(separator: "_")[1]
    return "CREATE POLICY \(name) ON secretary.\(table) TO \(role) USING (true) WITH CHECK (true);"
  }
}
