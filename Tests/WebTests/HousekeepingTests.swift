import Secretary
import Storage
import Testing

@testable import Web

struct HousekeepingTests {
  @Test func `what is over is removed, and what is not stays`() async throws {
    try await WebFixture.with {
      $0.sessionIdle = .seconds(3600)
    } _: { fixture in
      _ = try await fixture.browser(signedInAs: "ann@example.com")
      _ = try await fixture.browser().get("/auth/gmail/connect")
      fixture.time.advance(by: 3_500)
      let late = try await fixture.browser(signedInAs: "ben@example.com")
      fixture.time.advance(by: 200)
      await Housekeeping(fixture.services).tidy()
      #expect(try await fixture.store.sessions.removeExpired(idle: .seconds(3600)) == 0)
      #expect(try await fixture.store.oauthRequests.removeExpired() == 0)
      #expect(try await late.get("/settings").status == 200)
    }
  }
}
