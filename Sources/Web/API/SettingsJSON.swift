import Secretary

/// Each setting as JSON, in the form of its column.
extension Setting {
  /// More agents than there will be, and bytes of a name.
  private static let mostAgents = (count: 20, bytes: 64)
  /// Seconds; a year.
  private static let longestInterval = 366 * 86_400

  func json(of settings: AgentSettings) -> JSONValue {
    switch self {
    case .activeAgents: .array(settings.activeAgents.map { .string($0) })
    case .draftMode: .string(settings.draftMode.rawValue)
    case .businessHoursOnly: .bool(settings.businessHoursOnly)
    case .businessHours:
      .object(
        Dictionary(
          uniqueKeysWithValues: settings.businessHours.spans.filter { !$0.value.isEmpty }
            .map { day, spans in (day.key, .array(spans.map { .string($0.text) })) }))
    case .timeZone: .string(settings.timeZone)
    case .checkInterval: JSONValue(settings.checkIntervalSeconds)
    case .instructions: .string(settings.instructions)
    case .signature: .string(settings.signature)
    case .undoSeconds: .integer(settings.undoSeconds)
    case .otherAddresses: .array(settings.otherAddresses.map { .string($0.address) })
    case .strictness: .string(settings.strictness.rawValue)
    case .voice: .string(settings.voice.rawValue)
    case .draftKinds:
      .array(DraftKind.allCases.filter(settings.draftKinds.contains).map { .string($0.rawValue) })
    case .followUpDays: JSONValue(settings.followUpDays)
    }
  }

  /// Takes a value over; false when it is not of the right kind. Whether it may be kept is `isAllowed`'s.
  func take(_ value: JSONValue, into settings: inout AgentSettings, zones: TimeZoneNames) -> Bool {
    switch self {
    case .activeAgents:
      guard let agents = value.texts, agents.count <= Self.mostAgents.count,
        agents.allSatisfy({ (1...Self.mostAgents.bytes).contains($0.utf8.count) && ShownText($0).text == $0 })
      else { return false }
      settings.activeAgents = agents
    case .draftMode: return keep(value.text.flatMap(DraftMode.init(rawValue:)), as: &settings.draftMode)
    case .businessHoursOnly: return keep(value.flag, as: &settings.businessHoursOnly)
    case .businessHours: return keep(BusinessHours(value), as: &settings.businessHours)
    case .timeZone: return keep(value.text.flatMap { zones.isKnown($0) ? $0 : nil }, as: &settings.timeZone)
    case .checkInterval:
      let range = AgentSettings.shortestInterval...Self.longestInterval
      return keepOrNull(value, range, as: &settings.checkIntervalSeconds)
    case .instructions: return keep(value.text.map(EmailDraft.body(typed:)), as: &settings.instructions)
    case .signature: return keep(value.text.map(EmailDraft.body(typed:)), as: &settings.signature)
    case .undoSeconds: return keep(value.whole, as: &settings.undoSeconds)
    case .otherAddresses:
      guard let lines = value.texts, !lines.contains(where: { $0.contains(where: \.isNewline) }),
        case .addresses(let addresses) = AddressListField.read(lines.joined(separator: "\n"))
      else { return false }
      settings.otherAddresses = addresses
    case .strictness: return keep(value.text.flatMap(Strictness.init(rawValue:)), as: &settings.strictness)
    case .voice: return keep(value.text.flatMap(VoiceChoice.init(rawValue:)), as: &settings.voice)
    case .draftKinds:
      guard let names = value.texts else { return false }
      let kinds = names.compactMap(DraftKind.init(rawValue:))
      guard kinds.count == names.count else { return false }
      settings.draftKinds = Set(kinds)
    case .followUpDays: return keepOrNull(value, FollowUp.days, as: &settings.followUpDays)
    }
    return true
  }

  private func keep<Value>(_ value: Value?, as kept: inout Value) -> Bool {
    guard let value else { return false }
    kept = value
    return true
  }

  private func keepOrNull(_ value: JSONValue, _ range: ClosedRange<Int>, as kept: inout Int?) -> Bool {
    guard value == .null || range.number(value.whole) != nil else { return false }
    kept = value.whole
    return true
  }
}

extension JSONValue {
  /// A list of texts; nil when it is anything else.
  fileprivate var texts: [String]? {
    guard let items else { return nil }
    let texts = items.compactMap(\.text)
    return texts.count == items.count ? texts : nil
  }
}

extension BusinessHours {
  /// `{"monday": ["09:00-12:00", "13:00-17:00"]}`; a day that is not named is free.
  fileprivate init?(_ value: JSONValue) {
    guard let members = value.members else { return nil }
    var spans: [Weekday: [Span]] = [:]
    for (name, value) in members {
      guard let day = Weekday.allCases.first(where: { $0.key == name }), let texts = value.texts,
        case .spans(let read) = BusinessHoursField.read(texts.joined(separator: ",")), read.count == texts.count
      else { return nil }
      if !read.isEmpty { spans[day] = read }
    }
    self.init(spans: spans)
  }
}

extension BusinessHours.Span {
  /// `09:00-17:00`.
  fileprivate var text: String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    func time(_ minutes: Int) -> String { two(minutes / 60) + ":" + two(minutes % 60) }
    return time(start) + "-" + time(end)
  }
}
