import Foundation
import Secretary

/// The right half of a draft's page: the reply, its state, and what can be done with it.
struct DraftPanel: Sendable, Equatable {
  /// The one form, while something can be typed. Every button posts all of it, so nothing typed is lost.
  struct Form: Sendable, Equatable {
    /// The row's version that the person sees; another one at saving means that it was changed meanwhile.
    var version: Int
    /// The newest message of the conversation on the page; another one at approving means that somebody has written since.
    var seen: String
    var bodyLabel = "The text"
    var body: String
    var bodyError: String?
    /// The text of the row, when it is no longer the one that was edited.
    var theirs: String?
    var hasGaps = false
    var gaps: [Gap] = []
    var gapsError: String?
    var mayApprove: Bool
    var approveLabel = "Approve and send"
    var sendHint: String?
    var speaksOfAttachment = false
    var mayRewrite: Bool
    var isRewriteOpen = false
    var instruction = ""
    var instructionError: String?
  }

  /// A field for what the text leaves open.
  struct Gap: Sendable, Equatable {
    let gapID: String
    let gapField: String
    let gapName: String
  }

  /// Where the buttons of the form post it to.
  struct FormAddresses: Sendable, Equatable {
    let edit: String
    let approve: String
    let rewrite: String
    let dismiss: String

    init(_ draft: DraftID) {
      edit = SitePath.editDraft.address(draft.rawValue)
      approve = SitePath.approveDraft.address(draft.rawValue)
      rewrite = SitePath.rewriteDraft.address(draft.rawValue)
      dismiss = SitePath.dismissDraft.address(draft.rawValue)
    }
  }

  /// A button that needs nothing typed.
  struct Action: Sendable, Equatable {
    let actionAddress: String
    let choice: String?
    let style: String
    let name: String
    let label: String
  }

  struct Offer: Sendable, Equatable {
    let offerNumber: Int
    let offer: String
  }

  struct Event: Sendable, Equatable {
    let event: String
    let at: Stamp
  }

  /// The time in which an approval can be taken back.
  struct Countdown: Sendable, Equatable {
    /// "14:05:10".
    let at: String
    /// Whole seconds, one at least.
    let seconds: Int
  }

  let formAddresses: FormAddresses
  let panelHeading: String
  let pill: Pill
  let said: String
  let banner: Banner?
  /// What is wrong with what was typed; nil when nothing is.
  let mistakes: Mistakes?
  let countdown: Countdown?
  /// Where the conversation can be read as it is now; nil when it is on the page so.
  let conversationAddress: String?
  let to: [NamedPerson]
  let hasCopies: Bool
  let cc: [NamedPerson]
  let sender: NamedPerson
  let subject: ShownText
  let form: Form?
  /// What is said about the text in the form; nil without a conversation to compare it with.
  let findings: DraftFindings?
  /// How far the text can be trusted; nil with `findings`.
  let confidence: String?
  let confidenceReason: String
  /// What the person may want remembered of what they wrote into it.
  let offers: [Offer]
  let hasOffers: Bool
  /// This page, where they come back to.
  let offerBack: String
  let longestFact: Int
  /// The reply where it cannot be changed.
  let text: String?
  let hasActions: Bool
  let actions: [Action]
  let gmailAddress: String?
  let reason: String
  let writer: String
  let writerDetail: String?
  let style: String?
  let history: [Event]
  let placement: String?

  /// - `typed`: what the person sent and what was wrong with it, instead of the row's own text.
  /// - `seen`: the newest message of the conversation that is on the page, when it may be older than the row's.
  /// - `isActive`: whether a worker would send what is approved.
  /// - `hasModel`: whether somebody could write it again.
  /// - `sources`: what the facts of the reply may come from; nil when no conversation is kept.
  init(
    _ draft: EmailDraft, typed: DraftTyping? = nil, seen: String? = nil, isActive: Bool, hasModel: Bool = true,
    gmailAddress: String?,
    sources: DraftSources? = nil, clock: WallClock
  ) {
    let isOutdated = draft.status == .proposed && seen != nil && seen != draft.newestMessageID?.rawValue ?? ""
    formAddresses = FormAddresses(draft.id)
    panelHeading = "Your \(draft.noun)"
    pill = draft.pill
    banner =
      typed?.problem ?? Self.delay(draft, isActive: isActive, clock: clock)
      ?? (isOutdated ? Banner(.warn, "This conversation has changed since you opened it.") : draft.banner)
    countdown = isActive ? Self.countdown(draft, clock: clock) : nil
    conversationAddress = isOutdated ? SitePath.draft.address(draft.id.rawValue) : nil
    said = banner?.heading ?? ""
    to = draft.recipients.to.full
    cc = draft.recipients.cc.full
    hasCopies = !cc.isEmpty
    sender = NamedPerson(full: draft.recipients.from)
    subject = draft.shownSubject
    form = Self.form(
      draft, typed: typed, seen: seen, isActive: isActive && !isOutdated, hasModel: hasModel, isOutdated: isOutdated)
    mistakes = form.flatMap(Self.mistakes)
    text = form == nil ? draft.body : nil
    let checked = form.flatMap { form in sources.map { ($0, form.body, $0.check(draft, saying: form.body)) } }
    findings = checked.flatMap { DraftFindings($2, of: $1, in: $0.conversation, clock: clock) }
    let found = checked.map { Confidence(DraftChecks($2), score: draft.score) }
    confidence = found?.level.word
    confidenceReason = found?.reason ?? ""
    offers = (sources?.offered(of: draft) ?? []).enumerated().map { Offer(offerNumber: $0 + 1, offer: $1) }
    hasOffers = !offers.isEmpty
    offerBack = SitePath.draft.address(draft.id.rawValue)
    longestFact = RememberedFact.longest
    actions = Self.actions(draft)
    hasActions = !actions.isEmpty
    self.gmailAddress = gmailAddress
    reason = Sentence.of(draft.reason)
    (writer, writerDetail) = draft.writerWords
    style = draft.styleWords
    history = Self.history(draft, clock: clock)
    placement = draft.placementWords
  }

  /// Why an approved draft is not sent for now.
  private static func delay(_ draft: EmailDraft, isActive: Bool, clock: WallClock) -> Banner? {
    guard draft.status == .approved else { return nil }
    if isActive, let countdown = countdown(draft, clock: clock) {
      return Banner(.info, "Approved. It is sent at \(countdown.at).", "Until then you can take it back.")
    }
    if isActive { return nil }
    return Banner(
      .warn, "Approved, but nobody is at work.",
      "It is sent once Gmail is connected and your secretary is on. Until then you can take it back.")
  }

  private static func countdown(_ draft: EmailDraft, clock: WallClock) -> Countdown? {
    guard draft.status == .approved, let end = draft.sendAfter, end > clock.now else { return nil }
    return Countdown(at: clock.timeWithSeconds(end), seconds: Int(end.timeIntervalSince(clock.now).rounded(.up)))
  }

  private static func form(
    _ draft: EmailDraft, typed: DraftTyping?, seen: String?, isActive: Bool, hasModel: Bool, isOutdated: Bool
  ) -> Form? {
    guard draft.status == .proposed, !draft.isEditedInMailbox else { return nil }
    let isFree = isActive && !draft.isBeingRewritten
    var form = Form(
      version: draft.version, seen: seen ?? draft.newestMessageID?.rawValue ?? "", body: typed?.body ?? draft.body,
      bodyError: typed?.bodyError, mayApprove: isFree,
      sendHint: draft.isBeingRewritten
        ? "If you change the text yourself and save it, it is not written again."
        : isOutdated
          ? "It can be approved once you have seen the conversation as it is now."
          : isActive ? nil : "It can be sent once Gmail is connected and your secretary is on.",
      mayRewrite: isFree && hasModel,
      isRewriteOpen: typed?.instructionError != nil || typed?.instruction.isEmpty == false,
      instruction: typed?.instruction ?? "", instructionError: typed?.instructionError)
    form.gaps = DraftGaps(form.body).fields.enumerated().map { number, gap in
      Gap(gapID: "gap-\(number + 1)", gapField: DraftForm.gapPrefix + gap.name, gapName: gap.name)
    }
    form.hasGaps = !form.gaps.isEmpty
    form.gapsError = form.hasGaps ? typed?.gapsError : nil
    if form.hasGaps, isFree { form.sendHint = "It can be sent once what is missing is filled in." }
    form.speaksOfAttachment = AttachmentMention.isIn(form.body)
    if let typed, typed.isOvertaken, typed.body != draft.body {
      form.theirs = draft.body
      form.bodyLabel = "What you typed"
      form.approveLabel = "Approve mine and send"
    }
    return form
  }

  private static func mistakes(_ form: Form) -> Mistakes? {
    let gap = form.gaps.first.flatMap { gap in form.gapsError.map { Mistakes.Line(gap.gapID, "What is missing", $0) } }
    let lines = [
      form.bodyError.map { Mistakes.Line("body", form.bodyLabel, $0) }, gap,
      form.instructionError.map { Mistakes.Line("instruction", "What should be different", $0) },
    ].compactMap(\.self)
    return Mistakes(lines, consequence: "Nothing was sent. What you typed is still here.")
  }

  private static func actions(_ draft: EmailDraft) -> [Action] {
    let address = { (path: SitePath) in path.address(draft.id.rawValue) }
    return switch draft.status {
    case .approved:
      [Action(actionAddress: address(.takeBackDraft), choice: nil, style: "", name: "take-back", label: "Take it back")]
    case .undecided:
      [
        Action(
          actionAddress: address(.settleDraft), choice: "sent", style: "main", name: "settle-sent", label: "It was sent"
        ),
        Action(
          actionAddress: address(.settleDraft), choice: "proposed", style: "", name: "settle-proposed",
          label: "It was not sent: keep the draft"),
        Action(
          actionAddress: address(.settleDraft), choice: "dismissed", style: "danger", name: "settle-dismissed",
          label: "It was not sent: dismiss it"),
      ]
    case .dismissed, .retired:
      [Action(actionAddress: address(.restoreDraft), choice: nil, style: "", name: "restore", label: "Put it back")]
    case .proposed where draft.isEditedInMailbox:
      [
        Action(
          actionAddress: address(.dismissDraft), choice: nil, style: "danger", name: "dismiss", label: "Dismiss it here"
        )
      ]
    default: []
    }
  }

  private static func history(_ draft: EmailDraft, clock: WallClock) -> [Event] {
    var history = [Event(event: "Drafted", at: clock.when(draft.createdAt))]
    switch draft.status {
    case .sent:
      let changes = draft.sentChanges.map { ", \($0.meaning)" } ?? ""
      history.append(Event(event: "Sent\(changes)", at: clock.when(draft.updatedAt)))
    case .retired: history.append(Event(event: "Put away", at: clock.when(draft.updatedAt)))
    case .dismissed: history.append(Event(event: "Dismissed", at: clock.when(draft.updatedAt)))
    default: break
    }
    return history
  }
}
