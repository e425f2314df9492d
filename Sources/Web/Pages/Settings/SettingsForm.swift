import Secretary

/// The settings as they stand in the form: texts, exactly as typed, so that a mistake costs nobody what they wrote.
struct SettingsForm: Sendable, Equatable {
  var draftMode: String
  var businessHoursOnly: Bool
  var hours: [Weekday: String]
  var timeZone: String
  var interval: String
  var intervalUnit: String
  var instructions: String
  var signature: String
  /// Seconds, as the choice's value.
  var undo: String
  /// One on each line; nil when the form does not ask.
  var otherAddresses: String?
  /// The row's version that the person saw.
  var version: Int

  init(_ settings: AgentSettings) {
    draftMode = settings.draftMode.rawValue
    businessHoursOnly = settings.businessHoursOnly
    hours = settings.businessHours.spans.mapValues(BusinessHoursField.text)
    timeZone = settings.timeZone
    let typed = IntervalField.typed(settings.checkIntervalSeconds)
    interval = typed.number
    intervalUnit = typed.unit.rawValue
    instructions = settings.instructions
    signature = settings.signature
    undo = "\(settings.undoSeconds)"
    otherAddresses = AddressListField.text(settings.otherAddresses)
    version = settings.version
  }

  init(_ fields: FormFields) {
    draftMode = fields["draft_mode"] ?? ""
    businessHoursOnly = fields["business_hours_only"] != nil
    hours = Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0, fields["hours_\($0.key)"] ?? "") })
    timeZone = fields["time_zone"] ?? ""
    interval = fields["interval"] ?? ""
    intervalUnit = fields["interval_unit"] ?? ""
    instructions = fields["instructions"].map(EmailDraft.body(typed:)) ?? ""
    signature = fields["signature"].map(EmailDraft.body(typed:)) ?? ""
    undo = fields["undo"] ?? ""
    otherAddresses = fields.text("other_addresses")
    version = fields["settings_version"].flatMap((0...Int(Int32.max)).number(in:)) ?? 0
  }
}

/// What the form means, or what is wrong with it, each sentence for beside its field.
struct SettingsReading: Sendable, Equatable {
  struct Problems: Sendable, Equatable {
    var mode: String?
    var undo: String?
    var hours: String?
    var days: [Weekday: String] = [:]
    var timeZone: String?
    var interval: String?
    var addresses: String?
    var instructions: String?
    var signature: String?

    var count: Int {
      [mode, undo, hours, timeZone, interval, addresses, instructions, signature].compactMap(\.self).count + days.count
    }
  }

  /// The row with the form's values; what is wrong stays as it was.
  var settings: AgentSettings
  var problems = Problems()

  /// - `isKnownZone`: whether this machine knows the time zone.
  init(_ form: SettingsForm, over settings: AgentSettings, isKnownZone: (String) -> Bool) {
    self.settings = settings
    if let mode = DraftMode(rawValue: form.draftMode) {
      self.settings.draftMode = mode
    } else {
      problems.mode = "Choose where drafts go."
    }
    if let seconds = AgentSettings.undoSeconds.number(in: form.undo) {
      self.settings.undoSeconds = seconds
    } else if !form.undo.isEmpty {
      problems.undo = "Choose how long an approval can be taken back."
    }
    readHours(form)
    let zone = form.timeZone.filter { !$0.isWhitespace }
    if isKnownZone(zone) {
      self.settings.timeZone = zone
    } else {
      problems.timeZone =
        zone.isEmpty
        ? "Name a time zone, such as Europe/Berlin."
        : "This time zone is not known. Choose one of the list, such as Europe/Berlin."
    }
    switch IntervalField.read(form.interval, unit: form.intervalUnit) {
    case .seconds(let seconds): self.settings.checkIntervalSeconds = seconds
    case .problem(let problem): problems.interval = problem
    }
    switch form.otherAddresses.map(AddressListField.read) {
    case .addresses(let addresses): self.settings.otherAddresses = addresses
    case .problem(let problem): problems.addresses = problem
    case nil: break
    }
    (self.settings.instructions, problems.instructions) = Self.text(
      form.instructions, AgentSettings.longestInstructions)
    (self.settings.signature, problems.signature) = Self.text(form.signature, AgentSettings.longestSignature)
  }

  private mutating func readHours(_ form: SettingsForm) {
    settings.businessHoursOnly = form.businessHoursOnly
    var spans: [Weekday: [BusinessHours.Span]] = [:]
    for day in Weekday.allCases {
      switch BusinessHoursField.read(form.hours[day] ?? "") {
      case .spans(let read): if !read.isEmpty { spans[day] = read }
      case .problem(let problem): problems.days[day] = problem
      }
    }
    guard problems.days.isEmpty else { return }
    settings.businessHours = BusinessHours(spans: spans)
    if form.businessHoursOnly, spans.isEmpty {
      problems.hours = "With no hours on any day it would never work. Give a day hours, or untick this."
    }
  }

  private static func text(_ text: String, _ longest: Int) -> (String, String?) {
    let length = text.unicodeScalars.count
    return (text, length <= longest ? nil : "At most \(longest) characters; this has \(length).")
  }
}
