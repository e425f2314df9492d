import Database
package import Secretary

import struct FoundationEssentials.Date

/// What a person decides about a draft.
///
/// Each verb is one statement whose conditions hold at the moment it writes: of two that come at once one wins, and the
/// other is told why it did not. Asking again for what is so already is no error, because people click twice.
extension DraftStore {
  /// The longest instruction for writing again, in characters (Unicode scalars); what is beyond is cut.
  static let longestInstruction = 2_000

  /// Replaces the body, if it is still the version the person saw. Counts the version, and takes back a wish to have it
  /// written again. The body is taken as `EmailDraft.body(typed:)` reads it; the very text that is there changes nothing.
  ///
  /// `changedMeanwhile`, `draftTooLarge`, or `illegalMove` when it is not `proposed` any more.
  @discardableResult
  package func edit(
    _ id: DraftID, of user: UserID, body text: String, version: Int
  ) async throws(StorageError) -> EmailDraft {
    let body = EmailDraft.body(typed: text)
    guard body.utf8.count <= EmailDraft.longestBody else { throw .draftTooLarge }
    return try await decide(
      id, user,
      """
      UPDATE email_drafts SET \(DraftEvent.edit.assignments), body = $4, version = version + 1,
        rewrite_instruction = NULL, notice = NULL, updated_at = $3
      WHERE id = $1 AND user_id = $2 AND \(DraftEvent.edit.condition) AND version = CAST($5 AS INTEGER) AND body <> $4
      """, [SQLValue(body), SQLValue(version)], wakesWorker: false
    ) { draft in
      if draft.body == body { return draft }
      guard draft.status == .proposed else { throw StorageError.illegalMove(from: draft.status, to: .proposed) }
      throw StorageError.changedMeanwhile
    }
  }

  /// Lets the worker send the draft once the person's undo time is over: as the version, and to the conversation, that they
  /// saw. A draft that was approved so before is returned as it is now, on its way or sent.
  ///
  /// - Parameter seen: the newest message of the conversation on the page; nil when none was shown.
  /// - Throws: `changedMeanwhile`, `threadMovedOn`, `illegalMove`, `beingRewritten`, `editedInGmail`, or `notActive` when
  ///   there is no worker to send it.
  @discardableResult
  package func approve(
    _ id: DraftID, of user: UserID, version: Int, seen: MessageID? = nil
  ) async throws(StorageError) -> EmailDraft {
    let now = connection.now()
    let undo = try await connection.read(
      "SELECT undo_seconds FROM agent_settings WHERE user_id = $1", [SQLValue(user)]
    ) { try $0.int("undo_seconds") }.first
    let sendAfter = now.addingTimeInterval(Double(undo ?? AgentSettings.standardUndoSeconds))
    return try await decide(
      id, user,
      """
      UPDATE email_drafts SET \(DraftEvent.approve.assignments), notice = NULL, next_attempt_at = NULL, send_after = $6,
        updated_at = $3
      WHERE id = $1 AND user_id = $2 AND \(DraftEvent.approve.condition) AND version = CAST($4 AS INTEGER)
        AND rewrite_instruction IS NULL AND NOT edited_in_gmail AND COALESCE(newest_message_id, '') = $5
        AND EXISTS (SELECT 1 FROM active_users WHERE user_id = $2)
      """, [SQLValue(version), SQLValue(seen?.rawValue ?? ""), SQLValue(sendAfter)], wakesWorker: true
    ) { draft in
      switch draft.status {
      case .approved, .sending, .sent:
        guard draft.version == version else { throw StorageError.changedMeanwhile }
        return draft
      case .dismissed, .retired, .undecided: throw StorageError.illegalMove(from: draft.status, to: .approved)
      case .proposed: throw Self.reasonAgainst(draft, version: version, seen: seen)
      }
    }
  }

  /// Has the body written again by the writer, if it is still the version the person saw.
  ///
  /// `changedMeanwhile`, `illegalMove` when it is not `proposed`, `beingRewritten` with another instruction,
  /// `editedInGmail`, or `notActive` when there is no worker to do it.
  @discardableResult
  package func requestRewrite(
    _ id: DraftID, of user: UserID, instruction text: String, version: Int
  ) async throws(StorageError) -> EmailDraft {
    let instruction = EmailDraft.body(typed: text).scalars(Self.longestInstruction)
    return try await decide(
      id, user,
      """
      UPDATE email_drafts SET \(DraftEvent.askForRewrite.assignments), rewrite_instruction = $4, notice = NULL,
        next_attempt_at = NULL, updated_at = $3
      WHERE id = $1 AND user_id = $2 AND \(DraftEvent.askForRewrite.condition) AND version = CAST($5 AS INTEGER)
        AND rewrite_instruction IS NULL AND NOT edited_in_gmail
        AND EXISTS (SELECT 1 FROM active_users WHERE user_id = $2)
      """, [SQLValue(instruction), SQLValue(version)], wakesWorker: true
    ) { draft in
      guard draft.status == .proposed else { throw StorageError.illegalMove(from: draft.status, to: .proposed) }
      if draft.version == version, draft.rewriteInstruction == instruction { return draft }
      throw Self.reasonAgainst(draft, version: version, seen: draft.newestMessageID)
    }
  }

  /// Nothing is to be sent. The worker removes our untouched draft from Gmail. `illegalMove` when it is being sent or was.
  @discardableResult
  package func dismiss(_ id: DraftID, of user: UserID) async throws(StorageError) -> EmailDraft {
    try await move(id, of: user, .dismiss, to: .dismissed, wakesWorker: true)
  }

  /// Takes an approval back. `illegalMove` when the worker has begun to send.
  @discardableResult
  package func takeBack(_ id: DraftID, of user: UserID) async throws(StorageError) -> EmailDraft {
    try await move(id, of: user, .takeBack, to: .proposed)
  }

  /// A dismissed or retired draft waits for the person again; in the mode `gmail` it is put among their drafts again, and
  /// the worker looks how its conversation stands now. `illegalMove` when it was sent or is on its way.
  @discardableResult
  package func restore(_ id: DraftID, of user: UserID) async throws(StorageError) -> EmailDraft {
    try await move(
      id, of: user, .restore, to: .proposed,
      setting: "look_wanted = TRUE, \(DraftRow.placedAgain),", wakesWorker: true)
  }

  /// The person looked, and says what became of a send that could not be settled: `sent`, or `proposed` or `dismissed`
  /// because it was not. `illegalMove` for a draft that is not `undecided`, and for any other answer.
  @discardableResult
  package func settle(
    _ id: DraftID, of user: UserID, to next: DraftStatus
  ) async throws(StorageError) -> EmailDraft {
    let answers: [DraftStatus: DraftEvent] = [
      .sent: .settleAsSent, .proposed: .settleAsUnsent, .dismissed: .settleAsDismissed,
    ]
    guard let event = answers[next] else {
      guard let row = try await draft(id, of: user) else { throw .unknownDraft }
      guard row.status == next else { throw .illegalMove(from: row.status, to: next) }
      return row
    }
    return try await move(id, of: user, event, to: next, wakesWorker: true)
  }

  /// Lets an event happen to a draft where `DraftTransition` allows it from where it is *now*. One that is there already is
  /// returned as it is.
  private func move(
    _ id: DraftID, of user: UserID, _ event: DraftEvent, to next: DraftStatus, setting assignments: String = "",
    wakesWorker: Bool = false
  ) async throws(StorageError) -> EmailDraft {
    try await decide(
      id, user,
      """
      UPDATE email_drafts SET \(event.assignments), \(assignments) notice = NULL, rewrite_instruction = NULL,
        next_attempt_at = NULL, sending_since = NULL, updated_at = $3
      WHERE id = $1 AND user_id = $2 AND \(event.condition)
      """, [], wakesWorker: wakesWorker
    ) { draft in
      guard draft.status == next else { throw StorageError.illegalMove(from: draft.status, to: next) }
      return draft
    }
  }

  /// Runs an UPDATE whose `$1` is the draft, `$2` the user, `$3` now and `$4` on the values. When nothing met its
  /// conditions, `otherwise` is given the draft as it is, to return it or throw why not.
  private func decide(
    _ id: DraftID, _ user: UserID, _ update: String, _ values: [SQLValue], wakesWorker: Bool,
    otherwise: @Sendable (EmailDraft) throws -> EmailDraft
  ) async throws(StorageError) -> EmailDraft {
    let now = connection.now()
    return try await connection.write(durable: true) { session in
      let changed = try session.query(
        update + " RETURNING \(DraftRow.columns)", [SQLValue(id), SQLValue(user), SQLValue(now)] + values)
      if let row = changed.first {
        if wakesWorker { try CheckRequest.make(for: user, at: now, session) }
        return try DraftRow.draft(row)
      }
      let found = try session.query(
        "SELECT \(DraftRow.columns) FROM email_drafts WHERE id = $1 AND user_id = $2", [SQLValue(id), SQLValue(user)])
      guard let row = found.first else { throw StorageError.unknownDraft }
      return try otherwise(try DraftRow.draft(row))
    }
  }

  /// Why a proposed draft could be neither approved nor written again; what the person can do something about first.
  private static func reasonAgainst(_ draft: EmailDraft, version: Int, seen: MessageID?) -> StorageError {
    if draft.isEditedInGmail { return .editedInGmail }
    if draft.version != version { return .changedMeanwhile }
    if draft.rewriteInstruction != nil { return .beingRewritten }
    if draft.newestMessageID != seen { return .threadMovedOn }
    return .notActive
  }
}
