import Database
import Secretary
import StoreRequests

import struct FoundationEssentials.Date

struct LeasedWatch: WatchRequests {
  let rows: LeasedRows

  func due(at moment: Date) async throws(StorageError) -> [DraftRecord] {
    try await rows.read(
      """
      SELECT \(DraftRecord.columns) FROM email_drafts
      WHERE user_id = $1 AND look_wanted AND \(DraftRow.isFollowed)
        AND (next_attempt_at IS NULL OR next_attempt_at <= $2)
      ORDER BY updated_at, id
      """, [SQLValue(rows.user), SQLValue(moment)], as: DraftRecord.init)
  }

  func note(_ change: DraftChange, on draft: DraftID, version: Int) async throws(StorageError) -> Bool {
    let (id, user, now) = (SQLValue(draft), SQLValue(rows.user), SQLValue(rows.now))
    switch change {
    case .theirs(let message):
      return try await rows.change(
        """
        UPDATE email_drafts SET placed_message_id = $3 WHERE id = $1 AND user_id = $2 AND edited_in_gmail RETURNING id
        """, [id, user, SQLValue(message)]) > 0
    case .unchanged(let message, let isCurrent):
      return try await rows.change(
        """
        UPDATE email_drafts SET next_attempt_at = NULL, placed_message_id = $3,
          placed_version = COALESCE($4, placed_version)
        WHERE id = $1 AND user_id = $2 AND status IN ('proposed', 'approved')
        RETURNING id
        """, [id, user, SQLValue(message), SQLValue(isCurrent ? version : nil)]) > 0
    case .sent(let message, let notice):
      return try await LeasedDelivery(rows: rows).markSentByUser(draft, as: message, notice: notice)
    case .edited(let message, let notice):
      return try await rows.change(
        """
        UPDATE email_drafts SET \(DraftEvent.editedInMailbox.assignments), edited_in_gmail = TRUE, placed_message_id = $4,
          notice = $5, rewrite_instruction = NULL, next_attempt_at = NULL, updated_at = $3
        WHERE id = $1 AND user_id = $2 AND \(DraftEvent.editedInMailbox.condition)
        RETURNING id
        """, [id, user, now, SQLValue(message), SQLValue(notice)]) > 0
    case .dismissed(let notice):
      let moment = rows.now
      return try await rows.write { [user = rows.user] session in
        let dismissed = try session.query(
          """
          UPDATE email_drafts SET \(DraftEvent.deletedInMailbox.assignments), look_wanted = FALSE, placement = 'removed',
            notice = $4, rewrite_instruction = NULL, next_attempt_at = NULL, updated_at = $3
          WHERE id = $1 AND user_id = $2 AND \(DraftEvent.deletedInMailbox.condition) AND status = 'proposed'
          RETURNING recipient, kind
          """, [id, SQLValue(user), now, SQLValue(notice)])
        guard let row = dismissed.first else { return false }
        let kind = try row.value("kind", as: DraftKind.self)
        if kind != .followUp, let address = try row.optionalText("recipient") {
          try Lesson(events: [address: .dismissed], moment: moment).teach(user, at: moment, session)
        }
        return true
      }
    case .unplaced(let notice):
      return try await rows.change(
        """
        UPDATE email_drafts SET \(DraftEvent.deletedInMailbox.assignments), placement = 'removed', gmail_draft_id = NULL,
          placed_version = NULL, placed_message_id = NULL, notice = $4, next_attempt_at = NULL, updated_at = $3
        WHERE id = $1 AND user_id = $2 AND \(DraftEvent.deletedInMailbox.condition) AND status = 'approved'
        RETURNING id
        """, [id, user, now, SQLValue(notice)]) > 0
    }
  }

  func note(
    _ state: ThreadState, of draft: DraftID, newest: MessageID?, showing conversation: SealedConversation?
  ) async throws(StorageError) {
    let (user, now) = (rows.user, rows.now)
    let statement = Self.statement(noting: state)
    try await rows.write { session in
      let changedAt = state == .asShown ? [] : [SQLValue(now)]
      let noted = try session.query(statement, [SQLValue(draft), SQLValue(user), SQLValue(newest)] + changedAt)
      guard !noted.isEmpty else {
        // Closed meanwhile, or in a state that this means nothing to.
        _ = try session.query(
          "UPDATE email_drafts SET look_wanted = FALSE, next_attempt_at = NULL WHERE id = $1 AND user_id = $2",
          [SQLValue(draft), SQLValue(user)])
        return
      }
      if let conversation { try conversation.keep(with: draft, of: user, session) }
    }
  }

  /// `$1` the draft, `$2` the user, `$3` the newest message, `$4` now if anything happened. What happened stops the sending, and the page tells;
  /// a draft that comes back is placed again if it was.
  private static func statement(noting state: ThreadState) -> String {
    switch state {
    case .asShown:
      """
      UPDATE email_drafts SET look_wanted = FALSE, next_attempt_at = NULL,
        newest_message_id = COALESCE($3, newest_message_id)
      WHERE id = $1 AND user_id = $2 AND \(DraftRow.isFollowed)
      RETURNING id
      """
    case .answered:
      """
      UPDATE email_drafts SET \(DraftEvent.answered.assignments), look_wanted = FALSE, next_attempt_at = NULL,
        newest_message_id = COALESCE($3, newest_message_id), thread_news = 'answered', rewrite_instruction = NULL,
        notice = NULL, updated_at = $4
      WHERE id = $1 AND user_id = $2 AND \(DraftEvent.answered.condition)
      RETURNING id
      """
    case .newerMail:
      """
      UPDATE email_drafts SET \(DraftEvent.newerMail.assignments), look_wanted = FALSE, next_attempt_at = NULL,
        newest_message_id = COALESCE($3, newest_message_id),
        thread_news = CASE WHEN thread_news = 'answered' THEN thread_news ELSE 'newer-mail' END, updated_at = $4
      WHERE id = $1 AND user_id = $2 AND \(DraftEvent.newerMail.condition)
      RETURNING id
      """
    case .gone:
      """
      UPDATE email_drafts SET \(DraftEvent.conversationGone.assignments), look_wanted = FALSE, next_attempt_at = NULL,
        newest_message_id = COALESCE($3, newest_message_id), thread_news = 'gone', rewrite_instruction = NULL,
        notice = NULL, updated_at = $4
      WHERE id = $1 AND user_id = $2 AND \(DraftEvent.conversationGone.condition)
      RETURNING id
      """
    case .back:
      """
      UPDATE email_drafts SET \(DraftEvent.conversationBack.assignments), look_wanted = FALSE, next_attempt_at = NULL,
        newest_message_id = COALESCE($3, newest_message_id), thread_news = NULL, \(DraftRow.placedAgain),
        updated_at = $4
      WHERE id = $1 AND user_id = $2 AND \(DraftEvent.conversationBack.condition)
        AND (thread_news = 'gone' OR retirement = 'conversation-gone')
      RETURNING id
      """
    }
  }

  func forget(_ id: DraftID) async throws(StorageError) {
    try await rows.change(
      "UPDATE email_drafts SET look_wanted = FALSE, next_attempt_at = NULL WHERE id = $1 AND user_id = $2 RETURNING id",
      [SQLValue(id), SQLValue(rows.user)])
  }
}
