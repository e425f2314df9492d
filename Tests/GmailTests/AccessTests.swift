import FoundationEssentials
import GmailSimulator
import ManualTime
import Secretary
import Testing

@testable import Gmail

/// Tokens: refreshed in time, once, and never blamed on the wrong party.
@Suite struct AccessTests {
  @Test func `a token about to end is renewed before it is used`() async throws {
    try await MailboxFixture.with(lifetime: 200) { fixture in
      _ = try await fixture.mailbox.profile()
      #expect(await fixture.google.log.entries.map(\.path) == ["/token", "/gmail/v1/users/me/profile"])
      #expect(fixture.saved.all.map(\.expiry) == [fixture.clock.date.addingTimeInterval(3599)])
    }
  }

  @Test(arguments: [(225.0, 1), (225.5, 0)])
  func `a token with more time left than the margin is used as it is`(lifetime: Double, refreshes: Int) async throws {
    try await MailboxFixture.with(lifetime: lifetime) { fixture in
      _ = try await fixture.mailbox.profile()
      #expect(await fixture.count(of: "token") == refreshes)
    }
  }

  @Test func `many who need a new token at once cause one refresh`() async throws {
    try await MailboxFixture.with(lifetime: 0) { fixture in
      try await withThrowingTaskGroup { group in
        for _ in 0..<10 { group.addTask { try await fixture.mailbox.profile() } }
        for try await _ in group {}
      }
      #expect(await fixture.count(of: "token") == 1)
    }
  }

  @Test func `a token that ended early is renewed once and the call made again`() async throws {
    try await MailboxFixture.with { fixture in
      try await fixture.google.expireAccessTokens(of: MailboxFixture.address)
      _ = try await fixture.mailbox.profile()
      #expect(await fixture.google.log.entries.map(\.status) == [401, 200, 200])
    }
  }

  @Test func `a fresh token that is refused, too, does not disconnect the user`() async throws {
    try await MailboxFixture.with { fixture in
      await fixture.google.add(Fault(.unauthorized, path: "/gmail/*", times: nil))
      let error = await #expect(throws: MailboxError.self) { try await fixture.mailbox.profile() }
      guard case .temporary = error else {
        Issue.record("\(String(describing: error))")
        return
      }
    }
  }

  @Test func `a rotated refresh token takes the place of the old one`() async throws {
    try await MailboxFixture.with(lifetime: 0, configure: { $0.rotatesRefreshTokens = true }) { fixture in
      _ = try await fixture.mailbox.profile()
      fixture.clock.advance(by: .seconds(3600))
      _ = try await fixture.mailbox.profile()
      #expect(await fixture.count(of: "token") == 2)
      #expect(Set(fixture.saved.all.map(\.refresh)).count == 2)
    }
  }

  @Test func `tokens that could not be stored stay in use and are stored later`() async throws {
    try await MailboxFixture.with(lifetime: 0, configure: { $0.rotatesRefreshTokens = true }) { fixture in
      fixture.saved.refuse(times: 1)
      await #expect(throws: MailboxError.temporary("The new Google tokens could not be stored.")) {
        try await fixture.tokens.token()
      }
      for _ in 1...2 { _ = try await fixture.tokens.token() }
      #expect(await fixture.count(of: "token") == 1)
      #expect(fixture.saved.all.count == 1)
    }
  }

  @Test func `a withdrawn consent needs the user`() async throws {
    try await MailboxFixture.with { fixture in
      try await fixture.google.revokeAccess(of: MailboxFixture.address)
      let error = await #expect(throws: MailboxError.self) { try await fixture.mailbox.profile() }
      #expect(error?.isReconnectNeeded == true)
    }
  }

  @Test func `a deleted client is the operator's problem, not the user's`() async throws {
    try await MailboxFixture.with(lifetime: 0) { fixture in
      await fixture.google.setClientDeleted(true)
      let error = await #expect(throws: MailboxError.self) { try await fixture.mailbox.profile() }
      guard case .misconfigured = error else {
        Issue.record("\(String(describing: error))")
        return
      }
    }
  }

  @Test func `scopes that shrank are noticed at the refresh and at the call`() async throws {
    let readonly = ["https://www.googleapis.com/auth/gmail.readonly"]
    try await MailboxFixture.with(lifetime: 0) { fixture in
      try await fixture.google.setScopes(readonly, of: MailboxFixture.address)
      await #expect(throws: MailboxError.missingScope) { try await fixture.mailbox.profile() }
    }
  }

  @Test(arguments: [AccountCondition.mailServiceNotEnabled, .domainPolicy])
  func `an account without usable Gmail needs the user`(condition: AccountCondition) async throws {
    try await MailboxFixture.with { fixture in
      try await fixture.google.setCondition(condition, of: MailboxFixture.address)
      let error = await #expect(throws: MailboxError.self) { try await fixture.mailbox.profile() }
      #expect(error?.isReconnectNeeded == true)
    }
  }

  @Test func `a token service that is ill is asked again`() async throws {
    try await MailboxFixture.with(lifetime: 0) { fixture in
      await fixture.google.add(
        Fault(.oauth(status: 500, error: "internal_failure", description: nil, subtype: nil), path: "/token"))
      async let profile = fixture.mailbox.profile()
      try await fixture.clock.sleepers()
      fixture.clock.advance(by: .seconds(1))
      let address = try await profile.address
      #expect(address == MailboxFixture.address)
    }
  }
}

extension MailboxError {
  var isReconnectNeeded: Bool { if case .accessWithdrawn = self { true } else { false } }
}
