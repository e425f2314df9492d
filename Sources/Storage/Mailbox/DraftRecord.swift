import Database
package import Secretary

package import struct FoundationEssentials.Date

/// A draft with what only its worker asks about.
package struct DraftRecord: Sendable, Equatable {
  package var draft: EmailDraft
  /// The version of the text that was put into the mailbox, or was about to be.
  package var placedVersion: Int?
  /// The message inside the placed draft as we wrote it. The mailbox gives a draft another message at every edit, so one that
  /// still holds this is untouched. Of a draft that the user changed: the message that was in it at the last look.
  package var placedMessageID: MessageID?
  /// When the mailbox was asked to send it and gave no answer. Of an approved draft: it was still there afterwards.
  package var sendingSince: Date?

  package init(
    draft: EmailDraft, placedVersion: Int? = nil, placedMessageID: MessageID? = nil, sendingSince: Date? = nil
  ) {
    self.draft = draft
    self.placedVersion = placedVersion
    self.placedMessageID = placedMessageID
    self.sendingSince = sendingSince
  }

  static let columns = "\(DraftRow.columns), placed_version, placed_message_id, sending_since"

  init(_ row: SQLRow) throws {
    self.init(
      draft: try DraftRow.draft(row), placedVersion: try row.optionalInt("placed_version"),
      placedMessageID: try row.optionalValue("placed_message_id"), sendingSince: try row.optionalDate("sending_since"))
  }
}
