import Database
import Secretary
import StoreRequests

import struct FoundationEssentials.Date

extension DraftProposal {
  /// Part of a transaction that has proven the lease.
  func save(for user: UserID, at now: Date, _ session: SQLSession) throws -> ProposalOutcome {
    let active = try session.query(
      "SELECT email_draft_mode FROM active_users WHERE user_id = $1", [SQLValue(user)])
    guard let settings = active.first else { return .switchedOff }
    if !isAlongside, try isHeld(for: user, session) { return .held }
    let isWanted = try isPlaced && settings.value("email_draft_mode", as: DraftMode.self) == .gmail
    let isNew = try insert(for: user, placement: isWanted ? .wanted : .none, at: now, session)
    try markDrafted(for: user, at: now, session)
    guard isNew else {
      let there = try session.query(
        "SELECT \(DraftRow.columns) FROM email_drafts WHERE user_id = $1 AND gmail_message_id = $2",
        [SQLValue(user), SQLValue(draft.messageID)])
      return .alreadyThere(try DraftRow.draft(there[0]))
    }
    if let conversation { try conversation.keep(with: draft.id, of: user, session) }
    if !isAlongside { try supersedeOthers(for: user, at: now, session) }
    return .saved
  }

  /// Whether an open draft of the conversation stands in the way that this one does not supersede.
  private func isHeld(for user: UserID, _ session: SQLSession) throws -> Bool {
    try !session.query(
      """
      SELECT id FROM email_drafts
      WHERE user_id = $1 AND gmail_thread_id = $2 AND gmail_message_id <> $3 AND status IN \(DraftStatus.open)
        AND NOT \(DraftEvent.superseded.condition)
      LIMIT 1
      """, [SQLValue(user), SQLValue(draft.threadID), SQLValue(draft.messageID)]
    ).isEmpty
  }

  private func insert(
    for user: UserID, placement: PlacementState.Name, at now: Date, _ session: SQLSession
  ) throws -> Bool {
    try !session.query(
      """
      INSERT INTO email_drafts (id, user_id, gmail_message_id, gmail_thread_id, recipients, subject, body, status,
        reason, writer, placement, created_at, updated_at, recipient, newest_message_id,
        score, checks, usage, proposed_style, kind)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
      ON CONFLICT (user_id, gmail_message_id) DO NOTHING
      RETURNING id
      """,
      [
        SQLValue(draft.id), SQLValue(user), SQLValue(draft.messageID), SQLValue(draft.threadID),
        SQLValue(try DraftRow.recipientsText(draft.recipients)), SQLValue(draft.subject), SQLValue(draft.body),
        SQLValue(draft.status), SQLValue(draft.reason), SQLValue(draft.writer), SQLValue(placement),
        SQLValue(draft.createdAt), SQLValue(now), SQLValue(draft.recipients.to.first?.canonical),
        SQLValue(draft.newestMessageID), SQLValue(draft.score), SQLValue(DraftRow.text(draft.checks)),
        SQLValue(DraftRow.text(draft.usage)), SQLValue(DraftRow.text(draft.proposedStyle)),
        SQLValue(draft.kind),
      ]
    ).isEmpty
  }

  private func markDrafted(for user: UserID, at now: Date, _ session: SQLSession) throws {
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
  }

  private func supersedeOthers(for user: UserID, at now: Date, _ session: SQLSession) throws {
    _ = try session.query(
      """
      UPDATE email_drafts SET \(DraftEvent.superseded.assignments), rewrite_instruction = NULL,
        next_attempt_at = NULL, updated_at = $4
      WHERE user_id = $1 AND gmail_thread_id = $2 AND gmail_message_id <> $3 AND \(DraftEvent.superseded.condition)
      """, [SQLValue(user), SQLValue(draft.threadID), SQLValue(draft.messageID), SQLValue(now)])
  }
}

extension SealedConversation {
  /// Keeps it beside the draft, in the place of an earlier one.
  func keep(with draft: DraftID, of user: UserID, _ session: SQLSession) throws {
    _ = try session.query(
      """
      INSERT INTO draft_conversations (draft_id, user_id, conversation) VALUES ($1, $2, $3)
      ON CONFLICT (draft_id) DO UPDATE SET conversation = excluded.conversation
      """, [SQLValue(draft), SQLValue(user), SQLValue(text)])
  }
}
