import Database
package import Secretary
package import Vault

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

/// What happens in Gmail to drafts of ours and to the conversations they belong to.
extension MailboxStore {
  /// Drafts whose conversation is followed: those that wait or are to be sent, and those that come back with it.
  private static let live =
    "(status IN ('proposed', 'approved') OR (status = 'retired' AND retirement = 'conversation-gone'))"

  /// Marks the drafts that have to be looked at: something happened in their conversation that was not our own writing of
  /// the draft. Part of the transaction that moves the cursor, for history is told only once.
  ///
  /// Messages that were set aside because the user was writing an answer in Gmail are due again when anything is deleted,
  /// sent or thrown away there: the next look tells whether that draft still is one.
  static func mark(_ traces: DraftTraces, of user: UserID, at now: Date, in session: SQLSession) throws {
    let reopen =
      """
      UPDATE mailbox_messages SET state = 'seen', reason_code = NULL, reason = NULL, attempts = 0, retry_at = NULL,
        updated_at = $2
      WHERE user_id = $1 AND state = 'set_aside' AND reason_code = 'own-draft'
      """
    switch traces {
    case .lost:
      _ = try session.query(
        "UPDATE email_drafts SET look_wanted = TRUE WHERE user_id = $1 AND \(live)", [SQLValue(user)])
      _ = try session.query(reopen, [SQLValue(user), SQLValue(now)])
    case .known(let traces):
      let look = "UPDATE email_drafts SET look_wanted = TRUE WHERE user_id = $1 AND gmail_thread_id = $2 AND \(live)"
      for trace in traces {
        let values = [SQLValue(user), SQLValue(trace.threadID)]
        _ =
          trace.isArrival
          ? try session.query(
            look + " AND COALESCE(placed_message_id, '') <> $3", values + [SQLValue(trace.messageID)])
          : try session.query(look, values)
      }
      try followEdited(traces.filter { !$0.isArrival }.map(\.messageID), of: user, in: session)
      for thread in Set(traces.filter { !$0.isArrival }.map(\.threadID)) {
        _ = try session.query(
          reopen + " AND gmail_thread_id = $3", [SQLValue(user), SQLValue(now), SQLValue(thread)])
      }
    }
  }

  /// Marks the drafts that the user has changed and that hold one of these messages. Gmail's page takes a draft into another
  /// conversation when its subject is changed, and there only the message in it leads back to its row: the next change, the
  /// sending and the deleting all do something to that.
  private static func followEdited(_ messages: [MessageID], of user: UserID, in session: SQLSession) throws {
    guard !messages.isEmpty else { return }
    let edited = "user_id = $1 AND edited_in_gmail AND \(live)"
    let held = try session.query("SELECT placed_message_id FROM email_drafts WHERE \(edited)", [SQLValue(user)])
    let followed = Set(try held.compactMap { try $0.optionalValue("placed_message_id", as: MessageID.self) })
    for message in followed.intersection(messages) {
      _ = try session.query(
        "UPDATE email_drafts SET look_wanted = TRUE WHERE \(edited) AND placed_message_id = $2",
        [SQLValue(user), SQLValue(message)])
    }
  }

  /// Drafts around which something happened in Gmail.
  package func draftsToLookAt(at moment: Date) async throws(StorageError) -> [DraftRecord] {
    try await records(
      where: "look_wanted AND \(Self.live) AND (next_attempt_at IS NULL OR next_attempt_at <= $2)", [SQLValue(moment)])
  }

  /// Writes down what was found in Gmail of the draft as it was read before. False when the row was decided otherwise
  /// meanwhile, and stays as it is. A draft that is not closed by it is still to be looked at.
  @discardableResult
  package func note(_ touch: DraftTouch, on draft: EmailDraft) async throws(StorageError) -> Bool {
    let id = draft.id
    switch touch {
    case .theirs(let message):
      return try await change(
        id, "placed_message_id = $4", where: "edited_in_gmail", [SQLValue(message)], stamping: false)
    case .untouched(let message, let isCurrent):
      return try await change(
        id,
        "next_attempt_at = NULL, placed_message_id = $4, placed_version = COALESCE(CAST($5 AS INTEGER), placed_version)",
        where: "status IN ('proposed', 'approved')", [SQLValue(message), SQLValue(isCurrent ? draft.version : nil)],
        stamping: false)
    case .sent(let message, let notice): return try await markSentByUser(id, as: message, notice: notice)
    case .edited(let message, let notice):
      return try await move(
        id, .editedInGmail,
        """
        edited_in_gmail = TRUE, placed_message_id = $4, notice = $5, rewrite_instruction = NULL, next_attempt_at = NULL
        """, [SQLValue(message), SQLValue(notice)])
    case .dismissed(let notice):
      return try await move(
        id, .deletedInGmail,
        "look_wanted = FALSE, placement = 'removed', notice = $4, rewrite_instruction = NULL, next_attempt_at = NULL",
        where: "status = 'proposed'", [SQLValue(notice)])
    case .unplaced(let notice):
      return try await move(
        id, .deletedInGmail,
        """
        placement = 'none', gmail_draft_id = NULL, placed_version = NULL, placed_message_id = NULL, notice = $4,
        next_attempt_at = NULL
        """, where: "status = 'approved'", [SQLValue(notice)])
    }
  }

  /// Writes down how the draft's conversation stands, and keeps it as it is now beside the draft, so that the person
  /// decides about what they see. The draft was looked at then.
  ///
  /// - Parameter conversation: sealed with the user's keys; nil when there is none any more, and what was kept stays.
  package func note(
    _ state: ThreadState, of draft: EmailDraft, newest: MessageID?, showing conversation: Conversation?,
    sealedWith keys: UserKeys
  ) async throws(StorageError) {
    var sealed: String?
    if let conversation { sealed = try ConversationText.seal(conversation, with: keys) }
    let text = sealed
    let (user, now) = (user, connection.now())
    var assignments = "look_wanted = FALSE, next_attempt_at = NULL, newest_message_id = COALESCE($3, newest_message_id)"
    var condition = Self.live
    var values = [SQLValue(draft.id), SQLValue(user), SQLValue(newest)]
    if let event = state.event {
      assignments += ", \(event.assignments), \(Self.consequences(of: state)), updated_at = $4"
      condition = "\(event.condition) AND \(Self.condition(on: state))"
      values.append(SQLValue(now))
    }
    let (update, given) = (
      "UPDATE email_drafts SET \(assignments) WHERE id = $1 AND user_id = $2 AND \(condition) RETURNING id", values
    )
    try await write { session in
      let noted = try session.query(update, given)
      guard !noted.isEmpty else {
        // Closed meanwhile, or in a state that this means nothing to.
        _ = try session.query(
          "UPDATE email_drafts SET look_wanted = FALSE, next_attempt_at = NULL WHERE id = $1 AND user_id = $2",
          [SQLValue(draft.id), SQLValue(user)])
        return
      }
      guard let text else { return }
      _ = try session.query(
        """
        INSERT INTO draft_conversations (draft_id, user_id, conversation) VALUES ($1, $2, $3)
        ON CONFLICT (draft_id) DO UPDATE SET conversation = excluded.conversation
        """, [SQLValue(draft.id), SQLValue(user), SQLValue(text)])
    }
  }

  /// The sending stops, and the page tells. A draft that comes back is placed again if it was.
  private static func consequences(of state: ThreadState) -> String {
    switch state {
    case .asShown: ""
    case .answered: "thread_news = 'answered', rewrite_instruction = NULL, notice = NULL"
    case .newerMail: "thread_news = CASE WHEN thread_news = 'answered' THEN thread_news ELSE 'newer-mail' END"
    case .gone: "thread_news = 'gone', rewrite_instruction = NULL, notice = NULL"
    case .back: "thread_news = NULL, \(DraftRow.placedAgain)"
    }
  }

  private static func condition(on state: ThreadState) -> String {
    state == .back ? "(thread_news = 'gone' OR retirement = 'conversation-gone')" : "TRUE"
  }

  /// Retires drafts that nobody looked at for `EmailDraft.shelfLife`. How many.
  @discardableResult
  package func retireUnused(at moment: Date) async throws(StorageError) -> Int {
    let (user, now) = (user, connection.now())
    return try await write { session in
      try session.query(
        """
        UPDATE email_drafts SET \(DraftEvent.unused.assignments), rewrite_instruction = NULL, next_attempt_at = NULL,
          updated_at = $2
        WHERE user_id = $1 AND \(DraftEvent.unused.condition) AND created_at <= $3 RETURNING id
        """,
        [SQLValue(user), SQLValue(now), SQLValue(moment.addingTimeInterval(-EmailDraft.shelfLife))]
      ).count
    }
  }

  /// Gives up looking, because Gmail will not show it.
  package func forgetLook(at id: DraftID) async throws(StorageError) {
    _ = try await change(id, "look_wanted = FALSE, next_attempt_at = NULL", where: "TRUE", stamping: false)
  }
}
