import Secretary

/// A draft in a list.
struct DraftItem: Sendable, Equatable {
  let id: String
  let address: String
  let subject: ShownText
  /// "From" whom the mail is that it answers; "To" whom it goes where that mail is not kept, and of a reminder.
  let direction: String
  let people: [NamedPerson]
  /// Whose words the snippet is, where they are the person's own; mostly empty.
  let lead: String
  /// How the mail begins that it answers.
  let snippet: ShownText
  /// What happened at `at`.
  let verb: String
  let at: Stamp
  /// Nil where the list itself says the state.
  let mark: Pill?
  /// How far it can be trusted; nil where something else has to be said, or the person has dealt with it.
  let confidencePill: Pill?
  let notice: String?

  /// - `message`: what it answers, or of a reminder the question; nil when that is not kept.
  init(_ draft: EmailDraft, answering message: Conversation.Message?, clock: WallClock) {
    id = draft.id.rawValue
    address = SitePath.draft.address(draft.id.rawValue)
    subject = draft.shownSubject
    let sender = message.flatMap { $0.isOwn ? nil : $0.from }
    direction = sender == nil ? "To" : "From"
    people = sender.map { [$0].brief } ?? draft.recipients.to.brief
    lead = message == nil ? "Your reply: " : message?.isOwn == true ? "You wrote: " : ""
    let opening = Sentence.opening(of: message?.text ?? draft.body)
    snippet = ShownText(opening.isEmpty ? "This message has no text of its own." : opening)
    let isSettled = [.sent, .dismissed, .retired].contains(draft.status)
    verb =
      switch draft.status {
      case .sent: "sent"
      case .dismissed: "dismissed"
      case .retired: "put away"
      default: "drafted"
      }
    at = clock.when(isSettled ? draft.updatedAt : draft.createdAt)
    let isUnmarked = draft.status == .sent || draft.status == .dismissed || draft.pill.word == "Waiting for you"
    mark = isUnmarked ? nil : draft.pill
    confidencePill = mark == nil ? draft.confidence?.level.pill : nil
    notice =
      isSettled || draft.isEditedInMailbox
      ? nil
      : draft.status == .proposed
        ? draft.threadNews.map(draft.heading) ?? draft.notice.map(Sentence.of) : draft.notice.map(Sentence.of)
  }
}
