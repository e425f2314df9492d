import Foundation
import Secretary
import Storage
import Testing

@testable import Web

/// The field of the settings, and the questions below it.
struct OtherAddressRoutesTests {
  private static let old = EmailAddress(address: "ann@old.example")
  private static let mine = [("address", "ann@old.example"), ("is", "mine")]
  private static let notMine = [("address", "ann@old.example"), ("is", "not-mine")]

  /// Ann, whose mail came by that address in so many messages.
  private static func asked(
    _ fixture: WebFixture, _ address: EmailAddress = old, isStamped: Bool = true, messages: Int = 1
  ) async throws -> (user: UserID, browser: TestBrowser, token: String) {
    let ann = try await fixture.activeUser("ann@example.com")
    for number in 1...messages {
      try await fixture.see(
        "18c\(number)", showing: AddressSighting(address: address, isStamped: isStamped), of: ann)
    }
    let browser = try await fixture.browser(signedInAs: "ann@example.com")
    return (ann, browser, try await fixture.token(browser))
  }

  @Test func `an address that mail came by is asked about, and it is mine`() async throws {
    try await WebFixture.with { fixture in
      let (ann, browser, token) = try await Self.asked(fixture, messages: 2)
      let page = try await browser.get("/settings").text
      #expect(page.contains("<bdi dir=\"ltr\">ann@old.example</bdi>"))
      #expect(page.contains("2 messages came by it, as a mail server wrote on top"))
      for _ in 1...2 {
        let answer = try await browser.post("/settings/addresses", Self.mine, token: token)
        #expect(answer.location == "/settings?flash=address-taken")
      }
      #expect(try await fixture.store.settings.settings(of: ann)?.otherAddresses == [Self.old])
      let after = try await browser.get("/settings").text
      #expect(after.contains(">\nann@old.example</textarea>") && !after.contains("Are these yours?"))
      #expect(
        try await fixture.store.audit.entries(of: ann, limit: 100).count(where: {
          $0.action == "took an address for theirs"
        }) == 1)
    }
  }

  @Test func `what is not mine is not asked again`() async throws {
    try await WebFixture.with { fixture in
      let (ann, browser, token) = try await Self.asked(fixture)
      #expect(
        try await browser.post("/settings/addresses", Self.notMine, token: token).location
          == "/settings?flash=address-refused")
      try await fixture.see("18d1", showing: AddressSighting(address: Self.old, isStamped: true), of: ann)
      #expect(try await !browser.get("/settings").text.contains("ann@old.example"))
      #expect(try await fixture.store.settings.settings(of: ann)?.otherAddresses == [])
      #expect(try await browser.post("/settings/addresses", Self.mine, token: token).status == 404)
    }
  }

  @Test(arguments: [(1, false), (2, false), (3, true)])
  func `without a server's word it takes three messages to be asked`(_ messages: Int, _ asks: Bool) async throws {
    try await WebFixture.with { fixture in
      let (_, browser, _) = try await Self.asked(fixture, isStamped: false, messages: messages)
      #expect(try await browser.get("/settings").text.contains("ann@old.example") == asks)
    }
  }

  @Test func `what the person has is not asked about`() async throws {
    try await WebFixture.with { fixture in
      let (ann, browser, _) = try await Self.asked(fixture)
      var settings = try #require(try await fixture.store.settings.settings(of: ann))
      settings.otherAddresses = [Self.old]
      try await fixture.store.settings.save(settings)
      try await fixture.see(
        "18d1", showing: AddressSighting(address: EmailAddress(address: "ann@example.com"), isStamped: true), of: ann)
      #expect(try await !browser.get("/settings").text.contains("Are these yours?"))
    }
  }

  @Test func `what somebody else was asked does not exist`() async throws {
    try await WebFixture.with { fixture in
      let (ann, _, _) = try await Self.asked(fixture)
      let before = try await fixture.store.settings.addressProposals(of: ann)
      let ben = try await fixture.browser(signedInAs: "ben@example.com")
      let token = try await fixture.token(ben)
      #expect(try await !ben.get("/settings").text.contains("ann@old.example"))
      for fields in [Self.mine, Self.notMine] {
        #expect(try await ben.post("/settings/addresses", fields, token: token).status == 404)
      }
      let user = try #require(try await fixture.user("ben@example.com"))
      #expect(try await fixture.store.settings.settings(of: user.id)?.otherAddresses ?? [] == [])
      #expect(try await fixture.store.settings.addressProposals(of: ann) == before)
    }
  }

  @Test(arguments: [
    [("address", "ann@old.example")], [("is", "mine")], [("address", "ann@old.example"), ("is", "maybe")],
  ])
  func `half an answer changes nothing`(_ fields: [(String, String)]) async throws {
    try await WebFixture.with { fixture in
      let (ann, browser, token) = try await Self.asked(fixture)
      #expect(try await browser.post("/settings/addresses", fields, token: token).status == 400)
      #expect(try await fixture.store.settings.addressProposals(of: ann).count == 1)
    }
  }

  @Test func `a full list says so`() async throws {
    try await WebFixture.with { fixture in
      let (ann, browser, token) = try await Self.asked(fixture)
      var settings = try #require(try await fixture.store.settings.settings(of: ann))
      settings.otherAddresses = (1...50).map { EmailAddress(address: "a\($0)@x.example") }
      try await fixture.store.settings.save(settings)
      let answer = try await browser.post("/settings/addresses", Self.mine, token: token)
      #expect(answer.status == 409 && answer.text.contains("There is no room for another address."))
    }
  }

  @Test func `the list is saved with the other settings, and a mistake in it saves nothing`() async throws {
    try await WebFixture.with { fixture in
      let (ann, browser, token) = try await Self.asked(fixture)
      let version = try #require(try await fixture.store.settings.settings(of: ann)).version
      let fields = [
        ("settings_version", "\(version)"), ("draft_mode", "review"), ("time_zone", "UTC"), ("undo", "10"),
      ]
      let wrong = try await browser.post(
        "/settings", fields + [("other_addresses", "ann@old.example\r\nann")], token: token)
      #expect(wrong.status == 422 && wrong.text.contains("Line 2, “ann”, is not an email address."))
      #expect(wrong.text.contains(">\nann@old.example\nann</textarea>"))
      #expect(try await fixture.store.settings.settings(of: ann)?.otherAddresses == [])
      let right = try await browser.post(
        "/settings", fields + [("other_addresses", "Ann@New.example\r\n")], token: token)
      #expect(right.location == "/settings?flash=saved")
      #expect(
        try await fixture.store.settings.settings(of: ann)?.otherAddresses == [EmailAddress(address: "ann@new.example")]
      )
    }
  }

  @Test func `the buttons work without script, each in a form of its own beside that of the settings`() async throws {
    try await WebFixture.with { fixture in
      let (_, browser, _) = try await Self.asked(fixture)
      let page = try await browser.get("/settings").text
      #expect(page.contains("form=\"question-1\" name=\"is\" value=\"mine\""))
      let form = try #require(page.range(of: "id=\"question-1\" hidden"))
      let end = try #require(page.range(of: "id=\"save\""))
      #expect(end.lowerBound < form.lowerBound, "forms do not stand in one another")
    }
  }
}
