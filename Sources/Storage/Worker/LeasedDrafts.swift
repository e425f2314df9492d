import Database
import Secretary
import StoreRequests

import struct FoundationEssentials.Date

struct LeasedDrafts: DraftRequests {
  let rows: LeasedRows

  func draft(answering message: MessageID) async throws(StorageError) -> EmailDraft? {
    try await DraftStore(connection: rows.connection).draft(answering: message, of: rows.user)
  }

  func draft(sentAs message: MessageID, in thread: ThreadID) async throws(StorageError) -> EmailDraft? {
    try await rows.read(
      """
      SELECT \(DraftRow.columns) FROM email_drafts
      WHERE user_id = $1 AND gmail_thread_id = $2 AND sent_message_id = $3
      """, [SQLValue(rows.user), SQLValue(thread), SQLValue(message)], as: DraftRow.draft
    ).first
  }

  func propose(_ proposal: DraftProposal) async throws(StorageError) -> ProposalOutcome {
    guard proposal.draft.fits else { throw .draftTooLarge }
    let (user, now) = (rows.user, rows.now)
    return try await rows.write(durable: true) { session in try proposal.save(for: user, at: now, session) }
  }

  func activity(
    around message: MessageID, in thread: ThreadID, to sender: EmailAddress, at moment: Date
  ) async throws(StorageError) -> DraftActivity {
    let open = try await rows.read(
      Self.openInThreadQuery, [SQLValue(rows.user), SQLValue(thread), SQLValue(message)]
    ) { row in
      DraftActivity.OpenDraft(
        id: try row.value("id"), answers: try row.value("gmail_message_id"), isTouched: try row.bool("touched"))
    }
    var activity =
      try await rows.read(
        Self.activityQuery,
        [
          SQLValue(rows.user), SQLValue(thread), SQLValue(moment.addingTimeInterval(-86_400)),
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
    WHERE user_id = $1 AND gmail_thread_id = $2 AND gmail_message_id <> $3 AND status IN \(DraftStatus.open)
    """

  /// Each number by itself, so that each finds its own index.
  static let activityQuery = """
    SELECT
      (SELECT count(*) FROM email_drafts WHERE user_id = $1 AND gmail_thread_id = $2 AND gmail_message_id <> $5
        AND created_at > $3) AS in_thread,
      (SELECT count(*) FROM email_drafts WHERE user_id = $1 AND created_at > $3 AND gmail_message_id <> $5
        AND recipient = $4) AS to_sender
    """

  func note(_ changes: SentChanges, of draft: DraftID) async throws(StorageError) {
    try await rows.change(
      """
      UPDATE email_drafts SET edit_distance = $3, compared_words = $4, proposed_body = NULL
      WHERE id = $1 AND user_id = $2 AND status = 'sent' AND edit_distance IS NULL
      RETURNING id
      """, [SQLValue(draft), SQLValue(rows.user), SQLValue(changes.distance), SQLValue(changes.words)])
  }

  func count(since moment: Date) async throws(StorageError) -> Int {
    try await rows.read(DraftStore.countQuery, [SQLValue(rows.user), SQLValue(moment)]) { try $0.int("drafts") }.first
      ?? 0
  }

  // MARK: Tasks

  func hasDueTasks(at moment: Date) async throws(StorageError) -> Bool {
    try await !rows.read(Self.dueTasksQuery, [SQLValue(rows.user), SQLValue(moment)]) { try $0.text("id") }.isEmpty
  }

  /// Each kind by itself, so that each finds its own index: a question with OR would read all of a user's drafts.
  static let dueTasksQuery = """
    SELECT id FROM email_drafts WHERE user_id = $1 AND status = 'sending'
    UNION ALL
    SELECT id FROM email_drafts WHERE user_id = $1 AND status = 'approved'
      AND (send_after IS NULL OR send_after <= $2) AND (next_attempt_at IS NULL OR next_attempt_at <= $2)
    UNION ALL
    SELECT id FROM email_drafts WHERE user_id = $1 AND status = 'proposed' AND rewrite_instruction IS NOT NULL
      AND (next_attempt_at IS NULL OR next_attempt_at <= $2)
    UNION ALL
    SELECT id FROM email_drafts WHERE user_id = $1 AND status IN \(DraftStatus.restorable)
      AND placement IN ('placing', 'placed') AND (next_attempt_at IS NULL OR next_attempt_at <= $2)
    LIMIT 1
    """

  func hasTasks() async throws(StorageError) -> Bool {
    let unusedSince = rows.now.addingTimeInterval(-EmailDraft.shelfLife)
    return try await rows.read(Self.tasksQuery, [SQLValue(rows.user), SQLValue(unusedSince)]) {
      try $0.bool("has_tasks")
    }.first ?? false
  }

  /// Each kind by itself, because each has its own small index.
  static let tasksQuery = """
    SELECT EXISTS (SELECT 1 FROM email_drafts WHERE user_id = $1 AND status IN ('approved', 'sending'))
      OR EXISTS (SELECT 1 FROM email_drafts WHERE user_id = $1 AND look_wanted)
      OR EXISTS (SELECT 1 FROM email_drafts WHERE user_id = $1 AND rewrite_instruction IS NOT NULL)
      OR EXISTS (SELECT 1 FROM email_drafts WHERE user_id = $1 AND status IN \(DraftStatus.restorable)
        AND placement IN ('placing', 'placed'))
      OR EXISTS (SELECT 1 FROM email_drafts WHERE user_id = $1 AND status = 'proposed'
        AND placement IN ('wanted', 'placing'))
      OR EXISTS (SELECT 1 FROM email_drafts WHERE user_id = $1 AND status = 'proposed' AND created_at <= $2
        AND NOT touched)
      OR EXISTS (SELECT 1 FROM draft_requests WHERE user_id = $1)
      AS has_tasks
    """

  func nextTaskDue(placements: Bool) async throws(StorageError) -> Date? {
    try await rows.read(
      placements ? Self.nextTaskOrPlacementQuery : Self.nextTaskQuery, [SQLValue(rows.user), SQLValue(rows.now)]
    ) { try $0.optionalDate("due") }.first ?? nil
  }

  static let nextTaskQuery = """
    SELECT min(\(taskDue)) AS due FROM (
      SELECT status, next_attempt_at, send_after FROM email_drafts
      WHERE user_id = $1 AND status IN ('approved', 'sending')
      UNION ALL
      SELECT status, next_attempt_at, send_after FROM email_drafts
      WHERE user_id = $1 AND status = 'proposed' AND rewrite_instruction IS NOT NULL) AS tasks
    """

  static let nextTaskOrPlacementQuery = """
    SELECT min(\(taskDue)) AS due FROM (
      SELECT status, next_attempt_at, send_after FROM email_drafts
      WHERE user_id = $1 AND status IN ('approved', 'sending')
      UNION ALL
      SELECT status, next_attempt_at, send_after FROM email_drafts
      WHERE user_id = $1 AND status = 'proposed' AND rewrite_instruction IS NOT NULL
      UNION ALL
      SELECT status, next_attempt_at, send_after FROM email_drafts
      WHERE user_id = $1 AND status = 'proposed' AND placement IN ('wanted', 'placing')) AS tasks
    """

  /// When a draft that waits for something is due; `$2` is now.
  private static let taskDue = """
    CASE
      WHEN status = 'sending' THEN $2
      WHEN status = 'approved' AND send_after > COALESCE(next_attempt_at, $2) THEN send_after
      ELSE COALESCE(next_attempt_at, $2) END
    """

  func beginAttempt(_ id: DraftID, retryAt: Date) async throws(StorageError) {
    let values = [SQLValue(id), SQLValue(rows.user), SQLValue(rows.now), SQLValue(retryAt)]
    try await rows.write { session in
      let (first, again) = (session.dialect.time("$3"), session.dialect.time("$4"))
      _ = try session.query(
        """
        UPDATE email_drafts SET next_attempt_at = CASE WHEN next_attempt_at IS NULL THEN \(first) ELSE \(again) END
        WHERE id = $1 AND user_id = $2
        """, values)
    }
  }

  func postpone(_ id: DraftID, until moment: Date) async throws(StorageError) {
    try await rows.change(
      "UPDATE email_drafts SET next_attempt_at = $3 WHERE id = $1 AND user_id = $2 RETURNING id",
      [SQLValue(id), SQLValue(rows.user), SQLValue(moment)])
  }

  func retireUnused(at moment: Date) async throws(StorageError) -> Int {
    try await rows.change(
      """
      UPDATE email_drafts SET \(DraftEvent.unused.assignments), rewrite_instruction = NULL, next_attempt_at = NULL,
        updated_at = $2
      WHERE user_id = $1 AND \(DraftEvent.unused.condition) AND created_at <= $3
      RETURNING id
      """, [SQLValue(rows.user), SQLValue(rows.now), SQLValue(moment.addingTimeInterval(-EmailDraft.shelfLife))])
  }

  func forgetConversations(olderThan moment: Date) async throws(StorageError) -> Int {
    let user = rows.user
    return try await rows.write { try DraftStore.forgetConversations(of: user, olderThan: moment, $0) }
  }
}
