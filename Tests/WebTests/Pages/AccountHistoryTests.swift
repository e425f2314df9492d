import Foundation
import Secretary
import Testing

@testable import Storage
@testable import Web

/// "What was done with your account" on the settings page.
struct AccountHistoryTests {
  private static let ann = UserID("u-ann")

  private static func line(_ entry: AuditEntry) -> AccountHistory.Line {
    let clock = WallClock(now: Date(timeIntervalSince1970: 1_794_247_200), zone: "Europe/Berlin")
    return AccountHistory([entry], of: ann, clock: clock).lines[0]
  }

  private static func entry(_ action: String, by actor: String = "u-ann", detail: String = "") -> AuditEntry {
    AuditEntry(
      at: Date(timeIntervalSince1970: 1_794_240_000), actor: actor, action: action, user: ann, detail: detail)
  }

  @Test(arguments: [
    ("u-ann", "You disconnected Gmail"), ("operator", "An operator disconnected Gmail"),
    ("u-operator", "An operator disconnected Gmail"), ("secretary", "Your secretary disconnected Gmail"),
  ])
  func `each line says who did it`(_ actor: String, _ words: String) {
    #expect(Self.line(Self.entry("disconnected", by: actor)).what.text == words)
  }

  @Test func `the time is that of the person's own clock`() {
    #expect(Self.line(Self.entry("signed in")).at?.words == "today 17:00")
  }

  @Test(arguments: AuditAction.allCases) func `every action has words and a line of its own`(_ action: AuditAction) {
    let line = Self.line(Self.entry(action.rawValue, detail: "d 1/"))
    #expect(line.what.text.hasPrefix("You ") && !line.what.text.contains("theirs"))
    #expect((line.draftAddress == "/drafts/d%201%2F") == action.rawValue.contains(" a draft"))
  }

  @Test func `an action of another version is told in the row's own words`() {
    #expect(Self.line(Self.entry("exported everything\u{202E}")).what.text == "You exported everything")
  }

  @Test func `what a disconnection left undone, and why there was one, is told`() {
    let line = Self.line(Self.entry("disconnected", detail: "Google could not be told"))
    #expect(line.what.text == "You disconnected Gmail: Google could not be told")
    let own = Self.line(Self.entry("disconnected", by: AuditEntry.theSecretary, detail: "Access was withdrawn."))
    #expect(own.what.text == "Your secretary disconnected Gmail: Access was withdrawn.")
  }

  @Test func `the newest twenty of one's own are shown, and nobody else's`() async throws {
    try await WebFixture.with { fixture in
      let ann = try await fixture.browser(signedInAs: "ann@example.com")
      let user = try #require(try await fixture.user("ann@example.com"))
      _ = try await fixture.browser(signedInAs: "ben@example.com")
      let ben = try #require(try await fixture.user("ben@example.com"))
      try await fixture.store.audit.record(.signedIn, by: user.id.rawValue, about: user.id)
      try await fixture.store.audit.record(.approved, by: ben.id.rawValue, about: ben.id, detail: "bens-draft")
      try await fixture.store.audit.record(.askedForCheck, by: ben.id.rawValue, about: user.id)
      let first = try await ann.get("/settings").text
      #expect(first.contains("You signed in") && first.contains("An operator had your mailbox looked into"))
      #expect(!first.contains("bens-draft") && !first.contains(ben.id.rawValue) && !first.contains("ben@example.com"))
      for number in 1...20 {
        fixture.time.advance(by: 1)
        try await fixture.store.audit.record(.dismissed, by: user.id.rawValue, about: user.id, detail: "d\(number)")
      }
      let later = try await ann.get("/settings").text
      #expect(later.components(separatedBy: "You dismissed a draft").count == 21)
      #expect(later.contains("href=\"/drafts/d20\"") && !later.contains("You signed in"))
    }
  }

  @Test func `what a row holds stays text`() async throws {
    try await WebFixture.with { fixture in
      let ann = try await fixture.browser(signedInAs: "ann@example.com")
      let user = try #require(try await fixture.user("ann@example.com"))
      let nasty = "\"><script>alert(1)</script>"
      for action in [AuditAction.approved, .disconnected] {
        try await fixture.store.audit.record(action, by: nasty, about: user.id, detail: nasty)
      }
      let page = try await ann.get("/settings").text
      #expect(!page.contains("<script>alert"))
      #expect(page.contains("disconnected Gmail: &quot;&gt;&lt;script&gt;"))
      #expect(page.contains("href=\"/drafts/%22%3E%3Cscript%3E"))
    }
  }
}

extension AuditLog {
  /// A line without an act.
  fileprivate func record(_ action: AuditAction, by actor: String, about user: UserID? = nil, detail: String = "")
    async throws
  {
    let now = connection.now()
    try await connection.write(durable: false) { session in
      try Self.add(action, by: actor, about: user, detail: detail, at: now, session)
    }
  }
}
