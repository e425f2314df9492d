import Foundation
import HTTPTypes
import Secretary
import Testing

@testable import FleetStatus
@testable import Storage
@testable import Web

/// Every page in every state worth seeing, made from rows as the handlers make them.
struct PageSample: Sendable, CustomTestStringConvertible {
  let name: String
  let page: any Web.Page
  let layout: Layout
  var testDescription: String { name }

  /// The template of the part that is fetched again by itself.
  var region: String? {
    switch page {
    case is HomePage: HomePage.region
    case is DraftPage: DraftPage.region
    case is DraftListPage: DraftListPage.region
    case is OperatorPage: OperatorPage.region
    default: nil
    }
  }

  init(_ name: String, _ page: any Web.Page, for layout: Layout = .sample) {
    self.name = name
    self.page = page
    self.layout = layout
  }
}

extension Layout {
  static let sample = Layout(
    visitor: Visitor(address: "ann.smith@example.com", formToken: "c2FtcGxlLXRva2Vu", isOperator: false))
  static let `operator` = Layout(
    visitor: Visitor(address: "olga@example.com", formToken: "c2FtcGxlLXRva2Vu", isOperator: true))
}

extension WallClock {
  /// Tuesday, 3 November 2026, 14:30 in Berlin.
  static let sample = WallClock(now: Date(timeIntervalSince1970: 1_793_712_600), zone: "Europe/Berlin")

  func minutes(_ minutes: Double) -> Date { now.addingTimeInterval(minutes * 60) }
}

extension [PageSample] {
  static let everything: [PageSample] = welcome + home + lists + drafts + mail + settings + operators + notices

  private static let clock = WallClock.sample

  private static let welcome = [PageSample("welcome", WelcomePage(), for: Layout(visitor: nil))]
}

// MARK: Home

extension [PageSample] {
  private static func home(
    _ name: String, _ connection: GmailConnection, isOn: Bool = true, line: StatusReport.Line? = .sample(),
    waiting: [EmailDraft] = [], counts: [DraftStatus: Int] = [.sent: 3], flash: String? = nil
  ) -> PageSample {
    var settings = AgentSettings(userID: .ann, timeZone: "Europe/Berlin")
    if isOn { settings.activeAgents = [AgentSettings.emailSecretary] }
    return PageSample(
      "home-\(name)",
      HomePage(
        HomeFacts(
          connection: connection, settings: settings, line: line, counts: counts, waiting: waiting, interval: 300,
          flash: flash), clock: clock))
  }

  private static let connected = GmailConnection.connected(
    address: "ann.smith@gmail.com", since: WallClock.sample.minutes(-1_000))

  fileprivate static let home = [
    home("new", .never, isOn: false, line: nil, counts: [:]),
    home("connected", connected, isOn: false, line: nil, counts: [:]),
    home(
      "waiting-for-first", connected, line: .sample(row: .sample(seen: 0)), counts: [:], flash: FlashMessage.on.sentence
    ),
    home(
      "working", connected, waiting: [.sample, .long, .undecided],
      counts: [.proposed: 6, .undecided: 1, .sent: 12, .dismissed: 4]),
    home("nothing-waiting", connected),
    home("off", connected, isOn: false),
    home(
      "disconnected", .lost(address: "ann.smith@gmail.com", because: "Google access was withdrawn"),
      waiting: [.sample], counts: [.proposed: 1]),
    home(
      "hindered", connected,
      line: .sample(row: .sample(problem: "Gmail does not answer; tried again in two minutes."))),
    home("taking-long", connected, line: .sample(row: .sample(checkingSince: -7))),
    home("starting", connected, line: .sample(.told(.starting(within: .seconds(60))))),
    home("trying-again", connected, line: .sample(.told(.backingOff(failures: 1, fault: nil)))),
    home("held", connected, line: .sample(.told(.held(.badSettings)))),
    home("unserved", connected, line: .sample(.down)),
  ]
}

// MARK: Drafts

extension [PageSample] {
  private static func numbered(_ drafts: [EmailDraft]) -> [EmailDraft] {
    drafts.enumerated().map { number, draft in
      var draft = draft
      draft.id = DraftID("\(number + 1)")
      return draft
    }
  }

  fileprivate static let lists = [
    PageSample(
      "drafts-waiting",
      DraftListPage(
        .waiting, drafts: numbered([.sample, .doubtful, .long, .undecided, .approved, .editedInMailbox, .noticed]),
        answered: [DraftID("1"): Conversation.sample.messages[1]], next: "2026-11-02T10:00~a",
        pagination: Pagination(marks: ["2026-11-03T10:00~b"]), counts: [.proposed: 58, .sent: 12, .dismissed: 4],
        isOn: true,
        flash: FlashMessage.dismissed.sentence, clock: clock)),
    PageSample(
      "drafts-sent",
      DraftListPage(
        .sent, drafts: numbered([.sent, .sentFromGmail]), next: nil, pagination: Pagination(), counts: [.sent: 2],
        isOn: true,
        clock: clock)),
    PageSample(
      "drafts-empty",
      DraftListPage(
        .waiting, drafts: [], next: nil, pagination: Pagination(), counts: [:], isOn: true, clock: clock)),
    PageSample(
      "drafts-dismissed-empty",
      DraftListPage(
        .dismissed, drafts: [], next: nil, pagination: Pagination(), counts: [.proposed: 1], isOn: false, clock: clock)),
  ]

  private static func draft(
    _ name: String, _ draft: EmailDraft, conversation: Conversation? = .sample, typed: DraftTyping? = nil,
    seen: String? = nil, isActive: Bool = true, flash: FlashMessage? = nil
  ) -> PageSample {
    PageSample(
      "draft-\(name)",
      DraftPage(
        draft, conversation: conversation, typed: typed, seen: seen, isActive: isActive,
        gmailAddress: "https://mail.google.com/mail/?authuser=ann%40gmail.com#all/18c2",
        sources: conversation.map { conversation in
          DraftSources(conversation, settings: AgentSettings(userID: .ann), addresses: []) { clock.moment($0) }
        }, flash: flash, clock: clock))
  }

  fileprivate static let drafts = [
    draft("proposed", .sample),
    draft("long", .long, conversation: .hostile, flash: .edited),
    draft("noticed", .noticed),
    draft("reminder", .reminder),
    draft("to-check", .doubtful),
    draft("to-remember", .reworded),
    draft("of-something-else", .mistaken, conversation: .priced),
    draft("much-to-check", .inventing),
    draft("gaps", .open),
    draft("gaps-open", .open, typed: DraftTyping(body: EmailDraft.open.body, gapsError: "Something is missing.")),
    draft("alone", .sample, conversation: nil),
    draft("elsewhere", .sample, conversation: .elsewhere),
    draft("doubtful", .sample, conversation: .doubtful),
    draft("crowded", .toSenderAlone, conversation: .crowded),
    draft("left-out", .sample, conversation: Conversation(messages: [], leftOut: 70)),
    draft("not-active", .sample, isActive: false),
    draft("approved", .approved),
    draft("counting-down", .countingDown),
    draft("answered", .answered, conversation: .movedOn),
    draft("conversation-changed", .sample, seen: "older"),
    draft("retired", .retired(.superseded)),
    draft("too-late", .sent, flash: .tooLate),
    draft("sending", .with(.sending)),
    draft("sent", .sent),
    draft("sent-from-gmail", .sentFromGmail),
    draft("dismissed", .with(.dismissed)),
    draft("undecided", .undecided),
    draft("edited-in-gmail", .editedInMailbox),
    draft("being-rewritten", .beingRewritten),
    draft("blank", .sample, typed: DraftTyping(body: " ", bodyError: "There is no text.")),
    draft(
      "instruction", .sample,
      typed: DraftTyping(body: "Hello", instruction: "Shorter", instructionError: "It is too long.")),
    draft(
      "overtaken", .sample,
      typed: DraftTyping(
        body: "Dear Bob,\n\nThursday at ten is fine.\n\nAnn", isOvertaken: true,
        problem: Banner(.warn, "This draft was changed while you had it open.", "Below are both texts."))),
  ]
}

// MARK: Mail, settings, operator, notices

extension [PageSample] {
  fileprivate static let mail = [
    PageSample(
      "mail",
      MailPage(
        LedgerEntry.samples, search: "", filter: .all, next: "2026-11-02T10:00~a", pagination: Pagination(),
        isActive: true,
        flash: FlashMessage.asked.sentence, clock: clock)),
    PageSample(
      "mail-nothing-found",
      MailPage(
        [], search: "invoice", filter: .failed, next: nil, pagination: Pagination(), isActive: true, clock: clock)),
    PageSample(
      "mail-empty",
      MailPage([], search: "", filter: .all, next: nil, pagination: Pagination(), isActive: false, clock: clock)),
  ]

  private static func settings(
    _ name: String, _ connection: GmailConnection, isOn: Bool = false, override: Int? = nil, flash: String? = nil,
    problems: SettingsReading.Problems = .init(), problem: Banner? = nil, proposals: [AddressProposal] = [],
    history: [AuditEntry] = [],
    change: (inout SettingsForm) -> Void = { _ in }
  ) -> PageSample {
    var form = SettingsForm(
      AgentSettings(
        userID: .ann, draftMode: .gmail, businessHoursOnly: true, timeZone: "Europe/Berlin", checkIntervalSeconds: 120,
        instructions: "Keep it short.\nNever promise a date.", signature: "Ann Smith\nSmith & Daughters",
        otherAddresses: [EmailAddress(address: "ann@old.example")]))
    change(&form)
    return PageSample(
      "settings-\(name)",
      SettingsPage(
        SettingsFacts(
          connection: connection, isSwitchedOn: isOn, form: form, problems: problems, problem: problem,
          standardInterval: 300,
          overridingInterval: override, proposals: proposals,
          owner: MailboxOwner(primary: EmailAddress(address: "ann.smith@example.com")),
          past: isOn ? PastMailProgress(read: 240, all: 640) : nil,
          preview: StrictnessPreview(isOn ? judged : []),
          kinds: isOn ? [.reply: DraftKindCount(drafts: 12), .scheduling: DraftKindCount(setAside: 2)] : [:],
          requestLabel: isOn ? "Secretary/Draft" : "",
          senders: isOn
            ? [
              ChosenSender(address: "news@shop.example", choice: .never),
              ChosenSender(address: "bob@example.com", choice: .always),
            ] : [],
          voices: isOn ? voices : [],
          remembered: isOn
            ? [
              RememberedFact(id: FactID("f1"), text: "A visit costs 45 euros & \"more\"", rememberedAt: clock.now),
              RememberedFact(id: FactID("f2"), text: String(repeating: "Wort", count: 50), rememberedAt: clock.now),
            ] : [],
          modelDays: isOn
            ? [
              ModelDay(
                userID: .ann, day: "2026-11-01", timeZone: "Europe/Berlin", totals: ModelTotals(calls: 1),
                estimatedCalls: 1),
              ModelDay(
                userID: .ann, day: "2026-11-02", timeZone: "Europe/Berlin",
                totals: ModelTotals(calls: 12, prompt: 34_000, completion: 900, cost: Cost(microUnits: 123_400))),
            ] : [],
          budget: isOn
            ? ModelBudget(tokens: 500_000, money: Cost(microUnits: 1_500_000), currency: "EUR") : ModelBudget(),
          draftsLately: 12, draftsADay: 300,
          zones: ["Europe/Berlin", "Europe/Paris", "UTC"],
          history: history, user: .ann,
          signedInAs: "ann.smith@example.com", flash: flash), clock: clock))
  }

  private static let judged = [
    JudgedMail(score: 0.4, sender: "Bob Jones <bob@example.com>", subject: "Lunch on Friday", receivedAt: clock.now),
    JudgedMail(score: 0.21, sender: "", subject: "", receivedAt: clock.now),
    JudgedMail(
      score: 0.05, sender: "Мария <maria@example.com>", subject: "<b>Offer</b> \u{202E}of the week",
      receivedAt: clock.now),
  ]

  private static let voices = [
    Voice(
      .german,
      letters: Voice.Styles(
        WritingStyle(
          letters: 34,
          counts: [
            "greeting:Hallo": 30, "naming:given": 28, "closing:Viele Grüße": 33, "length:40": 34,
            "register:informal": 20, "habit:exclamation marks": 25, "habit:emoji": 30,
          ])),
      edits: Voice.Styles(WritingStyle(letters: 1, counts: ["closing:Danke": 1])),
      choices: [.habit: .leaveOut, .closing: StyleChoice("Bis bald", for: .closing) ?? .leaveOut]),
    Voice(.english, letters: Voice.Styles(WritingStyle(letters: 3, counts: ["greeting:Hi": 3]))),
  ]

  fileprivate static let settings = [
    settings("connected", connected, isOn: true, override: 60, flash: FlashMessage.saved.sentence),
    settings(
      "off", connected,
      history: [
        AuditEntry(at: clock.now, actor: UserID.ann.rawValue, action: "approved a draft", user: .ann, detail: "d1"),
        AuditEntry(at: clock.now, actor: AuditEntry.anOperator, action: "switched off", user: .ann),
      ]),
    settings(
      "asking", connected, isOn: true,
      proposals: [
        AddressProposal(
          address: EmailAddress(address: "ann@smith-and-daughters.example"), isStamped: true, messages: 12,
          lastSeen: clock.now),
        AddressProposal(
          address: EmailAddress(address: "roofs@example.com"), isStamped: false, messages: 3, lastSeen: clock.now),
      ]),
    settings("never-connected", .never),
    settings(
      "overtaken", connected, problem: Banner(.warn, "Your settings were changed elsewhere meanwhile.", "Save again.")),
    settings("lost", .lost(address: "ann@gmail.com", because: "You disconnected it."), isOn: true),
    settings(
      "problems", connected, isOn: true,
      problems: SettingsReading.Problems(
        [
          .draftMode: "Choose where drafts go.", .undoSeconds: "Choose how long.",
          .businessHours: "With no hours on any day it would never work.", .timeZone: "This time zone is not known.",
          .checkInterval: "15 seconds is the shortest.", .otherAddresses: "Line 2, “ann”, is not an email address.",
          .instructions: "At most 4000 characters; this has 5012.",
          .signature: "At most 1000 characters; this has 1200.", .strictness: "Choose whose mail gets a draft.",
          .voice: "Choose whose way of writing drafts follow.",
          .followUpDays: "A whole number from 1 to 30, or nothing.",
        ], days: [.monday: "9:00–12:00 and 11:00–17:00 overlap."])
    ) { form in
      form.hours[.monday] = "9-12, 11-17"
      form.timeZone = "Europe/Berln"
      form.otherAddresses = "ann@old.example\nann"
      form.interval = "3"
      form.intervalUnit = "seconds"
    },
  ]

  fileprivate static let operators: [PageSample] = {
    var report = StatusReport(supervisors: [], workers: [], users: [], inactive: [:], at: clock.now)
    let empty = PageSample("operator-empty", OperatorPage(report, clock: clock), for: .operator)
    var supervisor = SupervisorStatus(
      id: "a", host: "mail-1.example.com", pid: 812, version: "0.1.0", startedAt: clock.minutes(-3_000),
      heartbeatAt: clock.minutes(-0.05),
      fleet: FleetSummary(counts: [.running: 121, .backingOff: 2, .held: 1], breakerIsClosed: false))
    supervisor.openFiles = 412
    supervisor.openFilesLimit = 1_048_576
    supervisor.sandbox = "Landlock 7, filtered calls"
    let gone = SupervisorStatus(
      id: "b", host: "mail-2.example.com", pid: 77, version: "0.1.0", startedAt: clock.minutes(-9_000),
      heartbeatAt: clock.minutes(-30), fleet: FleetSummary(counts: [.stopping: 4]))
    report.supervisors = [
      StatusReport.SupervisorLine(row: supervisor, isAlive: true),
      StatusReport.SupervisorLine(row: gone, isAlive: false),
    ]
    report.users = StatusReport.Line.fleet
    report.users[0].modelsToday = ModelTotals(calls: 3, prompt: 4_000, completion: 300, cost: Cost(microUnits: 12_000))
    return [
      empty,
      PageSample(
        "operator", OperatorPage(report, page: 1, flash: FlashMessage.checking.sentence, clock: clock), for: .operator),
    ]
  }()

  fileprivate static let notices: [PageSample] = {
    let outcomes: [(String, SignInFailure)] = [
      ("denied", .denied), ("expired", .expired), ("other-session", .otherSession), ("box", .boxNotTicked),
      ("wrong-account", .wrongAccount(signedIn: "ann@gmail.com", chosen: "bob@gmail.com")),
      ("not-allowed", .notAllowed(address: "eve@gmail.com")), ("no-lasting-access", .noLastingAccess),
      ("google-unwell", .googleUnwell(words: "Google does not answer. Try again in a minute.")),
      ("operator-problem", .operatorProblem),
    ]
    let signIn = outcomes.map { name, outcome in
      let isSignedIn = name == "wrong-account"
      return PageSample(
        "sign-in-\(name)", NoticePage(outcome.problem(returnTo: "/settings").notice, isSignedIn: isSignedIn),
        for: isSignedIn ? .sample : Layout(visitor: nil))
    }
    let late = Notice(
      title: "Your changes came too late", sentences: ["This reply was sent."],
      typed: [Notice.Typed(label: "Your text", text: "Dear Bob,\n  indented\n")],
      links: [Notice.Link(text: "See the draft", address: "/drafts/1", isMain: true)])
    return signIn + [
      PageSample("error-404", NoticePage(PageProblem(.notFound).notice, isSignedIn: true)),
      PageSample(
        "error-500", NoticePage(PageProblem(.internalServerError).notice, isSignedIn: false), for: Layout(visitor: nil)),
      PageSample("error-form-expired", NoticePage(late, isSignedIn: true)),
    ]
  }()
}
