import Secretary
import Storage
import Testing

@testable import Web

/// "Always draft" and "Never draft", and the list of the settings page.
struct SenderRoutesTests {
  @Test func `a sender is decided about beside a draft, and taken off the list again`() async throws {
    try await WebFixture.with { fixture in
      let ann = try await fixture.activeUser("ann@example.com")
      let draft = try await fixture.propose(ProposedMail(message: "18c"), of: ann)
      let address = try #require(try await fixture.store.drafts.draft(draft, of: ann)?.recipients.to.first).canonical
      let browser = try await fixture.browser(signedInAs: "ann@example.com")
      let token = try await fixture.token(browser)
      #expect(try await browser.get("/drafts/\(draft.rawValue)").text.contains("Never draft"))
      let answer = try await browser.post(
        "/settings/senders", [("address", address), ("choice", "never"), ("back", "/drafts/\(draft.rawValue)")],
        token: token)
      #expect(answer.location == "/drafts/\(draft.rawValue)?flash=sender-never")
      #expect(
        try await fixture.store.correspondents.choices(of: ann) == [ChosenSender(address: address, choice: .never)])
      #expect(try await browser.get("/settings").text.contains("never gets a draft"))
      let back = try await browser.post("/settings/senders", [("address", address)], token: token)
      #expect(back.location == "/settings?flash=sender-judged")
      #expect(try await fixture.store.correspondents.choices(of: ann).isEmpty)
    }
  }

  @Test(arguments: [
    [("address", "bob"), ("choice", "never")], [("choice", "never")],
    [("address", "bob@example.com"), ("choice", "often")],
  ]) func `what names no address or no choice changes nothing`(_ fields: [(String, String)]) async throws {
    try await WebFixture.with { fixture in
      let ann = try await fixture.activeUser("ann@example.com")
      let browser = try await fixture.browser(signedInAs: "ann@example.com")
      let answer = try await browser.post("/settings/senders", fields, token: try await fixture.token(browser))
      #expect(answer.status == 400)
      #expect(try await fixture.store.correspondents.choices(of: ann).isEmpty)
    }
  }

  @Test func `it leads back to a page of ours only`() async throws {
    try await WebFixture.with { fixture in
      _ = try await fixture.activeUser("ann@example.com")
      let browser = try await fixture.browser(signedInAs: "ann@example.com")
      let answer = try await browser.post(
        "/settings/senders",
        [("address", "bob@example.com"), ("choice", "always"), ("back", "https://evil.example/")],
        token: try await fixture.token(browser))
      #expect(answer.location == "/settings?flash=sender-always")
    }
  }
}
