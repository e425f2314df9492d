/// What the mailbox shows of a draft that was placed there.
package enum DraftInMailbox: Sendable, Equatable {
  /// Still a draft, and as we wrote it. `isCurrent` is false when the row has a newer text.
  case ours(MessageID, isCurrent: Bool)
  /// Still a draft, and somebody else has written in it. This message is in it now.
  case edited(MessageID)
  /// Not a draft any more: it was sent, as this message. `isOurs` is false when that message does not carry our header,
  /// and so may be an answer written from scratch.
  case sent(MessageID, isOurs: Bool)
  /// Neither the draft nor anything sent.
  case gone
}

/// What the user did in the mailbox to a draft that is still open here, and what the row becomes by it. Pure.
package enum DraftChange: Sendable, Equatable, Codable {
  /// Nothing. The message is the one that we placed from now on, `isCurrent` as in `DraftInMailbox`.
  case unchanged(MessageID, isCurrent: Bool)
  case sent(MessageID, notice: String?)
  /// From now on it is the user's: never updated, sent or deleted by us. An approved one goes back to be looked at. The
  /// message is what it holds now, by which it is followed from here on: it may have left its conversation.
  case edited(MessageID, notice: String)
  /// It is the user's already, and still among their drafts, with this message in it.
  case theirs(MessageID)
  /// Deleted while it waited: dismissed.
  case dismissed(notice: String)
  /// Deleted although it was approved, before or after that: asked again, and placed anew when approved again.
  case unplaced(notice: String)

  /// - Parameters:
  ///   - status: `proposed` or `approved`; in every other status the row no longer follows the mailbox.
  ///   - isEdited: the user was seen to have changed it before.
  ///   - wasAsked: we have asked the mailbox to send it before, and that request may have come through late: nobody can say that
  ///     the user sent it.
  package static func decide(
    _ found: DraftInMailbox, status: DraftStatus, isEdited: Bool = false, wasAsked: Bool = false
  ) -> DraftChange {
    switch found {
    case .ours(let message, _) where isEdited, .edited(let message) where isEdited: .theirs(message)
    case .ours(let message, let isCurrent): .unchanged(message, isCurrent: isCurrent)
    case .sent(let message, _) where wasAsked: .sent(message, notice: nil)
    case .sent(let message, let isOurs):
      .sent(
        message, notice: isOurs ? "You sent it from \(MailService.name)." : "You answered from \(MailService.name).")
    case .edited(let message): .edited(message, notice: "You changed this draft in \(MailService.name). Send it there.")
    case .gone where status == .approved:
      .unplaced(
        notice:
          "The draft was deleted in \(MailService.name), so it was not sent. Approve it again to send it all the same.")
    case .gone: .dismissed(notice: "You deleted the draft in \(MailService.name).")
    }
  }
}

/// What to do in the mailbox with the draft of a row that was dismissed or retired. Pure. Deleting is for good, and a draft's id may lead
/// to the sent mail, so everything doubtful is kept.
package enum RemovalDecision: Sendable, Equatable {
  /// Delete it, if it still holds this message.
  case delete(holding: MessageID)
  case keep(notice: String)
  /// The user was quicker.
  case sent(MessageID)
  case alreadyGone

  package static let keepTheirs = Self.keep(
    notice: "You changed the draft in \(MailService.name), so it is still there.")

  package static func decide(_ found: DraftInMailbox) -> RemovalDecision {
    switch found {
    case .ours(let message, _): .delete(holding: message)
    case .edited: .keepTheirs
    case .sent(let message, isOurs: true): .sent(message)
    case .sent(_, isOurs: false), .gone: .alreadyGone
    }
  }
}
