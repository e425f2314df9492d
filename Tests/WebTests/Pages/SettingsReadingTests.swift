import Secretary
import Testing

@testable import Web

struct BusinessHoursFieldTests {
  private static func spans(_ spans: (Int, Int)...) -> BusinessHoursField.Reading {
    .spans(spans.map { BusinessHours.Span(start: $0.0, end: $0.1) })
  }

  @Test(arguments: [
    ("", spans()), ("  ,; ", spans()), ("9-17", spans((540, 1_020))), ("9:00–17:00", spans((540, 1_020))),
    ("09.30 — 12", spans((570, 720))), ("9 to 5", spans((540, 300))),
    ("13:00-17:00, 9:00-12:30", spans((540, 750), (780, 1_020))), ("9-12;12-13", spans((540, 720), (720, 780))),
    ("22:00-6:00", spans((1_320, 360))), ("0:00-24:00", spans((0, 1_440))), ("18-0", spans((1_080, 0))),
    ("6-9, 22-4", spans((360, 540), (1_320, 240))),
  ])
  func `hours are read as people write them`(_ text: String, _ reading: BusinessHoursField.Reading) {
    #expect(BusinessHoursField.read(text) == reading)
  }

  @Test(arguments: [
    ("9", "“9” is not a span"), ("9-", "is not a span"), ("nine to five", "is not a span"), ("9-25", "is not a span"),
    ("9:60-10", "is not a span"), ("24:00-2:00", "is not a span"), ("9-17-18", "is not a span"),
    ("9:0-10", "is not a span"), ("9::00-10", "is not a span"), (":30-10", "is not a span"),
    ("-1-5", "is not a span"), ("９-17", "is not a span"),
    ("9-9", "begins and ends at the same time"), ("9-12, 11-17", "9:00–12:00 and 11:00–17:00 overlap."),
    ("9-12, 9-12", "overlap"), ("20-23, 22-4", "overlap"), ("1-2,3-4,5-6,7-8,9-10,11-12,13-14", "At most 6"),
  ])
  func `what cannot be read is told in a sentence`(_ text: String, _ words: String) {
    guard case .problem(let problem) = BusinessHoursField.read(text) else {
      Issue.record("\(text) was read")
      return
    }
    #expect(problem.contains(words))
  }

  @Test func `what could not be read is repeated by its beginning only`() {
    let typed = "e" + String(repeating: "\u{301}", count: 100_000)
    guard case .problem(let problem) = BusinessHoursField.read(typed) else {
      Issue.record("it was read")
      return
    }
    #expect(problem.unicodeScalars.count < 120)
  }

  @Test(arguments: ["9:00–12:30, 13:30–17:00", "22:00–6:00", "0:00–24:00", ""])
  func `what is written is read back`(_ text: String) {
    guard case .spans(let spans) = BusinessHoursField.read(text) else {
      Issue.record("\(text) was not read")
      return
    }
    #expect(BusinessHoursField.text(spans) == text)
  }
}

struct IntervalFieldTests {
  @Test(arguments: [
    ("", "minutes", IntervalField.Reading.seconds(nil)), ("  ", "", .seconds(nil)), ("5", "minutes", .seconds(300)),
    ("15", "seconds", .seconds(15)), ("24", "hours", .seconds(86_400)), ("1 000", "seconds", .seconds(1_000)),
  ])
  func `an interval is a number and a unit, or nothing`(
    _ number: String, _ unit: String, _ reading: IntervalField.Reading
  ) {
    #expect(IntervalField.read(number, unit: unit) == reading)
  }

  @Test(arguments: [
    ("14", "seconds"), ("0", "minutes"), ("-5", "minutes"), ("1.5", "hours"), ("five", "minutes"), ("25", "hours"),
    ("5", "days"), ("5", ""), ("99999999999999999999", "seconds"), ("86401", "seconds"), ("٥", "minutes"),
  ])
  func `anything else is told in a sentence`(_ number: String, _ unit: String) {
    guard case .problem(let problem) = IntervalField.read(number, unit: unit) else {
      Issue.record("\(number) \(unit) was read")
      return
    }
    #expect(problem.hasSuffix("."))
  }

  @Test(
    arguments: [(nil, ""), (15, "15 seconds"), (90, "90 seconds"), (300, "5 minutes"), (7_200, "2 hours")]
      as [(Int?, String)])
  func `a stored interval is shown in its largest whole unit`(_ seconds: Int?, _ text: String) {
    let typed = IntervalField.typed(seconds)
    #expect((typed.number.isEmpty ? "" : "\(typed.number) \(typed.unit.rawValue)") == text)
    #expect(IntervalField.read(typed.number, unit: typed.unit.rawValue) == .seconds(seconds))
  }
}

struct SettingsReadingTests {
  private let row = AgentSettings(
    userID: .ann, activeAgents: ["email_secretary", "another"], draftMode: .gmail, timeZone: "Europe/Berlin", version: 7
  )

  private func read(_ change: (inout SettingsForm) -> Void) -> SettingsReading {
    var form = SettingsForm(row)
    change(&form)
    return SettingsReading(form, over: row, zone: TimeZoneNames().named)
  }

  @Test func `a form that nobody touched means the row itself`() {
    let reading = read { _ in }
    #expect(reading.settings == row)
    #expect(reading.problems.count == 0)
  }

  @Test func `every field is read`() {
    let reading = read { form in
      form.draftMode = "review"
      form.businessHoursOnly = true
      form.hours = [.saturday: "22-6"]
      form.timeZone = " UTC "
      form.interval = "45"
      form.intervalUnit = "seconds"
      form.instructions = "Short."
      form.signature = "Ann"
      form.otherAddresses = " Ann@OLD.example \n\nann@old.example\nann+x@new.example"
      form.strictness = "known"
      form.voice = "mirror"
      form.draftKinds = [.scheduling]
      form.followUpDays = " 3 "
    }
    #expect(reading.problems.count == 0)
    #expect(
      reading.settings
        == AgentSettings(
          userID: .ann, activeAgents: ["email_secretary", "another"], draftMode: .review, businessHoursOnly: true,
          businessHours: BusinessHours(spans: [.saturday: [.init(start: 1_320, end: 360)]]), timeZone: "UTC",
          checkIntervalSeconds: 45, instructions: "Short.", signature: "Ann",
          otherAddresses: ["ann@old.example", "ann+x@new.example"].map { EmailAddress(address: $0) },
          strictness: .known, voice: .mirror, draftKinds: [.scheduling], followUpDays: 3, version: 7))
  }

  @Test func `every mistake is told beside its own field`() {
    let reading = read { form in
      form.draftMode = "auto"
      form.hours[.monday] = "9-12, 11-17"
      form.hours[.sunday] = "noon"
      form.timeZone = "Europe/Berln"
      form.interval = "1"
      form.intervalUnit = "seconds"
      form.instructions = String(repeating: "a", count: 4_001)
      form.signature = String(repeating: "a", count: 1_001)
      form.otherAddresses = "ann@old.example\nann at home"
      form.strictness = "sometimes"
      form.voice = "theirs"
      form.followUpDays = "31"
    }
    let problems = reading.problems
    #expect(problems[.draftMode] != nil && problems[.timeZone] != nil && problems[.checkInterval] != nil)
    #expect(problems[.instructions] == "At most 4000 characters; this has 4001.")
    #expect(problems[.signature] == "At most 1000 characters; this has 1001.")
    #expect(problems.days.keys.sorted() == [.monday, .sunday])
    #expect(problems[.otherAddresses]?.contains("Line 2, “ann at home”, is not") == true)
    #expect(reading.settings.otherAddresses == row.otherAddresses)
    #expect(problems[.strictness] == "Choose whose mail gets a draft.")
    #expect(problems[.voice] == "Choose whose way of writing drafts follow.")
    #expect(problems[.followUpDays] == "A whole number from 1 to 30, or nothing.")
    #expect(problems.count == 11)
  }

  @Test func `business hours without any hours would be never`() {
    let reading = read { form in
      form.businessHoursOnly = true
      form.hours = [:]
    }
    #expect(reading.problems[.businessHours] != nil)
    #expect(read { $0.hours = [:] }.problems.count == 0, "without the tick they mean nothing")
  }

  @Test func `the form of a browser is read field by field`() throws {
    let fields = try #require(
      FormFields(
        "form_token=x&settings_version=7&draft_mode=review&business_hours_only=1&hours_monday=9-17&time_zone=UTC"
          + "&interval=5&interval_unit=minutes&instructions=a%0D%0Ab&signature="))
    let form = SettingsForm(fields)
    #expect(form.version == 7)
    #expect(form.hours[.monday] == "9-17")
    #expect(form.hours[.tuesday] == "")
    #expect(form.instructions == "a\nb")
    #expect(form.businessHoursOnly)
    #expect(form.otherAddresses == nil, "a form that does not ask changes nothing")
    #expect(form.draftKinds == nil && form.followUpDays == nil)
  }

  @Test(
    arguments: [
      ("kinds=1", [], ""), ("kinds=1&kind_reply=1&follow_up_days=5", [.reply], "5"),
      ("kinds=1&kind_reply=1&kind_scheduling=1&follow_up_days=", [.reply, .scheduling], ""),
    ] as [(String, Set<DraftKind>, String)])
  func `kinds that are not ticked are switched off, and no days are never`(
    _ posted: String, _ kinds: Set<DraftKind>, _ days: String
  ) throws {
    var before = row
    before.followUpDays = 9
    var form = SettingsForm(before)
    let read = SettingsForm(try #require(FormFields(posted)))
    (form.draftKinds, form.followUpDays) = (read.draftKinds, read.followUpDays ?? "")
    let reading = SettingsReading(form, over: before) { $0 }
    #expect(reading.settings.draftKinds == kinds && reading.settings.followUpDays == Int(days))
  }

  @Test func `what was typed stays in the page beside what is wrong with it`() throws {
    let page = try #require([PageSample].everything.first { $0.name == "settings-problems" }?.page)
    let text = try Pages().text(of: try #require(page as? SettingsPage), for: .sample)
    for kept in [
      "9-12, 11-17", "Europe/Berln", "Keep it short.", "Ann Smith\nSmith &amp; Daughters", "ann@old.example\nann<",
    ] {
      #expect(text.contains(kept), "\(kept)")
    }
    #expect(text.contains("12 fields need another look."))
    #expect(text.matches(of: /aria-invalid="true"/).count == 9)
    let order = text.matches(of: /<li><a href="#([^"]*)">/).map { String($0.1) }
    #expect(
      order == [
        "draft-mode", "undo", "strictness", "follow_up_days", "business_hours_only", "hours-monday", "time_zone",
        "interval", "other_addresses", "voice", "instructions", "signature",
      ], "a way to each field, in the order of the page")
    for (earlier, later) in zip(order, order.dropFirst()) {
      let places = [earlier, later].compactMap { text.firstRange(of: "id=\"\($0)\"")?.lowerBound }
      #expect(places.count == 2 && places[0] < places[1], "\(earlier) is asked for before \(later)")
    }
  }
}

struct SettingsPageTests {
  @Test(
    arguments: [
      (true, true, 0, nil), (true, false, 1, nil), (false, true, 0, nil),
      (false, false, 1, "It can be switched on once Gmail is connected."),
    ] as [(Bool, Bool, Int, String?)])
  func `the switch says why it cannot be used`(_ isConnected: Bool, _ isOn: Bool, _ next: Int, _ whyNot: String?) {
    let agent = SettingsPage.Agent(isConnected: isConnected, isSwitchedOn: isOn)
    #expect(agent.next == next)
    #expect(agent.whyNot == whyNot)
  }
}
