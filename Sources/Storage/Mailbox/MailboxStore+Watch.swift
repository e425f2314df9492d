import Database
package import Secretary

package import struct FoundationEssentials.Date

/// What happened in a mailbox that may concern drafts of ours.
package enum DraftTraces: Sendable, Equatable {
  package struct Trace: Sendable, Hashable {
    package var threadID: ThreadID
    package var messageID: MessageID
    /// A draft or sent mail came; otherwise this message was deleted, or is no longer what it was.
    package var isArrival: Bool

    package init(threadID: ThreadID, messageID: MessageID, isArrival: Bool) {
      self.threadID = threadID
      self.messageID = messageID
      self.isArrival = isArrival
    }
  }

  case known([Trace])
  /// Gmail does not tell any more: every draft has to be looked at.
  case lost
}

/// What the user does in Gmail to drafts that were placed there.
extension MailboxStore {
  /// Open drafts of ours that are in Gmail and still ours to follow.
  private static let live = "placement = 'placed' AND status IN ('proposed', 'approved') AND NOT edited_in_gmail"

  /// Marks the drafts that have to be looked at: the message we wrote is no longer as it was, or another draft or sent
  /// mail came into its thread. Part of the transaction that moves the cursor, for history is told only once.
  static func mark(_ traces: DraftTraces, of user: UserID, in session: SQLSession) throws {
    switch traces {
    case .lost:
      _ = try session.query(
        "UPDATE email_drafts SET look_wanted = TRUE WHERE user_id = $1 AND \(live)", [SQLValue(user)])
    case .known(let traces):
      for trace in traces {
        _ = try session.query(
          """
          UPDATE email_drafts SET look_wanted = TRUE WHERE user_id = $1 AND gmail_thread_id = $2 AND \(live)
            AND COALESCE(placed_message_id, '') \(trace.isArrival ? "<>" : "=") $3
          """, [SQLValue(user), SQLValue(trace.threadID), SQLValue(trace.messageID)])
      }
    }
  }

  /// Drafts around which something happened in Gmail.
  package func draftsToLookAt(at moment: Date) async throws(StorageError) -> [DraftRecord] {
    try await records(
      where: "look_wanted AND \(Self.live) AND (next_attempt_at IS NULL OR next_attempt_at <= $2)", [SQLValue(moment)])
  }

  /// Writes down what was found in Gmail of the draft as it was read before. False when the row was decided otherwise meanwhile, and stays as it is.
  @discardableResult
  package func note(_ touch: DraftTouch, on draft: EmailDraft) async throws(StorageError) -> Bool {
    let id = draft.id
    let open = "status IN ('proposed', 'approved')"
    switch touch {
    case .untouched(let message, let isCurrent):
      return try await change(
        id,
        """
        look_wanted = FALSE, next_attempt_at = NULL, placed_message_id = $4,
        placed_version = COALESCE(CAST($5 AS INTEGER), placed_version)
        """, where: open, [SQLValue(message), SQLValue(isCurrent ? draft.version : nil)], stamping: false)
    case .sent(let message, let notice):
      try await markSent(id, as: message, notice: notice)
      return true
    case .edited(let notice):
      return try await change(
        id,
        """
        look_wanted = FALSE, edited_in_gmail = TRUE, status = 'proposed', notice = $4, rewrite_instruction = NULL,
        next_attempt_at = NULL
        """, where: open, [SQLValue(notice)])
    case .dismissed(let notice):
      return try await change(
        id,
        """
        look_wanted = FALSE, status = 'dismissed', placement = 'removed', notice = $4, rewrite_instruction = NULL,
        next_attempt_at = NULL
        """, where: "status = 'proposed'", [SQLValue(notice)])
    case .unplaced(let notice):
      return try await change(
        id,
        """
        look_wanted = FALSE, status = 'proposed', placement = 'none', gmail_draft_id = NULL, placed_version = NULL,
        placed_message_id = NULL, notice = $4, next_attempt_at = NULL
        """, where: "status = 'approved'", [SQLValue(notice)])
    }
  }

  /// Gives up looking, because Gmail will not show it.
  package func forgetLook(at id: DraftID) async throws(StorageError) {
    _ = try await change(id, "look_wanted = FALSE, next_attempt_at = NULL", where: "1 = 1", stamping: false)
  }
}
