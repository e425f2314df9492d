/// Migration: rows that other programs write as well hold only what can be read.
///
/// SQLite keeps whatever it is given in a column of any type: `60.5` where an integer belongs, a time with an offset. What
/// `SQLRow` cannot read is refused here, in the words that the writer gets to see. Only a value that changes is looked at, so
/// that a row from before can be mended column by column.
///
/// What nobody reads (`created_at`), and what a CHECK of its table holds to already (`is_connected`), is left out: every process
/// that opens the store reads and keeps these.
///
/// The script is made of the list below, which as a released migration never changes either.
enum SQLiteReadableRows {
  static let script = columns.map(triggers).joined(separator: "\n")

  private struct Column {
    var table: String
    var name: String
    /// What can be read, in SQL, of the value `NEW.name`.
    var kind: Kind
  }

  private enum Kind: String {
    case time = "a time in UTC such as 2026-11-03T09:05:00.000Z"
    case wholeNumber = "a whole number"
    case textList = "a JSON list of texts"
  }

  private static let columns = [
    Column(table: "users", name: "created_at", kind: .time),
    Column(table: "gmail_credentials", name: "token_expiry", kind: .time),
    Column(table: "gmail_credentials", name: "granted_scopes", kind: .textList),
    Column(table: "gmail_credentials", name: "version", kind: .wholeNumber),
    Column(table: "agent_settings", name: "active_agents", kind: .textList),
    Column(table: "agent_settings", name: "check_interval_seconds", kind: .wholeNumber),
    Column(table: "agent_settings", name: "undo_seconds", kind: .wholeNumber),
    Column(table: "agent_settings", name: "other_addresses", kind: .textList),
    Column(table: "agent_settings", name: "draft_kinds", kind: .textList),
    Column(table: "agent_settings", name: "follow_up_days", kind: .wholeNumber),
    Column(table: "agent_settings", name: "check_requested_at", kind: .time),
    Column(table: "agent_settings", name: "version", kind: .wholeNumber),
  ]

  private static func triggers(_ column: Column) -> String {
    let name = "\(column.table)_\(column.name)_readable"
    let value = "NEW.\(column.name)"
    let refusal = "SELECT RAISE(ABORT, '\(column.table).\(column.name) must be \(column.kind.rawValue)');"
    let isOdd = "\(value) IS NOT NULL AND NOT (\(test(value, column.kind)))"
    return """
      CREATE TRIGGER \(name)_when_added BEFORE INSERT ON \(column.table) WHEN \(isOdd) BEGIN \(refusal) END;
      CREATE TRIGGER \(name)_when_changed BEFORE UPDATE OF \(column.name) ON \(column.table)
        WHEN \(value) IS NOT OLD.\(column.name) AND \(isOdd) BEGIN \(refusal) END;
      """
  }

  private static func test(_ value: String, _ kind: Kind) -> String {
    let ends = "('', 'Z', '+00', '+00:00')"
    return switch kind {
    case .wholeNumber: "typeof(\(value)) = 'integer'"
    case .textList:
      """
      json_valid(\(value)) AND json_type(\(value)) = 'array'
          AND NOT EXISTS (SELECT 1 FROM json_each(\(value)) WHERE type <> 'text')
      """
    // As `Timestamp.date` reads it.
    case .time:
      """
      typeof(\(value)) = 'text'
          AND substr(\(value), 1, 19) GLOB
            '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9][T ][0-2][0-9]:[0-5][0-9]:[0-5][0-9]'
          AND substr(\(value), 6, 2) BETWEEN '01' AND '12' AND substr(\(value), 9, 2) BETWEEN '01' AND '31'
          AND substr(\(value), 12, 2) < '24'
          AND (substr(\(value), 20) IN \(ends) OR substr(\(value), 20, 2) GLOB '.[0-9]'
            AND ltrim(substr(\(value), 21), '0123456789') IN \(ends))
      """
    }
  }
}
