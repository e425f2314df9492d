import FoundationEssentials
import Testing

@testable import Gmail

/// When a call is made again: the time that Google states, and our own pauses.
@Suite struct RetryTests {
  @Test(arguments: [
    ("2026-09-11T20:00:00.000Z", 1_789_156_800.0), ("2024-02-29T23:59:59Z", 1_709_251_199),
    ("2024-02-29T23:59:59", 1_709_251_199),
    ("1970-01-01T00:00:00Z", 0), ("1999-01-01T00:00:00Z", 915_148_800),
    ("9999-12-31T23:59:59Z", 253_402_300_799),
    ("2016-12-31T23:59:60Z", 1_483_228_800),
    ("2000-03-01T00:00:00Z", 951_868_800),
  ])
  func `an instant in Gmail's words is read`(text: String, seconds: Double) {
    #expect(RetryTime.isoDate(text)?.timeIntervalSince1970 == seconds)
  }

  @Test(arguments: [
    "", "soon", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-01-00T00:00:00Z", "2026-01-32T00:00:00Z",
    "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z", "2026-01-01T00:00:61Z", "1969-12-31T23:59:59Z",
    "2026-09-11", "2026-9-11T20:00:00", "2026-09-11T20:00 and no seconds", "9999999999999999999999-01-01T00:00:00Z",
  ])
  func `what is no instant is not read`(text: String) {
    #expect(RetryTime.isoDate(text) == nil)
  }

  @Test func `a header gives seconds or a date`() {
    let now = Date(timeIntervalSince1970: 1000)
    #expect(RetryTime.fromHeader("120", now: now) == Date(timeIntervalSince1970: 1120))
    #expect(
      RetryTime.fromHeader("Sun, 06 Nov 1994 08:49:37 GMT", now: now) == Date(timeIntervalSince1970: 784_111_777))
    #expect(RetryTime.fromHeader("-5", now: now) == nil)
    #expect(RetryTime.fromHeader("whenever", now: now) == nil)
  }

  @Test func `words tell a time only where they say that it is one to come back at`() {
    let time = "2026-09-11T20:00:00Z"
    #expect(RetryTime.fromMessage("Limit exceeded. Retry after \(time)") == Date(timeIntervalSince1970: 1_789_156_800))
    for words in ["Retry before \(time)", "Look after \(time)", "after retry \(time)", time, "retry after", ""] {
      #expect(RetryTime.fromMessage(words) == nil)
    }
  }

  @Test func `of two times that are stated the later one counts`() {
    let (now, time) = (Date(timeIntervalSince1970: 1_789_156_800), "Retry after 2026-09-11T20:01:00Z")
    #expect(RetryTime.stated(header: "30", message: time, now: now) == now.addingTimeInterval(60))
    #expect(RetryTime.stated(header: "90", message: time, now: now) == now.addingTimeInterval(90))
    #expect(RetryTime.stated(header: nil, message: "", now: now) == nil)
  }

  @Test func `the next minute begins on the minute`() {
    #expect(RetryTime.nextMinute(after: Date(timeIntervalSince1970: 61.5)) == Date(timeIntervalSince1970: 120))
    #expect(RetryTime.nextMinute(after: Date(timeIntervalSince1970: 120)) == Date(timeIntervalSince1970: 180))
  }

  @Test func `pauses double up to the longest and carry the jitter`() {
    let policy = RetryPolicy(firstPause: 1, longestPause: 8, jitter: { $0.upperBound / 2 })
    #expect([1, 2, 3, 4, 9].map { policy.pause(after: $0) } == [1.5, 2.5, 4.5, 8.5, 8.5])
  }

  @Test func `of themselves pauses grow from a second to half a minute, and a second more by chance`() {
    let policy = RetryPolicy(jitter: { $0.lowerBound })
    #expect((1...7).map { policy.pause(after: $0) } == [1, 2, 4, 8, 16, 32, 32])
    #expect((1...100).allSatisfy { _ in (1...2).contains(RetryPolicy().pause(after: 1)) })
  }
}
