import Secretary

/// One draft: the conversation on one side, the reply on the other.
struct DraftPage: Page {
  static let template = "draft"
  /// The part that `live.js` fetches again.
  static let region = "live-draft"

  /// Where the reply goes instead of to the sender.
  struct Detour: Sendable, Equatable {
    let destinations: [NamedPerson]
    let origin: NamedPerson

    init(_ detour: ReplyToElsewhere) {
      destinations = detour.recipients.addresses
      origin = NamedPerson(addressOf: detour.sender)
    }
  }

  let title: String
  let heading: ShownText
  /// Under which `typing.js` keeps what is typed and not saved.
  let keptName: String
  var place: Place? { .drafts }
  let flash: String?
  let flashTone: String
  /// Nil when the reply goes to the sender.
  let detour: Detour?
  /// Why the message may not be from whom it seems to be from.
  let doubts: [Remark]
  let hasDoubts: Bool
  let leavesOutCrowd: Bool
  let backAddress: String
  let backName: String
  /// Above the message that is answered, or of a reminder the person's own that nobody answered.
  let messageHeading: String
  /// Since when a reminder's question waits; nil of a reply, and once somebody has written.
  let unansweredSince: Stamp?
  let answered: MessageView?
  /// Why there is no message to show.
  let missing: String
  /// What came after the message that the draft answers, oldest first.
  let newer: [MessageView]
  let newerHeading: String
  let hasNewer: Bool
  let hasOthers: Bool
  let othersHeading: String
  /// What came before it, oldest first.
  let others: [MessageView]
  /// That some messages are not shown; nil when all are.
  let leftOut: String?
  let panel: DraftPanel
  /// What is wanted for all mail of whom it answers.
  let senderQuestion: SenderQuestion?
  /// Whether two texts stand side by side, which needs the room of both halves.
  let isComparing: Bool
  /// Nil where something typed is shown that a refresh would wipe out.
  let liveAddress: String?
  let refreshSeconds: Int?

  init(
    _ draft: EmailDraft, conversation: Conversation?, typed: DraftTyping? = nil, seen: String? = nil, isActive: Bool,
    hasModel: Bool = true, gmailAddress: String?, sources: DraftSources? = nil, flash: FlashMessage? = nil,
    clock: WallClock
  ) {
    let list = DraftList(of: draft.status)
    heading = draft.shownSubject
    keptName = draft.id.rawValue
    title = heading.text
    backAddress = list.address
    backName = "\(list.name) drafts"
    self.flash = flash?.sentence
    flashTone = (flash?.tone ?? .good).rawValue
    let messages = conversation?.messages ?? []
    let view = { (message: Conversation.Message) in MessageView(message, besides: draft.subject, clock: clock) }
    let position = messages.lastIndex(where: \.isAnswered)
    let question = position.map { messages[$0] }
    answered = question.map(view)
    let isReminder = draft.kind == .followUp
    messageHeading = isReminder ? "What you asked" : "The message"
    let isUnanswered = isReminder && draft.threadNews != .answered && draft.retirement != .answered
    unansweredSince = isUnanswered ? question.map { clock.when($0.receivedAt) } : nil
    // A reminder goes to those whom the user asked.
    let received = isReminder ? nil : question
    detour = ReplyToElsewhere(draft.recipients, answering: received).map(Detour.init)
    doubts = (question?.doubts ?? []).map(\.remark)
    hasDoubts = !doubts.isEmpty
    leavesOutCrowd = draft.recipients.leavesOutCrowd(of: received)
    newer = position.map { messages[($0 + 1)...].map(view) } ?? []
    hasNewer = !newer.isEmpty
    newerHeading = newer.count == 1 ? "Since then" : "Since then, \(newer.count) messages"
    others = messages[..<(position ?? messages.endIndex)].map(view)
    hasOthers = !others.isEmpty
    othersHeading = "\(WallClock.count(others.count, "earlier message")) in this conversation"
    leftOut = Self.leftOut(conversation?.leftOut ?? 0)
    missing = "The message was not kept with this draft. You find it in Gmail."
    panel = DraftPanel(
      draft, typed: typed, seen: seen, isActive: isActive, hasModel: hasModel, gmailAddress: gmailAddress,
      sources: sources, clock: clock)
    senderQuestion = (isReminder ? nil : draft.recipients.to.first).map {
      SenderQuestion($0.canonical, back: SitePath.draft.address(draft.id.rawValue))
    }
    isComparing = panel.form?.theirs != nil
    let shown = seen ?? draft.newestMessageID?.rawValue ?? ""
    liveAddress = typed == nil ? SitePath.draftRegion.address(draft.id.rawValue, query: ["seen": shown]) : nil
    refreshSeconds = typed == nil ? panel.countdown.map { $0.seconds + 2 } : nil
  }

  private static func leftOut(_ count: Int) -> String? {
    guard count > 0 else { return nil }
    return "\(WallClock.count(count, "message")) of this conversation \(count == 1 ? "is" : "are") found in Gmail only."
  }
}
