import FoundationEssentials
import Secretary
import Storage
import Testing

@testable import Web

/// What the settings page says about how a person writes, and what they can do about it.
struct VoiceRoutesTests {
  private static func teach(_ letters: Int, _ fixture: WebFixture, of user: UserID) async throws {
    let traits = ["greeting:Hallo", "closing:Danke", "register:informal"].compactMap(WritingTrait.init(code:))
    try await fixture.teach(
      StyleLesson(LetterStyle(.german, Set(traits)), to: nil), times: letters, to: user)
  }

  @Test func `the page tells what was learned, and what drafts follow can be chosen`() async throws {
    try await WebFixture.with { fixture in
      let ann = try await fixture.activeUser("ann@example.com")
      let browser = try await fixture.browser(signedInAs: "ann@example.com")
      #expect(try await !browser.get("/settings").text.contains("Your way of writing"))
      try await Self.teach(4, fixture, of: ann)
      #expect(try await browser.get("/settings").text.contains("Learned from 4 letters so far; 5 are needed."))
      try await Self.teach(2, fixture, of: ann)
      let page = try await browser.get("/settings").text
      #expect(page.contains("<h4>German</h4>") && page.contains("Learned from 6 letters."))
      #expect(page.contains("Drafts greet with “Hallo”, close with “Danke”, say “du”."))
      #expect(page.contains("selected>As I do: say “du”</option>") && page.contains("As I do: not known yet"))
      let token = try await fixture.token(browser)
      let typed = [("language", "de"), ("greeting", "Moin"), ("closing", ""), ("register", "-")]
      let answer = try await browser.post("/settings/voice", typed, token: token)
      #expect(answer.location == "/settings?flash=voice-chosen")
      let later = try await browser.get("/settings").text
      #expect(later.contains("Drafts greet with “Moin”, close with “Danke”."))
      #expect(later.contains("selected>Always greet with “Moin”</option>"))
      #expect(later.contains("selected>Leave it open</option>") && later.contains("You changed how drafts are written"))
      _ = try await browser.post("/settings/voice", [("language", "de")], token: token)
      #expect(try await fixture.store.voice.voices(of: ann)[0].choices.isEmpty)
    }
  }

  @Test(arguments: [
    [("language", "xx"), ("register", "-")], [("greeting", "Moin")],
    [("language", "de"), ("greeting", "Moin"), ("register", "rude")], [("language", "de"), ("greeting", "Rumpel")],
  ]) func `what is on no list changes nothing`(_ fields: [(String, String)]) async throws {
    try await WebFixture.with { fixture in
      let ann = try await fixture.activeUser("ann@example.com")
      try await Self.teach(5, fixture, of: ann)
      let browser = try await fixture.browser(signedInAs: "ann@example.com")
      let answer = try await browser.post("/settings/voice", fields, token: try await fixture.token(browser))
      #expect(answer.status == 400)
      #expect(try await fixture.store.voice.voices(of: ann)[0].choices.isEmpty)
    }
  }

  @Test func `it can be forgotten, by whom it concerns only`() async throws {
    try await WebFixture.with { fixture in
      let ann = try await fixture.activeUser("ann@example.com")
      let bob = try await fixture.activeUser("bob@example.com")
      for user in [ann, bob] { try await Self.teach(5, fixture, of: user) }
      let browser = try await fixture.browser(signedInAs: "ann@example.com")
      let answer = try await browser.post("/settings/forget-voice", [], token: try await fixture.token(browser))
      #expect(answer.location == "/settings?flash=voice-forgotten")
      #expect(try await fixture.store.voice.voices(of: ann).isEmpty)
      #expect(try await fixture.store.voice.voices(of: bob).count == 1)
      let page = try await browser.get("/settings").text
      #expect(page.contains("You had forgotten how you write") && !page.contains("Your way of writing"))
    }
  }
}
