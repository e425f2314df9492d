import Database
package import Secretary
package import Vault

package import struct FoundationEssentials.Date

/// What became of a proposed draft.
package enum ProposalOutcome: Sendable, Equatable {
  case saved
  /// The message has a draft; this is it. Nothing was changed but the ledger, which now says so.
  case alreadyThere(EmailDraft)
  /// Another draft of the conversation waits that the person has touched. Nothing was saved; the message is due again when
  /// that draft is closed.
  case held
  /// The user switched the secretary off, or the account was disconnected, while the draft was written. Nothing was saved.
  case switchedOff
}

/// The drafts a worker writes: one per message, ever; and their way into Gmail.
extension MailboxStore {
  /// Saves a draft and marks its message drafted, in one transaction, unless the message has a draft already or the user
  /// does not want drafts any more: settings and connection are asked inside the same transaction, so off means off.
  ///
  /// A conversation has one open draft: untouched ones are superseded by this one, and beside one that the person has
  /// touched this one is not saved. With `alongside`, because the person asked for it, others stay as they are.
  ///
  /// With `placing`, and if the user's mode is still `gmail`, the draft waits to be placed in Gmail. The conversation is
  /// kept with the draft for the person who reviews it; without one, or without the user's keys, there is none to see.
  ///
  /// `draftTooLarge` when it does not fit into a row.
  package func propose(
    _ draft: EmailDraft, placing: Bool, showing conversation: Conversation? = nil, sealedWith keys: UserKeys? = nil,
    alongside: Bool = false
  ) async throws(StorageError) -> ProposalOutcome {
    guard draft.fits else { throw .draftTooLarge }
    let sealed: String?
    if let conversation, let keys {
      sealed = try ConversationText.seal(conversation, with: keys)
    } else {
      sealed = nil
    }
    let (user, now) = (user, connection.now())
    return try await write(durable: true) { session in
      let active = try session.query(
        "SELECT email_draft_mode FROM active_users WHERE user_id = $1" + session.rowLock, [SQLValue(user)])
      guard let settings = active.first else { return .switchedOff }
      let others = "user_id = $1 AND gmail_thread_id = $2 AND gmail_message_id <> $3"
      let conversationOf = [SQLValue(user), SQLValue(draft.threadID), SQLValue(draft.messageID)]
      if !alongside {
        let standing = try session.query(
          """
          SELECT id FROM email_drafts WHERE \(others) AND status IN ('proposed', 'approved', 'sending', 'undecided')
            AND NOT \(DraftEvent.superseded.condition) LIMIT 1
          """, conversationOf)
        if !standing.isEmpty { return .held }
      }
      let isPlaced = try placing && settings.value("email_draft_mode", as: DraftMode.self) == .gmail
      let inserted = try session.query(
        """
        INSERT INTO email_drafts (id, user_id, gmail_message_id, gmail_thread_id, recipients, subject, body, status,
          reason, writer, placement, created_at, updated_at, recipient, newest_message_id)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
        ON CONFLICT (user_id, gmail_message_id) DO NOTHING RETURNING id
        """,
        [
          SQLValue(draft.id), SQLValue(user), SQLValue(draft.messageID), SQLValue(draft.threadID),
          SQLValue(try DraftRow.recipientsText(draft.recipients)), SQLValue(draft.subject), SQLValue(draft.body),
          SQLValue(draft.status), SQLValue(draft.reason), SQLValue(draft.writer),
          SQLValue(isPlaced ? "wanted" : "none"), SQLValue(draft.createdAt), SQLValue(now),
          SQLValue(draft.recipients.to.first?.canonical), SQLValue(draft.newestMessageID),
        ])
      _ = try session.query(
        """
        INSERT INTO mailbox_messages (user_id, gmail_message_id, gmail_thread_id, state, reason, seen_at, updated_at)
        VALUES ($1, $2, $3, 'drafted', $4, $5, $5)
        ON CONFLICT (user_id, gmail_message_id) DO UPDATE SET state = 'drafted', reason = excluded.reason,
          reason_code = NULL, problem = NULL, retry_at = NULL, begun_at = NULL, updated_at = excluded.updated_at
        """,
        [
          SQLValue(user), SQLValue(draft.messageID), SQLValue(draft.threadID), SQLValue(LedgerLine(draft.reason)),
          SQLValue(now),
        ])
      if !inserted.isEmpty {
        if let sealed {
          _ = try session.query(
            "INSERT INTO draft_conversations (draft_id, user_id, conversation) VALUES ($1, $2, $3)",
            [SQLValue(draft.id), SQLValue(user), SQLValue(sealed)])
        }
        if !alongside {
          _ = try session.query(
            """
            UPDATE email_drafts SET \(DraftEvent.superseded.assignments), rewrite_instruction = NULL,
              next_attempt_at = NULL, updated_at = $4
            WHERE \(others) AND \(DraftEvent.superseded.condition)
            """, conversationOf + [SQLValue(now)])
        }
        return .saved
      }
      let there = try session.query(
        "SELECT \(DraftRow.columns) FROM email_drafts WHERE user_id = $1 AND gmail_message_id = $2",
        [SQLValue(user), SQLValue(draft.messageID)])
      return .alreadyThere(try DraftRow.draft(there[0]))
    }
  }

  /// What was drafted lately around one message: in its conversation, and for its sender, over the day before `moment`.
  /// A draft that answers the message itself does not count.
  package func draftActivity(
    around message: MessageID, in thread: ThreadID, to sender: EmailAddress, at moment: Date
  ) async throws(StorageError) -> DraftActivity {
    let open = try await connection.read(
      Self.openInThreadQuery, [SQLValue(user), SQLValue(thread), SQLValue(message)]
    ) { row in
      DraftActivity.OpenDraft(
        id: try row.value("id"), answers: try row.value("gmail_message_id"), isTouched: try row.bool("touched"))
    }
    var activity =
      try await connection.read(
        Self.activityQuery,
        [
          SQLValue(user), SQLValue(thread), SQLValue(moment.addingTimeInterval(-86_400)),
          SQLValue(sender.canonical), SQLValue(message),
        ]
      ) { row in
        DraftActivity(inThreadToday: try row.int("in_thread"), toSenderToday: try row.int("to_sender"))
      }.first ?? DraftActivity()
    activity.openInThread = open
    return activity
  }

  static let openInThreadQuery = """
    SELECT id, gmail_message_id, touched OR status <> 'proposed' AS touched FROM email_drafts
    WHERE user_id = $1 AND gmail_thread_id = $2 AND gmail_message_id <> $3
      AND status IN ('proposed', 'approved', 'sending', 'undecided')
    """

  /// Each number by itself, so that each finds its own index.
  static let activityQuery = """
    SELECT
      (SELECT count(*) FROM email_drafts WHERE user_id = $1 AND gmail_thread_id = $2 AND gmail_message_id <> $5
        AND created_at > $3) AS in_thread,
      (SELECT count(*) FROM email_drafts WHERE user_id = $1 AND created_at > $3 AND gmail_message_id <> $5
        AND recipient = $4) AS to_sender
    """

  /// How many drafts the mailbox was given since then.
  package func draftCount(since moment: Date) async throws(StorageError) -> Int {
    try await connection.read(
      "SELECT count(*) AS drafts FROM email_drafts WHERE user_id = $1 AND created_at > $2",
      [SQLValue(user), SQLValue(moment)]
    ) { try $0.int("drafts") }.first ?? 0
  }

  /// Proposed drafts that wait for their place in Gmail and are due, oldest first. At `placing` it was begun and its end is
  /// unknown: look for the draft in the thread before creating it.
  package func draftsToPlace(at moment: Date) async throws(StorageError) -> [DraftRecord] {
    try await records(
      where: """
        placement IN ('wanted', 'placing') AND status = 'proposed'
          AND (next_attempt_at IS NULL OR next_attempt_at <= $2)
        """, [SQLValue(moment)])
  }

  /// To be called before Gmail is: afterwards a crash leaves a mark that the draft may be in Gmail. The mark survives
  /// a power cut.
  ///
  /// A draft that is approved is placed in order to be sent, whatever the user's mode, and although that failed before.
  /// False when it must not be placed any more: it was decided otherwise meanwhile, or the secretary switched off.
  package func markPlacing(_ id: DraftID) async throws(StorageError) -> Bool {
    let (user, now) = (user, connection.now())
    return try await write(durable: true) { session in
      let active = try session.query(
        "SELECT user_id FROM active_users WHERE user_id = $1" + session.rowLock, [SQLValue(user)])
      guard !active.isEmpty else { return false }
      let marked = try session.query(
        """
        UPDATE email_drafts SET placement = 'placing', updated_at = $3
        WHERE id = $1 AND user_id = $2 AND (
          (placement IN ('wanted', 'placing') AND status = 'proposed')
          OR (placement IN ('none', 'wanted', 'placing', 'abandoned') AND status = 'approved'))
        RETURNING id
        """, [SQLValue(id), SQLValue(user), SQLValue(now)])
      return !marked.isEmpty
    }
  }

  /// Notes where the draft is in Gmail, with which version of its body, and which message is in it: Gmail gives a draft's
  /// message another id when anybody changes it, so the id is the witness that nobody did. Losing this in a power cut is
  /// harmless: the mark of `markPlacing` remains.
  package func markPlaced(
    _ id: DraftID, gmailDraftID: GmailDraftID, messageID: MessageID? = nil, version: Int = 1
  ) async throws(StorageError) {
    try await place(
      id,
      """
      placement = 'placed', placement_problem = NULL, gmail_draft_id = $4, placed_message_id = $5,
      placed_version = CAST($6 AS INTEGER), next_attempt_at = NULL
      """, SQLValue(gmailDraftID), SQLValue(messageID), SQLValue(version))
  }

  /// Gives up placing a draft for good, for instance because its thread is gone. The draft itself stays for review.
  package func abandonPlacing(_ id: DraftID, because problem: String) async throws(StorageError) {
    try await place(id, "placement = 'abandoned', placement_problem = $4, next_attempt_at = NULL", SQLValue(problem))
  }

  private func place(_ id: DraftID, _ assignments: String, _ values: SQLValue...) async throws(StorageError) {
    let (user, now) = (user, connection.now())
    try await write { session in
      let rows = try session.query(
        "UPDATE email_drafts SET \(assignments), updated_at = $3 WHERE id = $1 AND user_id = $2 RETURNING id",
        [SQLValue(id), SQLValue(user), SQLValue(now)] + values)
      guard !rows.isEmpty else { throw StorageError.unknownDraft }
    }
  }
}
