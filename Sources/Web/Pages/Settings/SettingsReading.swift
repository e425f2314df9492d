import Secretary

/// What the form means, or what is wrong with it, each sentence for beside its field.
struct SettingsReading: Sendable, Equatable {
  struct Problems: Sendable, Equatable {
    private var sentences: [Setting: String]
    var days: [Weekday: String]

    init(_ sentences: [Setting: String] = [:], days: [Weekday: String] = [:]) {
      self.sentences = sentences
      self.days = days
    }

    subscript(setting: Setting) -> String? {
      get { sentences[setting] }
      set { sentences[setting] = newValue }
    }

    var count: Int { sentences.count + days.count }
  }

  /// The row with the form's values; what is wrong stays as it was.
  var settings: AgentSettings
  var problems = Problems()

  /// - `zone`: the name of the time zone that is meant by what was typed; nil when this machine knows none.
  init(_ form: SettingsForm, over settings: AgentSettings, zone: (String) -> String?) {
    self.settings = settings
    for setting in Setting.allCases { problems[setting] = take(setting, from: form, zone) }
  }

  /// What is wrong with the field of this setting; nil when its value was taken.
  private mutating func take(_ setting: Setting, from form: SettingsForm, _ named: (String) -> String?) -> String? {
    switch setting {
    case .activeAgents: return nil  // a button of its own
    case .draftMode:
      guard let mode = DraftMode(rawValue: form.draftMode) else { return "Choose where drafts go." }
      settings.draftMode = mode
    case .strictness:
      guard !form.strictness.isEmpty else { return nil }
      guard let strictness = Strictness(rawValue: form.strictness) else { return "Choose whose mail gets a draft." }
      settings.strictness = strictness
    case .voice:
      guard !form.voice.isEmpty else { return nil }
      guard let voice = VoiceChoice(rawValue: form.voice) else { return "Choose whose way of writing drafts follow." }
      settings.voice = voice
    case .draftKinds: settings.draftKinds = form.draftKinds ?? settings.draftKinds
    case .followUpDays:
      guard let typed = form.followUpDays?.filter({ !$0.isWhitespace }) else { return nil }
      let days = FollowUp.days.number(in: typed)
      guard days != nil || typed.isEmpty else {
        return "A whole number from \(FollowUp.days.lowerBound) to \(FollowUp.days.upperBound), or nothing."
      }
      settings.followUpDays = days
    case .undoSeconds:
      guard !form.undo.isEmpty else { return nil }
      guard let seconds = AgentSettings.undoSeconds.number(in: form.undo) else {
        return "Choose how long an approval can be taken back."
      }
      settings.undoSeconds = seconds
    case .businessHoursOnly: settings.businessHoursOnly = form.businessHoursOnly
    case .businessHours: return takeHours(form)
    case .timeZone:
      guard let zone = named(form.timeZone) else {
        return form.timeZone.allSatisfy(\.isWhitespace)
          ? "Name a time zone, such as Berlin or America/New_York."
          : "This time zone is not known. Name a large city in it, or choose one of the list, such as Europe/Berlin."
      }
      settings.timeZone = zone
    case .checkInterval:
      switch IntervalField.read(form.interval, unit: form.intervalUnit) {
      case .seconds(let seconds): settings.checkIntervalSeconds = seconds
      case .problem(let problem): return problem
      }
    case .otherAddresses:
      switch form.otherAddresses.map(AddressListField.read) {
      case .addresses(let addresses): settings.otherAddresses = addresses
      case .problem(let problem): return problem
      case nil: break
      }
    case .instructions:
      settings.instructions = form.instructions
      return Self.excess(of: form.instructions, over: AgentSettings.longestInstructions)
    case .signature:
      settings.signature = form.signature
      return Self.excess(of: form.signature, over: AgentSettings.longestSignature)
    }
    return nil
  }

  private mutating func takeHours(_ form: SettingsForm) -> String? {
    var spans: [Weekday: [BusinessHours.Span]] = [:]
    for day in Weekday.allCases {
      switch BusinessHoursField.read(form.hours[day] ?? "") {
      case .spans(let read): if !read.isEmpty { spans[day] = read }
      case .problem(let problem): problems.days[day] = problem
      }
    }
    guard problems.days.isEmpty else { return nil }
    settings.businessHours = BusinessHours(spans: spans)
    return form.businessHoursOnly && spans.isEmpty
      ? "With no hours on any day it would never work. Give a day hours, or untick this." : nil
  }

  private static func excess(of text: String, over longest: Int) -> String? {
    let length = text.unicodeScalars.count
    return length <= longest ? nil : "At most \(longest) characters; this has \(length)."
  }
}
