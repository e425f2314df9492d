import Database
import FoundationEssentials
import Testing

@Suite struct TimestampTests {
  /// Seconds since 1970 as `date -u -d TEXT +%s` gives them.
  static let known: [(text: String, seconds: Double)] = [
    ("1970-01-01T00:00:00.000Z", 0),
    ("2026-11-03T09:05:07.125Z", 1_793_696_707.125),
    ("2024-02-29T23:59:59.999Z", 1_709_251_199.999),
    ("2000-03-01T00:00:00.000Z", 951_868_800),
    ("1900-03-01T00:00:00.000Z", -2_203_891_200),
    ("1969-12-31T23:59:59.500Z", -0.5),
    ("9999-12-31T23:59:59.000Z", 253_402_300_799),
  ]

  @Test(arguments: known) func `a time is written and read as the calendar says`(_ text: String, _ seconds: Double) {
    #expect(Timestamp.text(Date(timeIntervalSince1970: seconds)) == text)
    #expect(Timestamp.date(text).map { abs($0.timeIntervalSince1970 - seconds) < 0.000_001 } == true)
  }

  @Test func `PostgreSQL's and SQLite's own forms are read too`() {
    let expected = Date(timeIntervalSince1970: 1_793_696_707)
    for text in ["2026-11-03 09:05:07+00", "2026-11-03 09:05:07.000000+00", "2026-11-03 09:05:07"] {
      #expect(Timestamp.date(text) == expected, "\(text)")
    }
  }

  @Test(arguments: [
    "", "yesterday", "2026-11-03", "2026-13-03T09:05:07.000Z", "2026-11-03T25:05:07.000Z", "2026-11-03T09:05:07.000+02",
    "2026-11-03T09:05:07.Z", "2026-11-03T09:05:07.000Z ",
  ])
  func `what is not a time in UTC is refused`(_ text: String) {
    #expect(Timestamp.date(text) == nil)
  }

  @Test(arguments: [Date.distantPast, .distantFuture, Date(timeIntervalSince1970: 1e300)])
  func `a time beyond the calendar stops at its end`(_ date: Date) {
    #expect(Timestamp.text(date).utf8.count == 24)
  }
}
