import Database
package import Secretary

package import struct FoundationEssentials.Date

/// A draft with what only its worker asks about.
package struct DraftRecord: Sendable, Equatable {
  package var draft: EmailDraft
  /// The version of the text that was put into Gmail, or was about to be.
  package var placedVersion: Int?
  /// The message inside the Gmail draft as we wrote it. Gmail gives a draft another message at every edit, so one that
  /// still holds this is untouched. Of a draft that the user changed: the message that was in it at the last look.
  package var witness: MessageID?
  /// When Gmail was asked to send it and gave no answer. Of an approved draft: it was still there afterwards.
  package var sendingSince: Date?

  package init(
    draft: EmailDraft, placedVersion: Int? = nil, witness: MessageID? = nil, sendingSince: Date? = nil
  ) {
    self.draft = draft
    self.placedVersion = placedVersion
    self.witness = witness
    self.sendingSince = sendingSince
  }

  static let columns = "\(DraftRow.columns), placed_version, placed_message_id, sending_since"

  init(_ row: SQLRow) throws {
    self.init(
      draft: try DraftRow.draft(row), placedVersion: try row.optionalInt("placed_version"),
      witness: try row.optionalValue("placed_message_id"), sendingSince: try row.optionalDate("sending_since"))
  }
}

extension MailboxStore {
  /// Drafts as they are now, oldest change first.
  func records(where condition: String, _ values: [SQLValue] = []) async throws(StorageError) -> [DraftRecord] {
    try await connection.read(
      """
      SELECT \(DraftRecord.columns) FROM email_drafts WHERE user_id = $1 AND \(condition) ORDER BY updated_at, id
      """, [SQLValue(user)] + values, as: DraftRecord.init)
  }

  func draftIDs(where condition: String, _ values: [SQLValue] = []) async throws(StorageError) -> [DraftID] {
    try await connection.read(
      "SELECT id FROM email_drafts WHERE user_id = $1 AND \(condition) ORDER BY updated_at, id",
      [SQLValue(user)] + values
    ) { try $0.value("id", as: DraftID.self) }
  }

  /// Lets an event happen to a draft, if `DraftTransition` allows it from where the row is now, and it is as `condition` says
  /// besides. False, and nothing written, when not: it was decided otherwise meanwhile. `assignments` and `condition` may
  /// use $4, $5, … for `values`. Without `stamping` the row keeps its `updated_at`.
  func move(
    _ id: DraftID, _ event: DraftEvent, _ assignments: String, where condition: String = "TRUE",
    _ values: [SQLValue] = [], durable: Bool = false, stamping: Bool = true
  ) async throws(StorageError) -> Bool {
    try await change(
      id, "\(event.assignments), \(assignments)", where: "\(event.condition) AND \(condition)", values,
      durable: durable,
      stamping: stamping)
  }

  /// Changes what is no matter of the draft's life in one row, if it is still as `condition` says.
  func change(
    _ id: DraftID, _ assignments: String, where condition: String, _ values: [SQLValue] = [], durable: Bool = false,
    stamping: Bool = true
  ) async throws(StorageError) -> Bool {
    let (user, now) = (user, stamping ? connection.now() : nil)
    return try await write(durable: durable) { session in
      try !session.query(
        """
        UPDATE email_drafts SET \(assignments), updated_at = COALESCE($3, updated_at)
        WHERE id = $1 AND user_id = $2 AND \(condition)
        RETURNING id
        """, [SQLValue(id), SQLValue(user), SQLValue(now)] + values
      ).isEmpty
    }
  }
}
