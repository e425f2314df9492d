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
  var strictness: String
  var voice: String
  /// Nil when the form does not ask.
  var draftKinds: Set<DraftKind>?
  /// Empty for never; nil when the form does not ask.
  var followUpDays: String?
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
    strictness = settings.strictness.rawValue
    voice = settings.voice.rawValue
    draftKinds = settings.draftKinds
    followUpDays = settings.followUpDays.map { "\($0)" } ?? ""
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
    strictness = fields["strictness"] ?? ""
    voice = fields["voice"] ?? ""
    draftKinds = fields["kinds"].map { _ in
      Set(DraftKind.answers.filter { fields["kind_\($0.rawValue)"] != nil })
    }
    followUpDays = fields["follow_up_days"]
    version = fields["settings_version"].flatMap((0...Int(Int32.max)).number(in:)) ?? 0
  }
}
