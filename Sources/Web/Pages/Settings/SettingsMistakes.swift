import Secretary

extension Mistakes {
  /// Of the settings, in the order of their page.
  init?(_ problems: SettingsReading.Problems) {
    let settings = Setting.allCases.sorted { $0.field.place < $1.field.place }
    let lines = settings.flatMap { setting -> [Line] in
      let own = problems[setting].map { [Line(setting.field.id, setting.field.name, $0)] } ?? []
      guard setting == .businessHours else { return own }
      return own
        + Weekday.allCases.compactMap { day in problems.days[day].map { Line("hours-\(day.key)", day.name, $0) } }
    }
    self.init(lines, consequence: "Nothing was saved yet. What you typed is still here.")
  }
}

extension Setting {
  /// The id of its field, or of what stands around its fields; the field's name; and its place on the page.
  fileprivate var field: (place: Int, id: String, name: String) {
    switch self {
    case .activeAgents: (0, "switch", "Your secretary")
    case .draftMode: (1, "draft-mode", "Where drafts go")
    case .undoSeconds: (2, "undo", "How long a reply can be taken back")
    case .strictness: (3, "strictness", "Draft replies to")
    case .draftKinds: (4, "kinds", "Kinds of drafts")
    case .followUpDays: (5, "follow_up_days", "When to remind people")
    case .businessHoursOnly: (6, "business_hours_only", "Only in business hours")
    case .businessHours: (7, "business_hours_only", "Business hours")
    case .timeZone: (8, "time_zone", "Time zone")
    case .checkInterval: (9, "interval", "Look for new mail every")
    case .otherAddresses: (10, "other_addresses", "My other addresses")
    case .voice: (11, "voice", "How drafts are written")
    case .instructions: (12, "instructions", "Instructions")
    case .signature: (13, "signature", "Signature")
    }
  }
}
