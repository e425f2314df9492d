import Testing

@testable import Secretary

@Suite struct RestartPolicyTests {
  private let policy = RestartPolicy(startingAtOnce: 4)

  @Test(arguments: [(-1, 1), (0, 1), (1, 2), (2, 4), (7, 128), (8, 256), (9, 300), (10, 300), (1_000_000_000, 300)])
  func `a delay doubles with each failure, up to five minutes`(failures: Int, seconds: Int) {
    #expect(policy.delay(failures: failures, jitter: 0) == .seconds(seconds))
  }

  @Test(arguments: [(-2.0, 240), (-1, 240), (-0.5, 270), (0.5, 330), (1, 360), (2, 360)])
  func `it is spread by a fifth either way`(jitter: Double, seconds: Int) {
    #expect(policy.delay(failures: 20, jitter: jitter) == .seconds(seconds))
  }

  @Test func `the product's numbers`() {
    #expect(policy.startTimeout == .seconds(60) && RestartPolicy.startTimeout == .seconds(60))
    #expect(policy.stopGrace == .seconds(25) && policy.watchdog == .seconds(120))
    #expect(policy.stableLife == .seconds(600) && policy.atOnceDistance == .seconds(1))
  }
}
