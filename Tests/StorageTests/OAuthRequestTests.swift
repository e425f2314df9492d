import Database
import Foundation
import Secretary
import StoreRequests
import Testing

@testable import Storage

@Suite struct OAuthRequestTests {
  static let browser = Secret("the browser's cookie")
  static let lifetime = Duration.seconds(600)

  @Test(arguments: Engine.available) func `a state is redeemed once and brings back what was asked`(_ engine: Engine)
    async throws
  {
    try await engine.withStore { test in
      let ann = try await test.connectedUser()
      let requests = test.store.oauthRequests
      let state = try await requests.begin(
        browser: Self.browser, user: ann, returnTo: "/drafts?show=sent", forcesConsent: true, lifetime: Self.lifetime)
      let request = try #require(try await requests.redeem(state: state, browser: Self.browser))
      #expect(request.user == ann)
      #expect(request.returnTo == "/drafts?show=sent")
      #expect(request.forcesConsent)
      #expect(request.createdAt == .nine)
      #expect(try await requests.redeem(state: state, browser: Self.browser) == nil)
      let plain = try await requests.begin(browser: Self.browser, lifetime: Self.lifetime)
      let signIn = try #require(try await requests.redeem(state: plain, browser: Self.browser))
      #expect(signIn.user == nil)
      #expect(signIn.returnTo == nil)
      #expect(!signIn.forcesConsent)
    }
  }

  @Test(arguments: Engine.available) func `another browser cannot use a state, nor use it up`(_ engine: Engine)
    async throws
  {
    try await engine.withStore { test in
      let requests = test.store.oauthRequests
      let state = try await requests.begin(browser: Self.browser, lifetime: Self.lifetime)
      for stranger in [Secret("another"), Secret("")] {
        #expect(try await requests.redeem(state: state, browser: stranger) == nil)
      }
      #expect(try await requests.redeem(state: Secret("made up"), browser: Self.browser) == nil)
      #expect(try await requests.redeem(state: state, browser: Self.browser) != nil)
    }
  }

  @Test(arguments: Engine.available) func `a state is good for its lifetime and not a moment longer`(_ engine: Engine)
    async throws
  {
    try await engine.withStore { test in
      let requests = test.store.oauthRequests
      let states = [
        try await requests.begin(browser: Self.browser, lifetime: Self.lifetime),
        try await requests.begin(browser: Self.browser, lifetime: Self.lifetime),
      ]
      test.setClock(to: .nine(plus: 599))
      #expect(try await requests.redeem(state: states[0], browser: Self.browser) != nil)
      test.setClock(to: .nine(plus: 600))
      #expect(try await requests.redeem(state: states[1], browser: Self.browser) == nil)
    }
  }

  @Test(arguments: Engine.available) func `of many that redeem one state at once, from several processes, one gets it`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let state = try await test.store.oauthRequests.begin(browser: Self.browser, lifetime: Self.lifetime)
      let location = test.location
      let won = try await withThrowingTaskGroup(of: Bool.self) { group in
        for _ in 0..<8 {
          group.addTask {
            let store = try await Store.open(location, migrating: false, now: { .nine })
            let request = try await store.oauthRequests.redeem(state: state, browser: Self.browser)
            await store.close()
            return request != nil
          }
        }
        return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(won == 1)
    }
  }

  @Test(arguments: Engine.available) func `states that nobody came back with are cleared away`(_ engine: Engine)
    async throws
  {
    try await engine.withStore { test in
      let requests = test.store.oauthRequests
      for _ in 0..<5 { _ = try await requests.begin(browser: Self.browser, lifetime: Self.lifetime) }
      test.setClock(to: .nine(plus: 600))
      _ = try await requests.begin(browser: Self.browser, lifetime: Self.lifetime)
      #expect(try await test.sql("SELECT count(*) AS count FROM oauth_requests")[0].int("count") == 1)
      #expect(try await requests.removeExpired() == 0)
      test.setClock(to: .nine(plus: 1200))
      #expect(try await requests.removeExpired() == 1)
    }
  }

  @Test(arguments: Engine.available) func `the table holds neither state nor browser`(_ engine: Engine) async throws {
    try await engine.withStore { test in
      let requests = test.store.oauthRequests
      let state = try await requests.begin(browser: Self.browser, returnTo: "/x", lifetime: Self.lifetime)
      let row = try await test.sql("SELECT state_hash || ' ' || browser_hash AS hashes FROM oauth_requests")[0]
      let hashes = try row.text("hashes")
      #expect(!hashes.contains(state.reveal()))
      #expect(!hashes.contains(Self.browser.reveal()))
      for hash in hashes.split(separator: " ") {
        #expect(try await requests.redeem(state: Secret(String(hash)), browser: Self.browser) == nil)
      }
      await #expect(throws: StorageError.unknownUser) {
        try await requests.begin(browser: Self.browser, user: UserID("nobody"), lifetime: Self.lifetime)
      }
    }
  }
}
