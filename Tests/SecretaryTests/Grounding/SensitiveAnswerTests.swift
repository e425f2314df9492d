import CivilTime
import Testing

@testable import Secretary

@Suite struct SensitiveAnswerTests {
  private static func isSensitive(_ draft: String, from origin: GroundingSource.Origin, _ text: String) -> Bool {
    let day = CivilDate(year: 2026, month: 11, day: 1)
    return Grounding(
      draft: draft, on: day, owner: EmailAddress(name: "Ada", address: "ada@example.com"), addressee: nil,
      sources: [
        GroundingSource(origin, text: text, day: day, author: origin == .message(1) ? .ben : nil)
      ]
    ).isSensitive
  }

  @Test(arguments: [
    GroundingSource.Origin.instructions, .memory("home"), .setting("home"),
  ])
  func `what only the user's secretary was told is sensitive`(origin: GroundingSource.Origin) {
    #expect(Self.isSensitive("Call 030 998877.", from: origin, "At home: 030 998877"))
    #expect(Self.isSensitive("Write to a@home.example.", from: origin, "At home: a@home.example"))
    #expect(!Self.isSensitive("It takes 3 days.", from: origin, "Say 3 days."))
  }

  @Test(arguments: [GroundingSource.Origin.message(1), .owner, .ownWords])
  func `what they know or every letter has is not`(origin: GroundingSource.Origin) {
    #expect(!Self.isSensitive("Call 030 998877.", from: origin, "030 998877"))
  }

  @Test func `whatever stays marked is`() {
    #expect(Self.isSensitive("I accept your offer.", from: .message(1), "Do you accept?"))
    #expect(Self.isSensitive("See https://pay.example/x.", from: .message(1), "https://pay.example/x"))
  }
}
