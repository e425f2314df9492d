import Secretary

/// A draft in a list.
struct DraftItem: Sendable, Equatable {
  let id: String
  let address: String
  let subject: ShownText
  let recipients: [NamedPerson]
  let snippet: ShownText
  /// What happened at `at`.
  let verb: String
  let at: Stamp
  /// Nil where the list itself says the state.
  let mark: Pill?
  /// How far it can be trusted; nil where something else has to be said, or the person has dealt with it.
  let confidencePill: Pill?
  let notice: String?

  init(_ draft: EmailDraft, clock: WallClock) {
    id = draft.id.rawValue
    address = SitePath.draft.address(draft.id.rawValue)
    subject = draft.shownSubject
    recipients = draft.recipients.to.brief
    snippet = ShownText(Sentence.opening(of: draft.body))
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
        ? draft.threadNews?.heading ?? draft.notice.map(Sentence.of) : draft.notice.map(Sentence.of)
  }
}
