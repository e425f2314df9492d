import Foundation

/// The person's own clock: now, and what the hands show at any moment. Days are counted by hand from the zone's offset, so
/// that a page reads the same whatever locale or calendar the machine has.
struct WallClock: Sendable {
  /// What a clock and a calendar on the wall show.
  struct Reading: Sendable, Equatable {
    var year: Int
    /// 1 to 12.
    var month: Int
    var day: Int
    /// Days since 1970-01-01; for comparing days.
    var dayNumber: Int
    var hour: Int
    var minute: Int

    /// 1 is Monday.
    var weekday: Int { (((dayNumber + 3) % 7) + 7) % 7 + 1 }
  }

  let now: Date
  /// The IANA name in use: the one asked for, or `UTC` when that is not known here.
  let zoneName: String
  private let zone: TimeZone

  init(now: Date, zone name: String) {
    self.now = now
    if let zone = TimeZone(identifier: name) {
      self.zone = zone
      zoneName = name
    } else {
      zone = .gmt
      zoneName = "UTC"
    }
  }

  func reading(at date: Date) -> Reading {
    let seconds = Int(date.timeIntervalSince1970.rounded(.down)) + zone.secondsFromGMT(for: date)
    let (days, rest) = Self.floorDivide(seconds, by: 86_400)
    let (year, month, day) = Self.civil(fromDays: days)
    return Reading(
      year: year, month: month, day: day, dayNumber: days, hour: rest / 3600, minute: rest / 60 % 60)
  }

  private static func floorDivide(_ value: Int, by divisor: Int) -> (quotient: Int, remainder: Int) {
    let remainder = (value % divisor + divisor) % divisor
    return ((value - remainder) / divisor, remainder)
  }

  /// The Gregorian date of a day. Years are counted from March, so that the leap day is the last of its year.
  private static func civil(fromDays days: Int) -> (year: Int, month: Int, day: Int) {
    let (era, dayOfEra) = floorDivide(days + 719_468, by: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
  }
}
