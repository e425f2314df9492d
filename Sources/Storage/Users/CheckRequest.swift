import Database
import Secretary

import struct FoundationEssentials.Date

/// What wakes a user's worker before its time.
enum CheckRequest {
  /// To be called in the transaction that makes the work. False when the user has no settings, and so no worker to wake.
  @discardableResult
  static func make(for user: UserID, at now: Date, _ session: SQLSession) throws -> Bool {
    try !session.query(
      "UPDATE agent_settings SET check_requested_at = $2 WHERE user_id = $1 RETURNING user_id",
      [SQLValue(user), SQLValue(now)]
    ).isEmpty
  }
}
