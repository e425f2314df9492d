import Foundation
import Testing

@testable import Web

struct WallClockTests {
  /// 2026-11-03 14:30 in Berlin, a Tuesday.
  private let clock = WallClock.sample

  @Test(
    arguments: [
      (0.0, "just now"), (-9, "just now"), (-10, "10 seconds ago"), (-59, "59 seconds ago"), (-60, "1 minute ago"),
      (-119, "1 minute ago"), (-180, "3 minutes ago"), (-3_600, "1 hour ago"), (-21_599, "5 hours ago"),
      (-21_600, "today 08:30"), (-86_400, "yesterday 14:30"), (-6 * 86_400, "Wednesday 14:30"),
      (-7 * 86_400, "27 October 14:30"), (-400 * 86_400, "29 September 2025 15:30"), (30, "just now"),
    ] as [(Double, String)])
  func `what happened is told by how long ago, then by day`(_ seconds: Double, _ words: String) {
    #expect(clock.ago(clock.now.addingTimeInterval(seconds)).words == words)
  }

  @Test(
    arguments: [
      (-5.0, "any moment"), (0, "any moment"), (1, "in 1 second"), (59, "in 59 seconds"), (60, "in 1 minute"),
      (200, "in 3 minutes"), (7_200, "in 2 hours"), (8 * 3_600, "today 22:30"), (10 * 3_600, "tomorrow 00:30"),
      (2 * 86_400, "Thursday 14:30"), (60 * 86_400, "2 January 2027 14:30"),
    ] as [(Double, String)])
  func `what is to come is told by how long it takes, then by day`(_ seconds: Double, _ words: String) {
    #expect(clock.until(clock.now.addingTimeInterval(seconds)).words == words)
  }

  @Test func `programs get the same moment in UTC`() {
    #expect(clock.when(clock.now).machine == "2026-11-03T13:30:00Z")
    #expect(clock.when(clock.now).words == "today 14:30")
  }

  /// A day begins at the person's own midnight, not at the machine's.
  @Test(arguments: [
    ("UTC", "today 13:30"), ("Europe/Berlin", "today 14:30"), ("Pacific/Auckland", "today 02:30"),
    ("America/Los_Angeles", "today 05:30"), ("Asia/Kolkata", "today 19:00"), ("Asia/Kathmandu", "today 19:15"),
  ])
  func `the hands stand as in the person's zone`(_ zone: String, _ words: String) {
    let local = WallClock(now: clock.now, zone: zone)
    #expect(local.when(clock.now).words == words)
    #expect(local.zoneName == zone)
  }

  @Test func `an unknown zone is UTC, and says so`() {
    let lost = WallClock(now: clock.now, zone: "Europe/Berln")
    #expect(lost.zoneName == "UTC")
    #expect(lost.when(clock.now).words == "today 13:30")
  }

  @Test func `summer time changes the hour, not the day`() {
    // 2026-10-25 01:00 UTC: in Berlin 03:00 becomes 02:00.
    let before = Date(timeIntervalSince1970: 1_792_889_999)
    let after = Date(timeIntervalSince1970: 1_792_890_000)
    #expect(clock.reading(at: before).hour == 2)
    #expect(clock.reading(at: after).hour == 2)
    #expect(clock.reading(at: before).minute == 59)
    #expect(clock.reading(at: after).minute == 0)
  }

  @Test(
    arguments: [
      (-1.0, "1969-12-31"), (0, "1970-01-01"), (951_782_400, "2000-02-29"), (951_868_800, "2000-03-01"),
      (4_107_542_400, "2100-03-01"),
    ] as [(Double, String)])
  func `days are those of the calendar`(_ seconds: Double, _ day: String) {
    let reading = WallClock(now: clock.now, zone: "UTC").reading(at: Date(timeIntervalSince1970: seconds))
    let text =
      "\(reading.year)-\(reading.month < 10 ? "0" : "")\(reading.month)-\(reading.day < 10 ? "0" : "")\(reading.day)"
    #expect(text == day)
  }

  @Test func `3 November 2026 is a Tuesday`() {
    #expect(clock.reading(at: clock.now).weekday == 2)
    #expect(WallClock(now: clock.now, zone: "UTC").reading(at: Date(timeIntervalSince1970: 0)).weekday == 4)
  }

  @Test(arguments: [
    (15, "15 seconds"), (60, "1 minute"), (90, "90 seconds"), (300, "5 minutes"), (3_600, "1 hour"),
    (5_400, "90 minutes"),
  ])
  func `a length of time is told in its largest whole unit`(_ seconds: Int, _ words: String) {
    #expect(WallClock.length(seconds) == words)
  }
}

struct TimeZoneNamesTests {
  private let names = TimeZoneNames()

  @Test func `a list of zones is offered in order`() {
    #expect(names.offered.count > 300)
    #expect(names.offered.contains("Europe/Berlin"))
    #expect(names.offered.contains("UTC"))
    #expect(names.offered == names.offered.sorted())
    #expect(names.offered.allSatisfy(names.isKnown))
  }

  @Test(arguments: ["Europe/Berlin", "UTC", "Asia/Calcutta", "America/Argentina/Buenos_Aires", "Etc/GMT+5"])
  func `zones of the system are known`(_ name: String) { #expect(names.isKnown(name)) }

  @Test(arguments: [
    "", "Europe", "Europe/", "/Europe/Berlin", "Europe/../Europe/Berlin", "../../etc/passwd", "Europe/Berln",
    "europe berlin", "zone.tab", "tzdata.zi", "Europe/Berlin\n", "Europe/Ber\u{0}lin", "leapseconds", "CEST",
    "posix/Europe/Berlin", "right/UTC",
  ])
  func `anything else is not`(_ name: String) { #expect(!names.isKnown(name)) }

  @Test(
    arguments: [
      ("New York", "America/New_York"), ("new york", "America/New_York"), ("NEW_YORK", "America/New_York"),
      ("berlin", "Europe/Berlin"), ("  Berlin ", "Europe/Berlin"), ("Europe / Berlin", "Europe/Berlin"),
      ("europe berlin", nil), ("europe/berlin", "Europe/Berlin"), ("America/New York", "America/New_York"),
      ("Zürich", "Europe/Zurich"), ("São Paulo", "America/Sao_Paulo"), ("Port au Prince", "America/Port-au-Prince"),
      ("buenos aires", "America/Argentina/Buenos_Aires"), ("Indianapolis", "America/Indiana/Indianapolis"),
      ("calcutta", "Asia/Calcutta"), ("Singapore", "Singapore"), ("singapore", "Asia/Singapore"), ("utc", "UTC"),
      ("etc/gmt+5", "Etc/GMT+5"), ("Etc/GMT-5", "Etc/GMT-5"), ("Asia/Calcutta", "Asia/Calcutta"), ("", nil), ("/", nil),
      ("Munich", "Europe/Berlin"), ("münchen", "Europe/Berlin"), ("San Francisco", "America/Los_Angeles"),
      ("bengaluru", "Asia/Kolkata"), ("St. Louis", "America/Chicago"), ("Genf", "Europe/Zurich"),
      ("Berln", nil), ("Atlantis", nil), ("posix / europe / berlin", nil), ("zone tab", nil),
      ("tzdata.zi", nil), ("Europe", nil), ("../../etc/passwd", nil),
      (String(repeating: "berlin ", count: 100_000), nil),
    ] as [(String, String?)])
  func `a zone is known by its city, in any case and spacing`(_ typed: String, _ name: String?) {
    #expect(names.named(typed) == name)
  }

  @Test func `each large city has a zone that is there, and is found by its name`() {
    for (city, zone) in CityZones.all {
      #expect(names.isKnown(zone))
      #expect(names.named(city) == zone, "\(city)")
    }
  }

  @Test func `every zone that is offered is found by its name in small letters`() {
    for name in names.offered { #expect(names.named(name.lowercased()) == name) }
  }
}
