/// What a draft is for. A person may want some kinds and not others.
package enum DraftKind: String, Sendable, Codable, CaseIterable {
  /// An answer to mail.
  case reply
  /// An answer to mail that wants to agree on a time to meet.
  case scheduling
  /// A reminder of a question of the user's own that nobody answered.
  case followUp = "follow-up"

  /// The kinds of answers, of which each is wanted until the person says otherwise. Reminders have a setting of their own,
  /// which says after how long.
  package static let answers: [DraftKind] = [.reply, .scheduling]

  /// The kind that an answer to the message is.
  package init(answering message: EmailMessage, owner: MailboxOwner) {
    self = MeetingRequest.occurs(in: TriageSubject(message, owner: owner).text) ? .scheduling : .reply
  }
}

extension SetAsideReason {
  /// The person wants no drafts of this kind.
  package static func kindOff(_ kind: DraftKind) -> SetAsideReason {
    SetAsideReason(
      code: "kind-off",
      words: kind == .scheduling
        ? "It asks for a time to meet, and you switched drafts for that off."
        : "It wants an ordinary answer, and you switched drafts for those off.")
  }
}
