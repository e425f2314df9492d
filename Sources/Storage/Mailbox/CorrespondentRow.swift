import Database
import Secretary

import struct FoundationEssentials.Date

/// How `correspondents` becomes `Correspondent` and back.
enum CorrespondentRow {
  /// Rows of one user. Of more those go that nothing was learned of for the longest time.
  static let mostKept = 5_000

  static let columns = """
    received, answered, written, is_waiting, typical_delay_seconds, wanted, dismissed, last_received_at,
    last_written_at
    """

  static func correspondent(_ row: SQLRow) throws -> Correspondent {
    Correspondent(
      received: try row.int("received"), answered: try row.int("answered"), written: try row.int("written"),
      isWaiting: try row.bool("is_waiting"), typicalDelay: try row.optionalDouble("typical_delay_seconds"),
      wanted: try row.int("wanted"), dismissed: try row.int("dismissed"),
      lastReceived: try row.optionalDate("last_received_at"), lastWritten: try row.optionalDate("last_written_at"))
  }

  static func save(
    _ correspondent: Correspondent, _ address: String, of user: UserID, at now: Date, _ session: SQLSession
  ) throws {
    _ = try session.query(
      """
      INSERT INTO correspondents (user_id, address, \(columns), updated_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
      ON CONFLICT (user_id, address) DO UPDATE SET received = excluded.received, answered = excluded.answered,
        written = excluded.written, is_waiting = excluded.is_waiting,
        typical_delay_seconds = excluded.typical_delay_seconds, wanted = excluded.wanted,
        dismissed = excluded.dismissed, last_received_at = excluded.last_received_at,
        last_written_at = excluded.last_written_at, updated_at = excluded.updated_at
      """,
      [
        SQLValue(user), SQLValue(address), SQLValue(correspondent.received), SQLValue(correspondent.answered),
        SQLValue(correspondent.written), SQLValue(correspondent.isWaiting), SQLValue(correspondent.typicalDelay),
        SQLValue(correspondent.wanted), SQLValue(correspondent.dismissed),
        SQLValue(correspondent.lastReceived), SQLValue(correspondent.lastWritten), SQLValue(now),
      ])
  }

  static func forgetTheOldest(of user: UserID, _ session: SQLSession) throws {
    _ = try session.query(
      """
      DELETE FROM correspondents WHERE user_id = $1 AND updated_at < (
        SELECT updated_at FROM correspondents WHERE user_id = $1 ORDER BY updated_at DESC LIMIT 1 OFFSET $2)
      """, [SQLValue(user), SQLValue(mostKept)])
  }
}

extension Lesson {
  /// Counts it for everybody it is about, as part of a transaction.
  func teach(_ user: UserID, at now: Date, _ session: SQLSession) throws {
    var isAnybodyNew = false
    for (address, event) in events.sorted(by: { $0.key < $1.key }) {
      let known = try session.query(
        "SELECT \(CorrespondentRow.columns) FROM correspondents WHERE user_id = $1 AND address = $2",
        [SQLValue(user), SQLValue(address)])
      isAnybodyNew = isAnybodyNew || known.isEmpty
      var correspondent = try known.first.map(CorrespondentRow.correspondent) ?? Correspondent()
      correspondent.learn(event, at: moment)
      try CorrespondentRow.save(correspondent, address, of: user, at: now, session)
    }
    try style?.teach(user, from: moment, at: now, session)
    if isAnybodyNew { try CorrespondentRow.forgetTheOldest(of: user, session) }
  }
}
