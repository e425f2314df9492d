import Database
import SQLErrors
package import Secretary
package import StoreRequests

/// The table `agent_settings`: what each user asked of the secretary, and who is to be served.
package struct SettingsStore: Sendable {
  let connection: StoreConnection

  /// The user's settings, nil before anything was ever set. A value that another program wrote and that cannot be understood
  /// is `damagedSettings`, which names the column.
  package func settings(of user: UserID) async throws(StorageError) -> AgentSettings? {
    try await connection.read(
      "SELECT user_id, version, \(Self.columns) FROM agent_settings WHERE user_id = $1", [SQLValue(user)],
      as: Self.settings
    ).first
  }

  /// Writes all settings of a user; the row's `version` counts up by itself, whatever `settings.version` says.
  ///
  /// With `version`, the one the person saw, a row that was changed since is `changedMeanwhile`: a form must not switch the
  /// secretary on again that was switched off in another window while it was filled in. What changes something has a line in
  /// the audit log.
  ///
  /// - Parameter actor: who does it, as `AuditEntry.actor` has it; nil is the user.
  package func save(
    _ settings: AgentSettings, replacing version: Int? = nil, by actor: String? = nil
  ) async throws(StorageError) {
    let now = connection.now()
    try await connection.write(durable: true) { session in
      let row = try session.query(
        "SELECT user_id, version, \(Self.columns) FROM agent_settings WHERE user_id = $1",
        [SQLValue(settings.userID)]
      ).first
      if let version, let row, try row.int("version") != version { throw StorageError.changedMeanwhile }
      guard try !session.query("SELECT id FROM users WHERE id = $1", [SQLValue(settings.userID)]).isEmpty else {
        throw StorageError.unknownUser
      }
      for setting in Setting.allCases where !setting.isAllowed(in: settings) { throw setting.damaged }
      _ = try session.query(
        Self.saving, [SQLValue(settings.userID), SQLValue(now)] + Setting.allCases.map { $0.value(of: settings) })
      // What was there and cannot be read was something else.
      var before = row.flatMap { try? Self.settings($0) }
      before?.version = settings.version
      guard before != settings else { return }
      try AuditLog.add(
        .changedSettings, by: actor ?? settings.userID.rawValue, about: settings.userID, at: now, session)
    }
  }

  /// Takes a time zone for the user's until they choose one. One that stands there otherwise than at first stays. Nobody
  /// decided it, so the audit log has no line of it.
  package func suppose(timeZone: String, of user: UserID) async throws(StorageError) {
    let now = connection.now()
    try await connection.write(durable: true) { session in
      _ = try session.query(
        """
        INSERT INTO agent_settings (user_id, created_at, updated_at, time_zone)
        SELECT id, $2, $2, $3 FROM users WHERE id = $1
        ON CONFLICT (user_id) DO UPDATE SET time_zone = excluded.time_zone WHERE agent_settings.time_zone = $4
        """,
        [SQLValue(user), SQLValue(now), SQLValue(timeZone), SQLValue(AgentSettings(userID: user).timeZone)])
    }
  }

  /// Switches the secretary on or off, keeping everything else, with a line in the audit log when it was not so already. On
  /// needs a connected account: `notConnected`.
  ///
  /// - Parameter actor: who does it, as `AuditEntry.actor` has it; nil is the user.
  package func setEnabled(
    _ isEnabled: Bool, for user: UserID, by actor: String? = nil
  ) async throws(StorageError) {
    let now = connection.now()
    try await connection.write(durable: true) { session in
      guard try !session.query("SELECT id FROM users WHERE id = $1", [SQLValue(user)]).isEmpty else {
        throw StorageError.unknownUser
      }
      if isEnabled {
        let connected = try session.query(
          "SELECT user_id FROM gmail_credentials WHERE user_id = $1 AND is_connected", [SQLValue(user)])
        guard !connected.isEmpty else { throw StorageError.notConnected }
      }
      _ = try session.query(
        """
        INSERT INTO agent_settings (user_id, created_at, updated_at) VALUES ($1, $2, $2) ON CONFLICT (user_id) DO NOTHING
        """, [SQLValue(user), SQLValue(now)])
      let row = try session.query("SELECT active_agents FROM agent_settings WHERE user_id = $1", [SQLValue(user)])[0]
      var agents = try row.list("active_agents")
      guard agents.contains(AgentSettings.emailSecretary) != isEnabled else { return }
      agents.removeAll { $0 == AgentSettings.emailSecretary }
      if isEnabled { agents.append(AgentSettings.emailSecretary) }
      _ = try session.query(
        "UPDATE agent_settings SET active_agents = $2, updated_at = $3 WHERE user_id = $1",
        [SQLValue(user), .list(agents), SQLValue(now)])
      let action = isEnabled ? AuditAction.switchedOn : .switchedOff
      try AuditLog.add(action, by: actor ?? user.rawValue, about: user, at: now, session)
    }
  }

  /// Asks the user's worker for a check now. `unknownUser` when the user has no settings.
  ///
  /// - Parameter actor: who else asks, as `AuditEntry.actor` has it, which makes a line in the audit log; nil is the user.
  package func requestCheck(of user: UserID, by actor: String? = nil) async throws(StorageError) {
    let now = connection.now()
    try await connection.write(durable: false) { session in
      guard try CheckRequest.make(for: user, at: now, session) else { throw StorageError.unknownUser }
      if let actor { try AuditLog.add(.askedForCheck, by: actor, about: user, at: now, session) }
    }
  }

  /// A number that moves whenever the answer of `wanted()` may have changed: one row to read every second
  /// instead of everybody's.
  package func wantedRevision() async throws(StorageError) -> Int {
    try await connection.read("SELECT value FROM wanted_revision") { try $0.int("value") }.first ?? 0
  }

  /// Who is to be served now: switched on and connected. Ordered by user id. A row that cannot be understood says so, and
  /// concerns its user alone.
  package func wanted() async throws(StorageError) -> [WantedWorker] {
    try await connection.read(
      """
      SELECT user_id, email_address, settings_version, credentials_version, check_interval_seconds, check_requested_at
      FROM active_users ORDER BY user_id
      """
    ) { row in
      var wanted = WantedWorker(userID: try row.value("user_id"), address: try row.text("email_address"))
      do {
        wanted.settingsVersion = try row.int("settings_version")
        wanted.credentialsVersion = try row.int("credentials_version")
        wanted.intervalSeconds = try row.optionalInt("check_interval_seconds")
        wanted.checkRequestedAt = try row.optionalDate("check_requested_at")
      } catch let error as SQLError where error.code == .unexpectedValue {
        wanted.unreadable = Self.unreadable(column: error.detail)
      }
      return wanted
    }
  }

  /// Who is not to be served now, and why.
  package func inactive() async throws(StorageError) -> [UserID: InactiveReason] {
    let rows = try await connection.read(
      """
      SELECT users.id, settings.active_agents, credentials.is_connected FROM users
      LEFT JOIN agent_settings AS settings ON settings.user_id = users.id
      LEFT JOIN gmail_credentials AS credentials ON credentials.user_id = users.id
      WHERE users.id NOT IN (SELECT user_id FROM active_users)
      """
    ) { row in
      // What cannot be understood switches nobody on.
      let agents = try row.readable { try $0.list("active_agents") }
      let isConnected = try row.readable { try $0.bool("is_connected") }
      return (
        user: try row.value("id", as: UserID.self),
        reason: InactiveReason(
          isSwitchedOn: agents?.contains(AgentSettings.emailSecretary) ?? false, isConnected: isConnected ?? false)
      )
    }
    return Dictionary(rows.map { ($0.user, $0.reason ?? .switchedOff) }) { first, _ in first }
  }

  /// Column of the view, its place in the tables, and the mend.
  private static func unreadable(column: String) -> String {
    switch column {
    case "settings_version": "agent_settings.version cannot be understood: it must be a whole number"
    case "credentials_version": "gmail_credentials.version cannot be understood: it must be a whole number"
    case "check_requested_at":
      "agent_settings.check_requested_at cannot be understood: it must be a time such as 2026-11-03T09:05:00.000Z, or nothing"
    default:
      "agent_settings.\(column) cannot be understood: it must be"
        + (column == Setting.checkInterval.column
          ? " a whole number of seconds, \(Setting.checkInterval.expected), or nothing" : " as docs/schema.md has it")
    }
  }

  private static let columns = Setting.allCases.map(\.column).joined(separator: ", ")

  /// The user is $1, the time $2, and the settings follow in their order.
  private static let saving = """
    INSERT INTO agent_settings (user_id, created_at, updated_at, \(columns))
    VALUES ($1, $2, $2, \(Setting.allCases.indices.map { "$\($0 + 3)" }.joined(separator: ", ")))
    ON CONFLICT (user_id) DO UPDATE SET updated_at = excluded.updated_at,
      \(Setting.allCases.map { "\($0.column) = excluded.\($0.column)" }.joined(separator: ", "))
    """

  private static func settings(_ row: SQLRow) throws -> AgentSettings {
    var settings = AgentSettings(userID: try row.value("user_id"), version: try row.int("version"))
    for setting in Setting.allCases { try setting.read(row, into: &settings) }
    return settings
  }
}
