import Database
import Secretary
import StoreRequests

import struct FoundationEssentials.Date

extension DraftTraces {
  /// Marks the drafts that have to be looked at: something happened in their conversation that was not our own writing of
  /// the draft. Part of the transaction that moves the cursor, for history is told only once.
  ///
  /// Messages that were set aside because the user was writing an answer in the mailbox are due again when anything is deleted,
  /// sent or thrown away there: the next look tells whether that draft still is one.
  func mark(of user: UserID, at now: Date, _ session: SQLSession) throws {
    switch self {
    case .lost:
      _ = try session.query(
        "UPDATE email_drafts SET look_wanted = TRUE WHERE user_id = $1 AND \(DraftRow.isFollowed)", [SQLValue(user)])
      _ = try session.query(
        """
        UPDATE mailbox_messages SET state = 'seen', reason_code = NULL, reason = NULL, attempts = 0, retry_at = NULL,
          updated_at = $2
        WHERE user_id = $1 AND state = 'set_aside' AND reason_code = 'own-draft'
        """, [SQLValue(user), SQLValue(now)])
    case .known(let traces):
      for trace in traces { try Self.look(after: trace, of: user, session) }
      let left = traces.filter { !$0.isArrival }
      try Self.followEdited(left.map(\.messageID), of: user, session)
      for thread in Set(left.map(\.threadID)) {
        _ = try session.query(
          """
          UPDATE mailbox_messages SET state = 'seen', reason_code = NULL, reason = NULL, attempts = 0, retry_at = NULL,
            updated_at = $2
          WHERE user_id = $1 AND state = 'set_aside' AND reason_code = 'own-draft' AND gmail_thread_id = $3
          """, [SQLValue(user), SQLValue(now), SQLValue(thread)])
      }
    }
  }

  private static func look(after trace: Trace, of user: UserID, _ session: SQLSession) throws {
    guard trace.isArrival else {
      _ = try session.query(
        """
        UPDATE email_drafts SET look_wanted = TRUE
        WHERE user_id = $1 AND gmail_thread_id = $2 AND \(DraftRow.isFollowed)
        """, [SQLValue(user), SQLValue(trace.threadID)])
      return
    }
    // What came and is the message that we wrote ourselves is no news.
    _ = try session.query(
      """
      UPDATE email_drafts SET look_wanted = TRUE
      WHERE user_id = $1 AND gmail_thread_id = $2 AND \(DraftRow.isFollowed) AND COALESCE(placed_message_id, '') <> $3
      """, [SQLValue(user), SQLValue(trace.threadID), SQLValue(trace.messageID)])
  }

  /// Marks the drafts that the user has changed and that hold one of these messages. The mailbox's page takes a draft into another
  /// conversation when its subject is changed, and there only the message in it leads back to its row: the next change, the
  /// sending and the deleting all do something to that.
  private static func followEdited(_ messages: [MessageID], of user: UserID, _ session: SQLSession) throws {
    guard !messages.isEmpty else { return }
    let held = try session.query(
      "SELECT placed_message_id FROM email_drafts WHERE user_id = $1 AND edited_in_gmail AND \(DraftRow.isFollowed)",
      [SQLValue(user)])
    let followed = Set(try held.compactMap { try $0.optionalValue("placed_message_id", as: MessageID.self) })
    for message in followed.intersection(messages) {
      _ = try session.query(
        """
        UPDATE email_drafts SET look_wanted = TRUE
        WHERE user_id = $1 AND placed_message_id = $2 AND edited_in_gmail AND \(DraftRow.isFollowed)
        """, [SQLValue(user), SQLValue(message)])
    }
  }
}
