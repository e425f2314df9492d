import Foundation
import Secretary
import Storage
import StoreRequests
import Testing
import Vault

@testable import Web

/// What a person has remembered: beside a draft and under Settings.
struct MemoryRoutesTests {
  private static func facts(_ fixture: WebFixture, of user: UserID) async throws -> [RememberedFact] {
    try await fixture.store.memory.facts(of: user).open(with: fixture.services.keys.keys(forUser: user.rawValue))
  }

  @Test func `what the person wrote into a draft is remembered when they ask for it, and only then`() async throws {
    try await WebFixture.with { fixture in
      let ann = try await fixture.activeUser("ann@example.com")
      let draft = try await fixture.propose(.to(message: "18c1"), of: ann)
      let browser = try await fixture.browser(signedInAs: "ann@example.com")
      let token = try await fixture.token(browser)
      let page = "/drafts/\(draft.rawValue)"
      #expect(try await !browser.get(page).text.contains("Remember this?"))
      let text = "Ann's own words: Thursday. A visit costs 45 euros."
      _ = try await browser.post("\(page)/edit", [("body", text), ("version", "1")], token: token)
      #expect(try await browser.get(page).text.contains("value=\"A visit costs 45 euros.\""))
      #expect(try await Self.facts(fixture, of: ann).isEmpty)
      let answer = try await browser.post(
        "/settings/memory", [("fact", "A visit costs 45 euros."), ("back", page)], token: token)
      #expect(answer.location == "\(page)?flash=fact-remembered")
      #expect(try await Self.facts(fixture, of: ann).map(\.text) == ["A visit costs 45 euros."])
      let later = try await browser.get(page).text
      #expect(!later.contains("Remember this?") && later.contains("what you had remembered (A visit costs 45 euros.)"))
      #expect(try await browser.get("/settings").text.contains("value=\"A visit costs 45 euros.\""))
    }
  }

  @Test func `a fact is changed and deleted under Settings, by its owner`() async throws {
    try await WebFixture.with { fixture in
      let ann = try await fixture.activeUser("ann@example.com")
      _ = try await fixture.activeUser("bob@example.com")
      let browser = try await fixture.browser(signedInAs: "ann@example.com")
      let token = try await fixture.token(browser)
      _ = try await browser.post("/settings/memory", [("fact", "Closed in  August\n")], token: token)
      let fact = try #require(try await Self.facts(fixture, of: ann).first)
      #expect(fact.text == "Closed in August")
      let bob = try await fixture.browser(signedInAs: "bob@example.com")
      let change = [("id", fact.id.rawValue), ("fact", "Closed in July")]
      #expect(try await bob.post("/settings/memory", change, token: try await fixture.token(bob)).status == 404)
      _ = try await bob.post(
        "/settings/memory", [("id", fact.id.rawValue), ("do", "forget")], token: try await fixture.token(bob))
      #expect(try await Self.facts(fixture, of: ann) == [fact])
      #expect(try await !bob.get("/settings").text.contains("Closed in August"))
      _ = try await browser.post("/settings/memory", change, token: token)
      #expect(try await Self.facts(fixture, of: ann).map(\.text) == ["Closed in July"])
      let gone = try await browser.post(
        "/settings/memory", [("id", fact.id.rawValue), ("do", "forget")], token: token)
      #expect(gone.location == "/settings?flash=fact-forgotten")
      #expect(try await Self.facts(fixture, of: ann).isEmpty)
      #expect(try await browser.get("/settings").text.contains("You had a remembered fact forgotten"))
    }
  }

  @Test func `what is no fact, or one too many, is not remembered and says so`() async throws {
    try await WebFixture.with { fixture in
      let ann = try await fixture.activeUser("ann@example.com")
      let browser = try await fixture.browser(signedInAs: "ann@example.com")
      let token = try await fixture.token(browser)
      for text in ["", " \n", String(repeating: "a", count: 201)] {
        let answer = try await browser.post(
          "/settings/memory", [("fact", text), ("back", "https://elsewhere.example/")], token: token)
        #expect(answer.location == "/settings?flash=fact-unclear")
      }
      let keys = try fixture.services.keys.keys(forUser: ann.rawValue)
      for number in 1...RememberedFact.most {
        let fact = RememberedFact(id: FactID("f\(number)"), text: "Fact \(number)", rememberedAt: fixture.time.now)
        _ = try await fixture.store.memory.remember(SealedFact(fact, with: keys), of: ann)
      }
      let answer = try await browser.post("/settings/memory", [("fact", "One more")], token: token)
      #expect(answer.status == 409 && answer.text.contains("There is no room for another fact"))
    }
  }
}
