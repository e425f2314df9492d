import Testing

@testable import Secretary

@Suite struct SettingTests {
  private static let plain = AgentSettings(userID: UserID("ada"))

  /// Plain settings with one change.
  private static func settings(_ change: (inout AgentSettings) -> Void) -> AgentSettings {
    var changed = plain
    change(&changed)
    return changed
  }

  @Test func `what nobody has changed is allowed, and is the first version`() {
    #expect(Setting.allCases.allSatisfy { $0.isAllowed(in: Self.plain) })
    #expect(Self.plain.version == 1 && !Self.plain.isSwitchedOn)
    #expect(Self.plain.undoSeconds == 10 && Self.plain.checkIntervalSeconds == nil)
    #expect(Self.plain.draftMode == .review && !Self.plain.businessHoursOnly)
    #expect(Self.plain.draftKinds == [.reply, .scheduling] && Self.plain.followUpDays == nil)
  }

  @Test func `each limit holds to the unit, and is what is said of the value`() {
    func isAllowed(_ setting: Setting, _ change: (inout AgentSettings) -> Void) -> Bool {
      setting.isAllowed(in: Self.settings(change))
    }
    #expect(isAllowed(.checkInterval) { $0.checkIntervalSeconds = 15 })
    #expect(!isAllowed(.checkInterval) { $0.checkIntervalSeconds = 14 })
    #expect(Setting.checkInterval.expected == "at least 15")
    for (setting, text, most) in [
      (Setting.instructions, \AgentSettings.instructions, 4_000), (.signature, \.signature, 1_000),
    ] {
      #expect(isAllowed(setting) { $0[keyPath: text] = String(repeating: "e\u{301}", count: most / 2) })
      #expect(!isAllowed(setting) { $0[keyPath: text] = String(repeating: "e", count: most + 1) })
      #expect(setting.expected == "at most \(most) characters")
    }
    for (seconds, isIn) in [(-1, false), (0, true), (120, true), (121, false)] {
      #expect(isAllowed(.undoSeconds) { $0.undoSeconds = seconds } == isIn)
    }
    #expect(Setting.undoSeconds.expected == "from 0 to 120")
    for (days, isIn) in [(nil, true), (0, false), (1, true), (30, true), (31, false)] as [(Int?, Bool)] {
      #expect(isAllowed(.followUpDays) { $0.followUpDays = days } == isIn)
    }
    #expect(isAllowed(.draftKinds) { $0.draftKinds = [] } && !isAllowed(.draftKinds) { $0.draftKinds = [.followUp] })
    #expect(Setting.draftKinds.expected == "a list of reply, scheduling")
    #expect(Setting.followUpDays.expected == "from 1 to 30, or nothing")
    let addresses = (0...50).map { EmailAddress(address: "a\($0)@example.com") }
    #expect(isAllowed(.otherAddresses) { $0.otherAddresses = Array(addresses.prefix(50)) })
    #expect(!isAllowed(.otherAddresses) { $0.otherAddresses = addresses })
    #expect(!isAllowed(.otherAddresses) { $0.otherAddresses = [EmailAddress(address: "ada")] })
    #expect(Setting.otherAddresses.expected == "a list of at most 50 email addresses")
  }
}
