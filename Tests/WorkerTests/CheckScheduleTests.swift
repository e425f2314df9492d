import FoundationEssentials
import Secretary
import Testing

@testable import Worker

@Suite struct CheckScheduleTests {
  private let schedule = CheckSchedule(interval: 300)
  private let now = Date(timeIntervalSince1970: 1_790_000_000)

  private func seconds(_ date: Date) -> Double { date.timeIntervalSince(now) }

  @Test func `by hand the first check is at once`() {
    #expect(schedule.firstDelay(of: UserID("ada"), isSupervised: false) == 0)
  }

  @Test func `under a supervisor first checks are spread over ten seconds at most, each user always alike`() {
    let delays = (0..<300).map { schedule.firstDelay(of: UserID("user-\($0)"), isSupervised: true) }
    #expect(delays.allSatisfy { (0..<10).contains($0) })
    for second in 0..<10 { #expect(delays.contains { Int($0) == second }) }
    #expect(delays == (0..<300).map { schedule.firstDelay(of: UserID("user-\($0)"), isSupervised: true) })
    #expect(CheckSchedule(interval: 15).firstDelay(of: UserID("user-1"), isSupervised: true) < 1.5)
  }

  @Test(arguments: [(0.0, 270.0), (0.5, 300), (1, 330)])
  func `the next check is an interval away, give or take a tenth`(jitter: Double, expected: Double) {
    #expect(abs(seconds(schedule.afterSuccess(at: now, nextRetry: nil, jitter: jitter)) - expected) < 0.001)
  }

  @Test(arguments: [(60.0, 60.0), (1, 5), (-10, 5), (1_000, 300)])
  func `a retry comes earlier, but never at once`(retry: Double, expected: Double) {
    let next = schedule.afterSuccess(at: now, nextRetry: now.addingTimeInterval(retry), jitter: 0.5)
    #expect(abs(seconds(next) - expected) < 0.001)
  }

  @Test(arguments: [(1, 15.0), (2, 30), (3, 60), (5, 240), (6, 300), (99, 300)])
  func `failures wait longer each time, at most an interval`(failures: Int, expected: Double) {
    #expect(abs(seconds(schedule.afterFailure(at: now, failures: failures, jitter: 0.5)) - expected) < 0.001)
  }

  @Test func `a pause lasts as long as was asked`() {
    #expect(seconds(schedule.afterPause(until: now.addingTimeInterval(600), now: now, jitter: 0)) == 600)
    #expect(seconds(schedule.afterPause(until: now.addingTimeInterval(-5), now: now, jitter: 0)) == 1)
  }

  @Test func `outside business hours it looks again when they begin, and at the settings in between`() {
    #expect(seconds(schedule.whileClosed(at: now, minutesUntilOpen: 2)) == 120)
    #expect(seconds(schedule.whileClosed(at: now, minutesUntilOpen: 60)) == 300)
    #expect(seconds(schedule.whileClosed(at: now, minutesUntilOpen: nil)) == 300)
  }

  @Test func `outside business hours a draft that a person waits for is not left until they begin`() {
    let errand = now.addingTimeInterval(30)
    #expect(seconds(schedule.whileClosed(at: now, minutesUntilOpen: 600, nextTask: errand)) == 30)
    #expect(seconds(schedule.whileClosed(at: now, minutesUntilOpen: nil, nextTask: now)) == 5)
  }

  @Test(arguments: [(0.0, false), (119, false), (120, false), (121, true), (300, true)])
  func `connection and statements are kept over pauses of at most two minutes`(pause: Double, rests: Bool) {
    #expect(CheckSchedule.rests(from: now, until: now.addingTimeInterval(pause)) == rests)
  }
}
