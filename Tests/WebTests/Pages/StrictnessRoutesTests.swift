import FoundationEssentials
import Secretary
import Storage
import Testing

@testable import Web

/// What the settings page shows of the mail that was judged, and having it forgotten.
struct StrictnessRoutesTests {
  private static func judged(_ fixture: WebFixture, of user: UserID, unread: Bool = false) async throws {
    try await fixture.judge(
      ["<i>Lunch</i>": 0.5, "A chair": 0.15, "An offer": 0.01], leavingOneUnread: unread, of: user)
  }

  @Test func `each step tells how many drafts it would have been, with examples as text`() async throws {
    try await WebFixture.with { fixture in
      let ann = try await fixture.activeUser("ann@example.com")
      let browser = try await fixture.browser(signedInAs: "ann@example.com")
      #expect(try await !browser.get("/settings").text.contains("In the last 30 days"))
      try await Self.judged(fixture, of: ann)
      let page = try await browser.get("/settings").text
      #expect(page.contains("In the last 30 days: 1 draft for 3 messages."))
      #expect(page.contains("In the last 30 days: 2 drafts for 3 messages."))
      #expect(page.contains("In the last 30 days: 3 drafts for 3 messages."))
      #expect(page.contains("&lt;i&gt;Lunch&lt;/i&gt;") && !page.contains("<i>Lunch"))
      #expect(!page.contains("is being read"))
    }
  }

  @Test func `each kind tells what it came to, and nothing while nothing is known`() {
    let counts: [DraftKind: DraftKindCount] = [
      .reply: DraftKindCount(drafts: 1), .scheduling: DraftKindCount(drafts: 3, setAside: 2),
    ]
    let meaning = { SettingsPage.Form.meaning(of: $0, among: counts) }
    #expect(meaning(.reply) == "In the last 30 days: 1 draft.")
    #expect(
      meaning(.scheduling) == "In the last 30 days: 3 drafts, and 2 messages without one because this was off.")
    #expect(meaning(.followUp) == "In the last 30 days: 0 reminders.")
    #expect(SettingsPage.Form.meaning(of: .reply, among: [:]) == nil)
  }

  @Test func `it says how far reading the past has come, and for what is older than a month nothing`() async throws {
    try await WebFixture.with { fixture in
      let ann = try await fixture.activeUser("ann@example.com")
      try await Self.judged(fixture, of: ann, unread: true)
      let browser = try await fixture.browser(signedInAs: "ann@example.com")
      #expect(
        try await browser.get("/settings").text.contains(
          "Your past mail is being read to learn whom you answer: 3 of 4."))
      fixture.time.advance(by: StrictnessPreview.period + 60)
      let later = try await fixture.browser(signedInAs: "ann@example.com")
      #expect(try await !later.get("/settings").text.contains("In the last 30 days"))
    }
  }

  @Test func `what was learned can be forgotten, which the history tells`() async throws {
    try await WebFixture.with { fixture in
      let ann = try await fixture.activeUser("ann@example.com")
      try await Self.judged(fixture, of: ann)
      let browser = try await fixture.browser(signedInAs: "ann@example.com")
      let answer = try await browser.post(
        "/settings/forget-correspondents", [], token: try await fixture.token(browser))
      #expect(answer.location == "/settings?flash=forgotten")
      #expect(try await fixture.store.correspondents.progress(of: ann) == nil)
      let page = try await browser.get("/settings").text
      #expect(page.contains("You had forgotten what was learned of your mail"))
      #expect(!page.contains("In the last 30 days") && !page.contains("Forget what was learned"))
    }
  }
}
