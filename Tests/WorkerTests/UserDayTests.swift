import FoundationEssentials
import Testing

@testable import Worker

@Suite struct UserDayTests {
  private static func moment(_ text: String) throws -> Date { try Date(text, strategy: .iso8601) }

  @Test(arguments: [
    ("2026-11-27T10:05:30Z", "UTC", "2026-11-27", "2026-11-28T00:00:00Z"),
    ("2026-11-27T23:30:00Z", "Europe/Berlin", "2026-11-28", "2026-11-28T23:00:00Z"),
    ("2026-11-27T00:00:00Z", "UTC", "2026-11-27", "2026-11-28T00:00:00Z"),
    ("2026-11-27T05:00:00Z", "America/New_York", "2026-11-27", "2026-11-28T05:00:00Z"),
    ("2026-11-27T10:05:30Z", "Not/AZone", "2026-11-27", "2026-11-28T00:00:00Z"),
    // Clocks go back an hour in that night, and forward in the other.
    ("2026-10-25T00:30:00Z", "Europe/Berlin", "2026-10-25", "2026-10-25T23:00:00Z"),
    ("2026-03-29T00:30:00Z", "Europe/Berlin", "2026-03-29", "2026-03-29T22:00:00Z"),
    ("2026-12-31T23:59:59Z", "UTC", "2026-12-31", "2027-01-01T00:00:00Z"),
  ])
  func `a day is the user's own, and ends at their midnight`(
    now: String, zone: String, name: String, end: String
  ) throws {
    let day = UserDay(at: try Self.moment(now), in: zone)
    #expect(day.name == name)
    #expect(day.end == (try Self.moment(end)))
  }
}
