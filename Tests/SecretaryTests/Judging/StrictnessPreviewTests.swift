import FoundationEssentials
import Testing

@testable import Secretary

struct StrictnessPreviewTests {
  private static func mail(_ score: Double, _ subject: String = "") -> JudgedMail {
    JudgedMail(
      score: score, sender: "Ben <ben@friends.example>", subject: subject,
      receivedAt: Date(timeIntervalSinceReferenceDate: 0))
  }

  @Test func `a step drafts what is at its line or above, and each step more than the stricter one`() {
    let preview = StrictnessPreview([0.3, 0.29, 0.2, 0.12, 0.119, 0.01].map { Self.mail($0) })
    #expect(preview.steps.map(\.strictness) == [.usual, .known, .likely, .everyone])
    #expect(preview.steps.map(\.drafts) == [1, 3, 4, 6])
    #expect(preview.messages == 6)
  }

  @Test func `its examples are what it adds to the stricter step, the likeliest first, two at most`() {
    let preview = StrictnessPreview([
      Self.mail(0.9, "sure"), Self.mail(0.21, "a"), Self.mail(0.29, "b"), Self.mail(0.25, "c"),
    ])
    #expect(preview.steps[0].examples.map(\.subject) == ["sure"])
    #expect(preview.steps[1].examples.map(\.subject) == ["b", "c"])
    #expect(preview.steps[2].examples.isEmpty)
  }

  @Test func `without mail there is nothing to show`() {
    #expect(StrictnessPreview([]).steps.allSatisfy { $0.drafts == 0 && $0.examples.isEmpty })
  }

  @Test(arguments: [
    (0, "0 %"), (0.0001, "about 1 %"), (0.124, "about 12 %"), (0.126, "about 13 %"), (0.999, "about 99 %"),
    (1, "100 %"),
    (7, "100 %"), (-1, "0 %"), (.nan, "0 %"),
  ]) func `a likelihood is told in whole per cent, and none and all only when it is so`(
    _ share: Double, _ words: String
  ) {
    #expect(Percentage(share).words == words)
  }
}
