import Testing

@testable import Secretary

/// What share of a fleet has to crash.
@Suite struct FleetShareTests {
  private static let start = Moment(.seconds(1_000))

  private static func crash(
    _ users: Range<Int>, in breaker: inout FleetBreaker, alive: Int, after seconds: Int = 0
  ) -> Bool {
    var opened = false
    for user in users {
      opened =
        breaker.crashed(
          UserID("user-\(user)"), alive: alive, at: start + .seconds(seconds), delay: { _ in .seconds(1) }) || opened
    }
    return opened
  }

  @Test(arguments: [(39, true), (40, false)])
  func `it is more than a fifth of those that run and those that are down`(alive: Int, opens: Bool) {
    var breaker = FleetBreaker()
    #expect(Self.crash(0..<10, in: &breaker, alive: alive) == opens)
  }

  @Test(arguments: [(39, true), (40, false)])
  func `who crashed more than a minute ago is down no longer`(alive: Int, opens: Bool) {
    var breaker = FleetBreaker()
    #expect(!Self.crash(10..<15, in: &breaker, alive: 1_000))
    #expect(Self.crash(0..<10, in: &breaker, alive: alive, after: 61) == opens)
  }

  @Test(arguments: [(39, true), (40, false)])
  func `who was started again is down no longer, and counts once`(alive: Int, opens: Bool) {
    var breaker = FleetBreaker()
    #expect(!Self.crash(10..<15, in: &breaker, alive: 1_000))
    for user in 10..<15 {
      breaker.started(UserID("user-\(user)"))
      breaker.started(UserID("user-\(user)"))
    }
    #expect(Self.crash(0..<10, in: &breaker, alive: alive, after: 61) == opens)
  }

  @Test func `each probe that goes out, proves itself or is stopped counts once`() {
    var breaker = FleetBreaker()
    breaker.probe()
    for user in 0..<3 { breaker.started(UserID("user-\(user)")) }
    #expect(breaker.state == .probing(out: 3, proven: 0))
    let closes = breaker.proven(at: Self.start)
    #expect(!closes)
    #expect(breaker.state == .probing(out: 2, proven: 1))
    breaker.probeStopped()
    #expect(breaker.state == .probing(out: 1, proven: 1))
  }

  @Test func `who crashes again is down once`() {
    var breaker = FleetBreaker()
    #expect(!Self.crash(0..<9, in: &breaker, alive: 39))
    #expect(!Self.crash(0..<9, in: &breaker, alive: 39))
    #expect(breaker.crashed == 9)
    #expect(Self.crash(9..<10, in: &breaker, alive: 39))
  }
}
