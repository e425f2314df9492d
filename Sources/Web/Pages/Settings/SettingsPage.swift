import Secretary
import Storage

/// The settings: connection and switch at once, everything else in one form.
struct SettingsPage: Page {
  static let template = "settings"

  /// The Gmail account.
  struct Account: Sendable, Equatable {
    let account: String
    let since: String?
    let pill: Pill
    let isMain: Bool
    let connectAddress: String
    let connectLabel: String
    let mayDisconnect: Bool
  }

  /// The switch. It is the server that refuses to switch on without a connection; here it says why.
  struct Agent: Sendable, Equatable {
    let agentState: String
    let pill: Pill
    let whyNot: String?
    let next: Int
    let isMain: Bool
    let agentLabel: String
  }

  struct Day: Sendable, Equatable {
    let key: String
    let day: String
    let typed: String
    let dayError: String?
  }

  struct Choice: Sendable, Equatable {
    let value: String
    let label: String
    let isChosen: Bool
  }

  struct Form: Sendable, Equatable {
    let version: Int
    let modeError: String?
    let isReview: Bool
    let isGmail: Bool
    let strictnessSteps: [StrictnessStep]
    let strictnessError: String?
    let isOwnVoice: Bool
    let isMirroring: Bool
    let voiceError: String?
    let wantsReplies: Bool
    let wantsScheduling: Bool
    /// What each kind came to lately; nil where nothing is known of any.
    let replyMeaning: String?
    let schedulingMeaning: String?
    let followUpMeaning: String?
    let followUpDays: String
    let followUpError: String?
    let undoTimes: [Choice]
    let undoError: String?
    let hoursOnly: Bool
    let hoursError: String?
    let days: [Day]
    let timeZone: String
    let zoneNow: String
    let zoneError: String?
    let interval: String
    let intervalPlaceholder: String
    let intervalHint: String
    let intervalError: String?
    let units: [Choice]
    let override: String?
    let otherAddresses: String
    let addressesError: String?
    let instructions: String
    let instructionsError: String?
    let signature: String
    let signatureError: String?
  }

  let title = "Settings"
  var place: Place? { .settings }
  let flash: String?
  /// The form was just saved, so that nothing typed into it is to be kept; what was saved may be spelled otherwise.
  let isSaved: Bool
  let problem: Banner?
  let mistakes: Mistakes?
  let connection: Account
  let agent: Agent
  let form: Form
  let questions: [AddressQuestion]
  let hasQuestions: Bool
  /// How far reading the past has come, while it goes on.
  let learning: String?
  let mayForget: Bool
  /// Nil when the mailbox has no label that asks for a draft.
  let requestLabel: ShownText?
  let senders: [SenderLine]
  let hasSenders: Bool
  let voices: [LearnedVoice]
  let hasVoices: Bool
  let facts: [FactLine]
  let hasFacts: Bool
  let longestFact: Int
  let modelDays: [ModelDayLine]
  let hasModelDays: Bool
  /// What is left of the day.
  let budget: DayBudget
  let zones: [String]
  let history: [AccountHistory.Line]
  let hasHistory: Bool
  let signedInAs: String
}

extension SettingsPage {
  init(_ facts: SettingsFacts, clock: WallClock) {
    flash = facts.flash
    isSaved = facts.flash == FlashMessage.saved.sentence
    problem = facts.problem
    mistakes = Mistakes(facts.problems)
    connection = Account(facts.connection)
    agent = Agent(isConnected: facts.connection.isConnected, isSwitchedOn: facts.isSwitchedOn)
    form = Form(facts, clock: clock)
    questions = AddressQuestion.all(facts.proposals, beside: facts.owner, clock: clock)
    hasQuestions = !questions.isEmpty
    learning = facts.past.flatMap { past in
      past.isFinished ? nil : "Your past mail is being read to learn whom you answer: \(past.read) of \(past.all)."
    }
    requestLabel = facts.requestLabel.isEmpty ? nil : ShownText(facts.requestLabel)
    senders = facts.senders.enumerated().map { SenderLine($1, number: $0 + 1) }
    hasSenders = !senders.isEmpty
    voices = facts.voices.map(LearnedVoice.init)
    hasVoices = !voices.isEmpty
    self.facts = facts.remembered.enumerated().map { FactLine($1, number: $0 + 1, clock: clock) }
    hasFacts = !self.facts.isEmpty
    longestFact = RememberedFact.longest
    modelDays = facts.modelDays.suffix(ModelDayLine.most).reversed().map {
      ModelDayLine($0, currency: facts.currency)
    }
    hasModelDays = !modelDays.isEmpty
    budget = DayBudget(facts, clock: clock)
    mayForget = facts.past != nil
    zones = facts.zones
    history = AccountHistory(facts.history, of: facts.user, clock: clock).lines
    hasHistory = !history.isEmpty
    signedInAs = facts.signedInAs
  }
}

extension SettingsPage.Account {
  init(_ connection: GmailConnection) {
    switch connection {
    case .never:
      self.init(
        account: "No account yet", since: nil, pill: Pill(.mute, "Not connected"), isMain: true,
        connectAddress: ConnectLink(returnTo: SitePath.settings.address()).address, connectLabel: "Connect Gmail",
        mayDisconnect: false)
    case .connected(let address, _):
      self.init(
        account: address, since: nil, pill: Pill(.good, "Connected"), isMain: false,
        connectAddress: ConnectLink(returnTo: SitePath.settings.address(), account: address).address,
        connectLabel: "Connect again",
        mayDisconnect: true)
    case .lost(let address, let because):
      self.init(
        account: address, since: because.map(Sentence.of), pill: Pill(.bad, "Not connected"), isMain: true,
        connectAddress: ConnectLink(returnTo: SitePath.settings.address(), account: address).address,
        connectLabel: "Connect again",
        mayDisconnect: false)
    }
  }
}

extension SettingsPage.Agent {
  init(isConnected: Bool, isSwitchedOn: Bool) {
    switch (isConnected, isSwitchedOn) {
    case (true, true):
      self.init(
        agentState: "Your secretary is on", pill: Pill(.good, "On"), whyNot: nil, next: 0, isMain: false,
        agentLabel: "Switch it off")
    case (true, false):
      self.init(
        agentState: "Your secretary is off", pill: Pill(.mute, "Off"), whyNot: nil, next: 1, isMain: true,
        agentLabel: "Switch it on")
    case (false, true):
      self.init(
        agentState: "Your secretary waits for Gmail", pill: Pill(.warn, "Waiting"), whyNot: nil, next: 0, isMain: false,
        agentLabel: "Switch it off")
    case (false, false):
      self.init(
        agentState: "Your secretary is off", pill: Pill(.mute, "Off"),
        whyNot: "It can be switched on once Gmail is connected.", next: 1, isMain: false, agentLabel: "Switch it on")
    }
  }
}

extension SettingsPage.Form {
  init(_ facts: SettingsFacts, clock: WallClock) {
    let (form, problems) = (facts.form, facts.problems)
    version = form.version
    modeError = problems[.draftMode]
    isReview = form.draftMode == DraftMode.review.rawValue
    isGmail = form.draftMode == DraftMode.gmail.rawValue
    let usual = [0, 5, 10, 20, 30]
    undoTimes = Set(usual + [Int(form.undo)].compactMap(\.self)).sorted().map { seconds in
      SettingsPage.Choice(
        value: "\(seconds)", label: seconds == 0 ? "not at all: send at once" : WallClock.count(seconds, "second"),
        isChosen: "\(seconds)" == form.undo)
    }
    undoError = problems[.undoSeconds]
    strictnessSteps = facts.preview.steps.map {
      StrictnessStep($0, of: facts.preview.messages, isChosen: $0.strictness.rawValue == form.strictness)
    }
    strictnessError = problems[.strictness]
    isOwnVoice = form.voice == VoiceChoice.own.rawValue
    isMirroring = form.voice == VoiceChoice.mirror.rawValue
    voiceError = problems[.voice]
    wantsReplies = form.draftKinds?.contains(.reply) ?? true
    wantsScheduling = form.draftKinds?.contains(.scheduling) ?? true
    replyMeaning = Self.meaning(of: .reply, among: facts.kinds)
    schedulingMeaning = Self.meaning(of: .scheduling, among: facts.kinds)
    followUpMeaning = Self.meaning(of: .followUp, among: facts.kinds)
    followUpDays = form.followUpDays ?? ""
    followUpError = problems[.followUpDays]
    hoursOnly = form.businessHoursOnly
    hoursError = problems[.businessHours]
    days = Weekday.allCases.map { day in
      SettingsPage.Day(
        key: day.key, day: day.name, typed: form.hours[day] ?? "", dayError: problems.days[day])
    }
    timeZone = form.timeZone
    zoneNow = "In \(clock.zoneName) it is \(clock.time(clock.now)) now."
    zoneError = problems[.timeZone]
    interval = form.interval
    let standard = WallClock.length(facts.standardInterval)
    intervalPlaceholder = "usual"
    intervalHint = "Empty means the usual \(standard). From 15 seconds to 24 hours."
    intervalError = problems[.checkInterval]
    units = IntervalField.Unit.allCases.map {
      SettingsPage.Choice(value: $0.rawValue, label: $0.rawValue, isChosen: $0.rawValue == form.intervalUnit)
    }
    override = facts.overridingInterval.map {
      "The person who runs this service has set \(WallClock.length($0)) for you. Your own value is kept, and counts when theirs is taken away."
    }
    otherAddresses = form.otherAddresses ?? ""
    addressesError = problems[.otherAddresses]
    instructions = form.instructions
    instructionsError = problems[.instructions]
    signature = form.signature
    signatureError = problems[.signature]
  }

  /// "In the last 30 days: 12 drafts, and 2 messages without one because this was off."
  static func meaning(of kind: DraftKind, among counts: [DraftKind: DraftKindCount]) -> String? {
    guard !counts.isEmpty else { return nil }
    let count = counts[kind] ?? DraftKindCount()
    let drafts = WallClock.count(count.drafts, kind == .followUp ? "reminder" : "draft")
    let setAside =
      count.setAside == 0
      ? "" : ", and \(WallClock.count(count.setAside, "message")) without one because this was off"
    return "In the last 30 days: \(drafts)\(setAside)."
  }
}
