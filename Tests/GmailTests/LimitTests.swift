import FoundationEssentials
import GmailSimulator
import ManualTime
import Secretary
import Testing

@testable import Gmail

/// Limits and failures: what is waited for, what is tried again, and what is told to the worker.
@Suite struct LimitTests {
  @Test func `only an answer of the two hundreds is one`() async throws {
    try await MailboxFixture.with { fixture in
      let body = "{\"emailAddress\":\"ann@example.com\",\"historyId\":\"7\"}"
      for (status, isAnswer) in [(200, true), (299, true), (300, false)] {
        await fixture.google.add(
          Fault(.custom(status: status, contentType: "application/json", body: body), path: "/gmail/*"))
        let profile = try? await fixture.mailbox.call(GmailCall(path: "/profile", units: 1, isPatient: false))
        #expect((profile != nil) == isAnswer, "\(status)")
      }
    }
  }

  @Test func `a per-minute refusal is waited out until the next minute`() async throws {
    try await MailboxFixture.with { fixture in
      await fixture.google.add(Fault(.quota, path: "/gmail/*"))
      async let profile = fixture.mailbox.profile()
      try await fixture.clock.sleepers()
      fixture.clock.advance(by: .seconds(50))  // the clock begins 10 s into a minute
      _ = try await profile
      #expect(await fixture.google.log.entries.map(\.status) == [403, 200])
    }
  }

  @Test func `a refusal with a stated time is waited out when it is short`() async throws {
    try await MailboxFixture.with { fixture in
      await fixture.google.add(Fault(.retryAfter(seconds: 20), path: "/gmail/*"))
      async let profile = fixture.mailbox.profile()
      try await fixture.clock.sleepers()
      fixture.clock.advance(by: .seconds(20))
      _ = try await profile
    }
  }

  @Test(arguments: [(65, true), (66, false)])
  func `what a minute's quota can ask for is waited out, and no longer wait`(seconds: Int, isWaited: Bool) async throws
  {
    try await MailboxFixture.with { fixture in
      await fixture.google.add(Fault(.retryAfter(seconds: Double(seconds)), path: "/gmail/*"))
      let profile = Task { try await fixture.mailbox.profile() }
      if isWaited {
        try await fixture.clock.sleepers()
        fixture.clock.advance(by: .seconds(seconds))
        _ = try await profile.value
      } else {
        let end = fixture.clock.date.addingTimeInterval(Double(seconds))
        await #expect(throws: MailboxError.paused(until: end)) { try await profile.value }
      }
    }
  }

  @Test(arguments: [Fault.Kind.retryAfter(seconds: 600), .sendingLimit, .dailyLimit])
  func `a long refusal is told at once, with its end`(kind: Fault.Kind) async throws {
    try await MailboxFixture.with { fixture in
      await fixture.google.add(Fault(kind, path: "/gmail/*"))
      let error = await #expect(throws: MailboxError.self) { try await fixture.mailbox.profile() }
      guard case .paused(let until) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(until.timeIntervalSince(fixture.clock.date) >= 600)
    }
  }

  @Test func `pauses after a refusal without a time double`() async throws {
    try await MailboxFixture.with { fixture in
      await fixture.google.add(Fault(.concurrent, path: "/gmail/*", times: 3))
      async let profile = fixture.mailbox.profile()
      for seconds in [1, 2, 4] {
        try await fixture.clock.sleepers()
        fixture.clock.advance(by: .seconds(seconds))
      }
      _ = try await profile
      #expect(fixture.clock.now.offset == .seconds(7))
    }
  }

  @Test(arguments: [Fault.Kind.backendError, .badGateway, .unavailable, .unavailableJSON, .reset, .cutOff])
  func `a reading call is made again after a failure that passes`(kind: Fault.Kind) async throws {
    try await MailboxFixture.with { fixture in
      await fixture.google.add(Fault(kind, .after, path: "/gmail/*"))
      async let profile = fixture.mailbox.profile()
      try await fixture.clock.sleepers()
      fixture.clock.advance(by: .seconds(1))
      let address = try await profile.address
      #expect(address == MailboxFixture.address)
    }
  }

  @Test func `a failure that does not pass is told after the last try`() async throws {
    try await MailboxFixture.with(policy: RetryPolicy(attempts: 2, jitter: { _ in 0 })) { fixture in
      await fixture.google.add(Fault(.unavailable, path: "/gmail/*", times: nil))
      let profile = Task { try await fixture.mailbox.profile() }
      try await fixture.clock.sleepers()
      fixture.clock.advance(by: .seconds(1))
      await #expect(throws: MailboxError.temporary("Gmail is not well (HTTP 503).")) { try await profile.value }
    }
  }

  @Test func `a call is made four times before its failure is told`() async throws {
    try await MailboxFixture.with { fixture in
      await fixture.google.add(Fault(.unavailable, path: "/gmail/*", times: nil))
      let profile = Task { try await fixture.mailbox.profile() }
      for seconds in [1, 2, 4] {
        try await fixture.clock.sleepers()
        fixture.clock.advance(by: .seconds(seconds))
      }
      await #expect(throws: MailboxError.self) { try await profile.value }
      #expect(await fixture.google.log.entries.count == 4)
    }
  }

  @Test func `for a minute after that, other calls that fail are tried once`() async throws {
    try await MailboxFixture.with(policy: RetryPolicy(attempts: 2, jitter: { _ in 0 })) { fixture in
      await fixture.google.add(Fault(.unavailable, path: "*/messages/*", times: nil))
      func requests() async -> Int {
        let before = await fixture.google.log.entries.count
        let call = Task { try await fixture.mailbox.message(MessageID("1")) }
        let moving = Task {
          try await fixture.clock.sleepers()
          fixture.clock.advance(by: .seconds(1))
        }
        _ = await call.result
        moving.cancel()
        return await fixture.google.log.entries.count - before
      }
      for expected in [2, 1] {
        let count = await requests()
        #expect(count == expected)
      }
      _ = try await fixture.mailbox.profile()
      let soon = await requests()
      #expect(soon == 1)
      fixture.clock.advance(by: .milliseconds(59_500))
      let stillSoon = await requests()
      #expect(stillSoon == 1)
      fixture.clock.advance(by: .milliseconds(500))
      let later = await requests()
      #expect(later == 2)
    }
  }

  @Test func `our own budget waits before Gmail has to refuse`() async throws {
    try await MailboxFixture.with(budget: 50, configure: { $0.unitsPerMinute = 50 }) { fixture in
      let mail = try await fixture.deliver()
      for _ in 0..<2 { _ = try await fixture.mailbox.message(mail.id) }
      async let third = fixture.mailbox.message(mail.id)
      try await fixture.clock.sleepers()
      fixture.clock.advance(by: .seconds(61))
      _ = try await third
      #expect(await fixture.google.log.entries.allSatisfy { $0.status == 200 })
    }
  }

  @Test func `waiting ends when the task is cancelled`() async throws {
    try await MailboxFixture.with { fixture in
      await fixture.google.add(Fault(.quota, path: "/gmail/*"))
      let waiting = Task { try await fixture.mailbox.profile() }
      try await fixture.clock.sleepers()
      waiting.cancel()
      await #expect(throws: MailboxError.cancelled) { try await waiting.value }
    }
  }
}
