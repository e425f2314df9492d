import Foundation
import Secretary

@testable import FleetStatus
@testable import Storage
@testable import Web

extension UserID { static let ann = UserID("ann") }

extension EmailDraft {
  static let sample = EmailDraft(
    id: DraftID("5d6a7c1e"), userID: .ann, messageID: MessageID("18c1"), threadID: ThreadID("18c0"),
    recipients: ReplyRecipients(
      from: EmailAddress(name: "Ann Smith", address: "ann.smith@gmail.com"),
      to: [EmailAddress(name: "Bob Stone", address: "bob@stone.example")],
      cc: [EmailAddress(name: "Carla Ruiz", address: "carla@ruiz.example")]),
    subject: "Re: Roof repair: which day suits you?",
    body: """
      Dear Bob,

      thank you for the offer. Thursday morning would suit us well, from nine on. The key is with our neighbour, Mrs Lind, at \
      number 14.

      Could you tell me beforehand whether the scaffolding stays over the weekend?

      Kind regards
      Ann Smith
      """,
    reason: "It asks you which day suits you and waits for an answer", writer: "small-7b",
    createdAt: WallClock.sample.minutes(-25), newestMessageID: MessageID("18c1"))

  static func with(_ status: DraftStatus, notice: String? = nil) -> EmailDraft {
    var draft = sample
    draft.status = status
    draft.notice = notice
    draft.updatedAt = WallClock.sample.minutes(-4)
    return draft
  }

  static let approved = with(.approved)
  static let countingDown: EmailDraft = {
    var draft = with(.approved)
    draft.sendAfter = WallClock.sample.now.addingTimeInterval(7.5)
    return draft
  }()
  static func retired(_ retirement: DraftRetirement) -> EmailDraft {
    var draft = with(.retired)
    draft.retirement = retirement
    return draft
  }
  static let answered: EmailDraft = {
    var draft = sample
    draft.threadNews = .answered
    return draft
  }()
  static let sent = with(.sent)
  static let reminder: EmailDraft = {
    var draft = sample
    (draft.kind, draft.writer) = (.followUp, "reminder")
    return draft
  }()
  static let sentFromGmail = with(.sent, notice: "You sent it from Gmail.")
  static let undecided: EmailDraft = {
    var draft = with(.undecided)
    draft.id = DraftID("91aa")
    return draft
  }()
  static let noticed = with(.proposed, notice: "Gmail refused the reply: a recipient's address is not valid")

  static let editedInMailbox: EmailDraft = {
    var draft = with(.proposed, notice: "You changed this draft in Gmail. Send it there.")
    draft.isEditedInMailbox = true
    draft.placement = .placed(MailboxPlacement(MailboxDraftID("r1")))
    return draft
  }()

  static let beingRewritten: EmailDraft = {
    var draft = sample
    draft.rewriteInstruction = "Shorter, and offer Friday as well."
    return draft
  }()

  static let toSenderAlone: EmailDraft = {
    var draft = sample
    draft.recipients.cc = []
    draft.body = "Dear Bob,\n\nplease find the drawing attached.\n\nAnn"
    return draft
  }()

  static let doubtful: EmailDraft = {
    var draft = sample
    draft.body = """
      Dear Bob,

      Thursday at nine suits us, and we accept your offer of 1,840 euros. Mrs Lind has the key; call her at 030 998877.

      Ann Smith
      """
    draft.checks = DraftChecks(traced: 2, untraced: [.phone: 1], marks: [.commitment: 1])
    draft.proposedStyle = LetterStyle(.english, Set([WritingTrait(.greeting, "Dear")].compactMap(\.self)))
    return draft
  }()

  /// The person wrote a number into it.
  static let reworded: EmailDraft = {
    var draft = doubtful
    draft.ownWords = "030 998877"
    return draft
  }()

  /// Says of one amount what was said of the other.
  static let mistaken: EmailDraft = {
    var draft = sample
    draft.body = "Dear Bob,\n\nthe price is 500 euros.\n\nAnn Smith"
    return draft
  }()

  static let inventing: EmailDraft = {
    var draft = sample
    draft.body = (1...60).map { "No. A\($0 * 37)" }.joined(separator: "\n")
    return draft
  }()

  static let open: EmailDraft = {
    var draft = sample
    draft.body =
      "Dear Bob,\n\nyou get in with the key of [[neighbour's name?]], at number [[house number?]].\n\nAnn Smith"
    return draft
  }()

  static let long: EmailDraft = {
    var draft = sample
    draft.id = DraftID("0f3b")
    draft.subject = "Re: " + String(repeating: "Donaudampfschifffahrtsgesellschaftskapitän", count: 4)
    draft.recipients.cc = []
    draft.recipients.to = (1...7).map { EmailAddress(name: "Person \($0)", address: "person\($0)@example.com") }
    draft.body = "Hello,\n\n" + String(repeating: "A sentence that goes on and on. ", count: 60)
    draft.writer = "holding-reply"
    draft.placement = .placed(MailboxPlacement(MailboxDraftID("r1")))
    draft.createdAt = WallClock.sample.minutes(-60 * 50)
    return draft
  }()
}

extension Conversation {
  static let sample = Conversation(messages: [
    Message(
      from: EmailAddress(name: "Ann Smith", address: "ann.smith@gmail.com"),
      to: [EmailAddress(name: "Bob Stone", address: "bob@stone.example")], receivedAt: WallClock.sample.minutes(-3_000),
      subject: "Roof repair", text: "Dear Bob,\n\nthe roof leaks above the kitchen. Could you look at it?\n\nAnn",
      isOwn: true),
    Message(
      from: EmailAddress(name: "Bob Stone", address: "bob@stone.example"),
      to: [EmailAddress(name: "Ann Smith", address: "ann.smith@gmail.com")],
      cc: [EmailAddress(name: "Carla Ruiz", address: "carla@ruiz.example")], receivedAt: WallClock.sample.minutes(-31),
      subject: "Re: Roof repair: which day suits you?",
      text: """
        Dear Ann,

        we could come on Thursday or Friday next week, in the morning. Which day suits you, and how do we get in?

        The offer is attached: 1,840 euros, scaffolding included.

        Best
        Bob
        """,
      quoted: "On 1 November Ann Smith wrote:\n> the roof leaks above the kitchen. Could you look at it?",
      attachments: ["Offer 2026-118.pdf", "roof.jpg"], isAnswered: true),
  ])

  /// The answer goes elsewhere than to the sender.
  static let elsewhere: Conversation = {
    var conversation = sample
    conversation.messages[1].from = EmailAddress(name: "Bob Stone", address: "forms@stone.example")
    return conversation
  }()

  static let doubtful: Conversation = {
    var conversation = sample
    conversation.messages[1].doubts = [
      .notAuthentic, .repliesElsewhere(EmailAddress(address: "bob@other.example")),
      .namedLikeAddress("boss@bank.example"), .namedLikeOwner, .writtenToDeceive("xn--80ak6aa92e.example"),
      .hostLikeOther("st0ne.example", other: "stone.example"),
    ]
    return conversation
  }()

  static let priced: Conversation = {
    var conversation = sample
    conversation.messages[1].text = "Dear Ann,\n\nthe price is 1,840 euros. The deposit is 500 euros.\n\nBob"
    return conversation
  }()

  /// It went to so many that nobody is copied.
  static let crowded: Conversation = {
    var conversation = sample
    conversation.messages[1].cc = (0..<40).map { EmailAddress(address: "p\($0)@crowd.example") }
    return conversation
  }()

  /// Ann wrote from her phone after the draft was made.
  static let movedOn = Conversation(
    messages: sample.messages + [
      Message(
        from: EmailAddress(name: "Ann Smith", address: "ann.smith@gmail.com"),
        to: [EmailAddress(name: "Bob Stone", address: "bob@stone.example")], receivedAt: WallClock.sample.minutes(-2),
        subject: "Re: Roof repair: which day suits you?", text: "Thursday, please. Mrs Lind has the key.", isOwn: true)
    ])

  /// What a sender with bad intentions would write.
  static let hostile = Conversation(messages: [
    Message(
      from: EmailAddress(name: Hostile.text, address: "evil@example.com"), to: [EmailAddress(address: Hostile.text)],
      receivedAt: WallClock.sample.minutes(-90), subject: Hostile.text, text: Hostile.text, quoted: Hostile.text,
      attachments: [Hostile.text], hadHiddenText: true, isAnswered: true),
    Message(from: nil, receivedAt: WallClock.sample.minutes(-80), text: "  ", quoted: "", attachments: []),
  ])
}

/// Text that breaks out of anything that does not escape it.
enum Hostile {
  static let text = #"</textarea></title><script>alert(1)</script><img src=x onerror="alert(2)">"' & {{formToken}}"#
}

extension LedgerEntry {
  private static func sample(
    _ id: String, _ state: MessageState, sender: String?, subject: String?, ago: Double, isWanted: Bool = false,
    score: Double? = nil
  ) -> LedgerEntry {
    LedgerEntry(
      userID: .ann, messageID: MessageID(id), threadID: ThreadID("t\(id)"), state: state,
      seenAt: WallClock.sample.minutes(-ago), sender: sender, subject: subject,
      receivedAt: WallClock.sample.minutes(-ago - 1), isWanted: isWanted, score: score,
      correspondent: score == nil ? nil : "bob@stone.example")
  }

  static let samples = [
    sample("1", .seen, sender: "Dora Lind <dora@lind.example>", subject: "Key", ago: 1),
    sample("2", .seen, sender: "News <news@shop.example>", subject: "20 % off", ago: 4, isWanted: true),
    sample(
      "3", .drafted(reason: "It asks you which day suits you"), sender: "Bob Stone <bob@stone.example>",
      subject: "Re: Roof repair: which day suits you?", ago: 31, score: 0.41),
    sample(
      "4",
      .setAside(
        SetAsideReason(code: "newsletter", words: "It is a mailing one can unsubscribe from (List-Unsubscribe).")),
      sender: "The Weekly <weekly@letters.example>", subject: "This week in gardens", ago: 120),
    sample(
      "5", .setAside(SetAsideReason(code: "own-mail", words: "You wrote it yourself (SENT).")), sender: nil,
      subject: nil, ago: 400),
    sample(
      "6",
      .failed(
        problem: "The language model did not answer.", attempts: 2, retryAt: WallClock.sample.minutes(4)),
      sender: "Eve <eve@example.com>", subject: "", ago: 500),
    sample("7", .drafting(reason: "It asks a question"), sender: "", subject: "Invoice?", ago: 1_500),
    sample(
      "8", .setAside(SetAsideReason(code: "spam", words: "Gmail holds it for spam (SPAM).")), sender: nil, subject: nil,
      ago: 9_000),
  ]
}

extension WorkerStatusLine {
  /// `checkingSince` in minutes from now: a check that takes unusually long.
  static func sample(
    problem: String? = nil, seen: Int = 214, checkingSince: Double? = nil, activity: WorkerActivity? = .waiting
  ) -> WorkerStatusLine {
    var worker = WorkerStatus(
      userID: .ann, supervisorID: "a", condition: .running(said: "waiting for the next check"),
      since: WallClock.sample.minutes(-600))
    worker.startedAt = WallClock.sample.minutes(-600)
    worker.restarts = 2
    worker.nextAttemptAt = WallClock.sample.minutes(0.6)
    worker.lastExit = .signal(9)
    worker.lastExitAt = WallClock.sample.minutes(-90)
    return WorkerStatusLine(
      worker: worker, address: "ann.smith@gmail.com", wantedSettingsVersion: 3,
      lastCheckAt: seen == 0 ? nil : WallClock.sample.minutes(-2), nextCheckAt: WallClock.sample.minutes(3),
      activity: activity, problem: problem, checks: 900, messagesSeen: seen, messagesSetAside: 180,
      messagesFailed: 1, draftsWritten: seen == 0 ? 0 : 17, quotaUnits: 12_000, lastQuotaUnits: 5,
      checkingSince: checkingSince.map(WallClock.sample.minutes))
  }
}

extension StatusReport.Line {
  static func sample(
    _ standing: WorkerStanding = .told(.running(said: "waiting for the next check")),
    row: WorkerStatusLine? = .sample(), address: String = "ann.smith@gmail.com"
  ) -> StatusReport.Line {
    StatusReport.Line(
      userID: UserID(String(address.prefix { $0 != "@" })), address: address, standing: standing,
      since: WallClock.sample.minutes(-600), row: row)
  }

  static let fleet = [
    sample(),
    sample(
      row: .sample(problem: "Gmail does not answer; tried again in two minutes."), address: "bob@stone.example"),
    sample(
      .told(.held(.needsUser)), address: "carla@ruiz.example"),
    sample(
      .told(.backingOff(failures: 3, fault: nil)), address: "dora@lind.example"),
    sample(.inactive(.switchedOff), row: nil, address: "eve@example.com"),
    sample(.told(.starting(within: .seconds(60))), address: "fred@example.com"),
    sample(.down, address: "gus@example.com"),
  ]
}
