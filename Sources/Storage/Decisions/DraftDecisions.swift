import Database
package import Secretary
package import StoreRequests

import struct FoundationEssentials.Date

/// What a person decides about a draft, for whatever they decide it with: a page, or a program.
///
/// Each verb is one transaction: a statement whose conditions hold at the moment it writes, and its line in the audit log.
/// Of two decisions at once one wins, and the other is answered with the draft as it is then. Asking again for what is so
/// already changes nothing and is no refusal.
package struct DraftDecisions: Sendable {
  /// The longest instruction for writing again, in characters (Unicode scalars); what is beyond is cut.
  static let longestInstruction = 2_000

  let connection: StoreConnection

  /// Replaces the body, if it is still the version the person saw. Counts the version, and takes back a wish to have it
  /// written again. The body is taken as `EmailDraft.body(typed:)` reads it; the very text that is there changes nothing.
  package func edit(
    _ id: DraftID, of user: UserID, body text: String, version: Int
  ) async throws(StorageError) -> DecisionAnswer {
    let body = EmailDraft.body(typed: text)
    guard let known = try await DraftStore(connection: connection).draft(id, of: user) else { return .gone }
    guard body.utf8.count <= EmailDraft.longestBody else { return .refused(.tooLarge, now: known) }
    let decision = Decision(
      event: .edit, action: .edited,
      assignments:
        "proposed_body = COALESCE(proposed_body, body), body = $4, own_words = $6, checks = NULL, version = version + 1, rewrite_instruction = NULL, notice = NULL",
      condition: "version = $5 AND body <> $4",
      values: [SQLValue(body), SQLValue(version), SQLValue(known.ownWords(writing: body))])
    return try await carryOut(decision, on: id, of: user) { draft in
      if draft.body == body { return nil }
      return draft.status == .proposed ? .changedMeanwhile : .notPossible
    }
  }

  /// Lets the worker send the draft once the person's undo time is over: as the version, and to the conversation, that they
  /// saw, and with no gap open in it. A draft that was approved so before is answered as it is now, on its way or sent.
  ///
  /// - Parameter seen: the newest message of the conversation on the page; nil when none was shown.
  package func approve(
    _ id: DraftID, of user: UserID, version: Int, seen: MessageID? = nil
  ) async throws(StorageError) -> DecisionAnswer {
    let undo = try await connection.read(
      "SELECT undo_seconds FROM agent_settings WHERE user_id = $1", [SQLValue(user)]
    ) { try $0.int("undo_seconds") }.first
    // The version names the text, so what is found in it here still holds where the version does.
    let text = try await DraftStore(connection: connection).draft(id, of: user)
    let isComplete = text.map { $0.version == version && DraftGaps($0.body).isEmpty } ?? false
    let sendAfter = connection.now().addingTimeInterval(Double(undo ?? AgentSettings.standardUndoSeconds))
    let decision = Decision(
      event: .approve, action: .approved,
      assignments: "notice = NULL, next_attempt_at = NULL, send_after = $6",
      condition: """
        version = $4 AND COALESCE(newest_message_id, '') = $5 AND $7 AND \(Self.freeForWorker)
        """,
      values: [SQLValue(version), SQLValue(seen?.rawValue ?? ""), SQLValue(sendAfter), SQLValue(isComplete)],
      wakesWorker: true)
    return try await carryOut(decision, on: id, of: user) { draft in
      switch draft.status {
      case .approved, .sending, .sent: draft.version == version ? nil : .changedMeanwhile
      case .dismissed, .retired, .undecided: .notPossible
      case .proposed:
        Self.reasonAgainst(draft, version: version, seen: seen, isComplete: DraftGaps(draft.body).isEmpty)
      }
    }
  }

  /// Has the body written again by the writer, if it is still the version the person saw.
  package func requestRewrite(
    _ id: DraftID, of user: UserID, instruction text: String, version: Int
  ) async throws(StorageError) -> DecisionAnswer {
    let instruction = EmailDraft.body(typed: text).scalars(Self.longestInstruction)
    guard let known = try await DraftStore(connection: connection).draft(id, of: user) else { return .gone }
    let decision = Decision(
      event: .askForRewrite, action: .askedForRewrite,
      assignments: "rewrite_instruction = $4, own_words = $6, notice = NULL, next_attempt_at = NULL",
      condition: "version = $5 AND \(Self.freeForWorker)",
      values: [SQLValue(instruction), SQLValue(version), SQLValue(known.ownWords(adding: instruction))],
      wakesWorker: true)
    return try await carryOut(decision, on: id, of: user) { draft in
      guard draft.status == .proposed else { return .notPossible }
      if draft.version == version, draft.rewriteInstruction == instruction { return nil }
      return Self.reasonAgainst(draft, version: version, seen: draft.newestMessageID)
    }
  }

  /// Nothing is to be sent. The worker removes our untouched draft from the mailbox.
  package func dismiss(_ id: DraftID, of user: UserID) async throws(StorageError) -> DecisionAnswer {
    try await move(
      id, of: user, Decision(event: .dismiss, action: .dismissed, wakesWorker: true, teaches: .dismissed),
      to: .dismissed)
  }

  /// Takes an approval back, as long as the worker has not begun to send.
  package func takeBack(_ id: DraftID, of user: UserID) async throws(StorageError) -> DecisionAnswer {
    try await move(id, of: user, Decision(event: .takeBack, action: .tookBack), to: .proposed)
  }

  /// A dismissed or retired draft waits for the person again; in the mode `gmail` it is put among their drafts again, and
  /// the worker looks how its conversation stands now.
  package func restore(_ id: DraftID, of user: UserID) async throws(StorageError) -> DecisionAnswer {
    let decision = Decision(
      event: .restore, action: .restored, assignments: DraftRow.lookedAtAgain, wakesWorker: true,
      teaches: .restored, teachesAbout: .dismissed)
    return try await move(id, of: user, decision, to: .proposed)
  }

  /// The person looked, and says what became of a draft that is `undecided`.
  package func settle(
    _ id: DraftID, of user: UserID, as settlement: DraftSettlement
  ) async throws(StorageError) -> DecisionAnswer {
    let decision = Decision(event: settlement.event, action: settlement.action, wakesWorker: true)
    return try await move(id, of: user, decision, to: settlement.status)
  }
}

extension DraftDecisions {
  /// One decision as a statement: `$1` is the draft, `$2` the user, `$3` now, and `$4` on are the values.
  private struct Decision: Sendable {
    let event: DraftEvent
    let action: AuditAction
    /// What it sets besides what the event does.
    var assignments = ""
    /// What must hold besides that the event can happen.
    var condition = "TRUE"
    var values: [SQLValue] = []
    var wakesWorker = false
    /// What it says about whom the user answers.
    var teaches: Correspondent.Event?
    /// The status of a draft of which it says so; nil is any.
    var teachesAbout: DraftStatus?
  }

  /// That a worker serves the user, and nothing else is done with the text.
  private static let freeForWorker = """
    rewrite_instruction IS NULL AND NOT edited_in_gmail AND EXISTS (SELECT 1 FROM active_users WHERE user_id = $2)
    """

  /// Moves a draft on; whatever was going on with it is over.
  private func move(
    _ id: DraftID, of user: UserID, _ decision: Decision, to next: DraftStatus
  ) async throws(StorageError) -> DecisionAnswer {
    var decision = decision
    decision.assignments = decision.assignments.isEmpty ? DraftRow.ended : "\(DraftRow.ended), \(decision.assignments)"
    return try await carryOut(decision, on: id, of: user) { draft in draft.status == next ? nil : .notPossible }
  }

  /// - Parameter refusal: why the draft did not meet the conditions; nil when it is so already.
  private func carryOut(
    _ decision: Decision, on id: DraftID, of user: UserID,
    refusal: @escaping @Sendable (EmailDraft) -> DecisionRefusal?
  ) async throws(StorageError) -> DecisionAnswer {
    let now = connection.now()
    return try await connection.write(durable: true) { session in
      let before = try Self.status(of: id, user, session)
      let changed = try session.query(
        """
        UPDATE email_drafts SET \(decision.event.assignments), \(decision.assignments), updated_at = $3
        WHERE id = $1 AND user_id = $2 AND \(decision.event.condition) AND \(decision.condition)
        RETURNING \(DraftRow.columns)
        """, [SQLValue(id), SQLValue(user), SQLValue(now)] + decision.values)
      if let row = changed.first {
        if decision.wakesWorker { try CheckRequest.make(for: user, at: now, session) }
        try AuditLog.add(decision.action, by: user.rawValue, about: user, detail: id.rawValue, at: now, session)
        let draft = try DraftRow.draft(row)
        // Who wants no reminder sent says nothing about whom they answer.
        if let event = decision.teaches, draft.kind != .followUp, decision.teachesAbout ?? before == before,
          let address = draft.recipients.to.first?.canonical
        {
          try Lesson(events: [address: event], moment: now).teach(user, at: now, session)
        }
        return .decided(draft)
      }
      let found = try session.query(
        "SELECT \(DraftRow.columns) FROM email_drafts WHERE id = $1 AND user_id = $2", [SQLValue(id), SQLValue(user)])
      guard let draft = try found.first.map(DraftRow.draft) else { return .gone }
      return refusal(draft).map { .refused($0, now: draft) } ?? .decided(draft)
    }
  }

  private static func status(of id: DraftID, _ user: UserID, _ session: SQLSession) throws -> DraftStatus? {
    try session.query(
      "SELECT status FROM email_drafts WHERE id = $1 AND user_id = $2",
      [SQLValue(id), SQLValue(user)]
    ).first?.value("status")
  }

  /// Why a proposed draft could be neither approved nor written again; what the person can do something about first.
  private static func reasonAgainst(
    _ draft: EmailDraft, version: Int, seen: MessageID?, isComplete: Bool = true
  ) -> DecisionRefusal {
    if draft.isEditedInMailbox { return .editedInMailbox }
    if draft.version != version { return .changedMeanwhile }
    if draft.rewriteInstruction != nil { return .beingRewritten }
    if draft.newestMessageID != seen { return .threadMovedOn }
    if !isComplete { return .hasGaps }
    return .notActive
  }
}
