import Secretary
import Storage
import Testing

@testable import Web

struct HousekeepingTests {
  @Test func `what is over is removed, and what is not stays`() async throws {
    try await WebHouse.with {
      $0.sessionIdle = .seconds(3600)
    } _: { house in
      _ = try await house.browser(signedInAs: "ann@example.com")
      _ = try await house.browser().get("/auth/gmail/connect")
      house.time.advance(by: 3_500)
      let late = try await house.browser(signedInAs: "ben@example.com")
      house.time.advance(by: 200)
      await Housekeeping(house.services).tidy()
      #expect(try await house.store.sessions.removeExpired(idle: .seconds(3600)) == 0)
      #expect(try await house.store.oauthRequests.removeExpired() == 0)
      #expect(try await late.get("/settings").status == 200)
    }
  }
}
