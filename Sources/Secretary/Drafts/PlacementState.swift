/// Where a draft is on its way into its conversation.
package enum PlacementState: Sendable, Equatable, Codable {
  /// Not to be in the mailbox: the user reviews here.
  case none
  case wanted
  /// The mailbox was asked, and what it did is not known: look before asking again.
  case placing
  case placed(MailboxPlacement)
  /// It could not be placed, for a reason in words.
  case abandoned(problem: String)
  /// It was placed, and is not there any more: we deleted it when it was dismissed, or it was gone when we looked. The mailbox may
  /// have been wrong about that: look before placing it again.
  case removed
  /// It was placed, and stays in the mailbox although it was dismissed, because the person changed it there.
  case kept

  /// Without what belongs to it; the word in the column `placement`.
  package enum Name: String, Sendable, CaseIterable {
    case none, wanted, placing, placed, abandoned, removed, kept
  }

  package var name: Name {
    switch self {
    case .none: .none
    case .wanted: .wanted
    case .placing: .placing
    case .placed: .placed
    case .abandoned: .abandoned
    case .removed: .removed
    case .kept: .kept
    }
  }
}

/// A draft of ours in the mailbox.
package struct MailboxPlacement: Sendable, Equatable, Codable {
  package var draftID: MailboxDraftID
  /// The message inside it as we wrote it. The mailbox gives a draft another message at every edit, so one that still holds this is
  /// untouched. Of a draft that the user changed: the message that was in it at the last look. Nil when that is not known, and
  /// the text has to be read.
  package var placedMessageID: MessageID?
  /// The version of the text that was put there; nil when that is not known.
  package var version: Int?

  package init(_ draftID: MailboxDraftID, holding placedMessageID: MessageID? = nil, version: Int? = nil) {
    self.draftID = draftID
    self.placedMessageID = placedMessageID
    self.version = version
  }
}
