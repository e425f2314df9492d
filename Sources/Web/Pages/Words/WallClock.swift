import CivilTime
import Foundation
import Secretary

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

  func moment(_ date: Date) -> LocalMoment {
    let reading = reading(at: date)
    let time = LocalTime(
      weekday: Weekday(rawValue: reading.weekday) ?? .monday, minuteOfDay: reading.hour * 60 + reading.minute)
    return LocalMoment(
      year: reading.year, month: reading.month, day: reading.day, time: time, zone: zoneName)
  }

  func reading(at date: Date) -> Reading {
    let seconds = Int(date.timeIntervalSince1970.rounded(.down)) + zone.secondsFromGMT(for: date)
    let (days, rest) = seconds.dividedDown(by: 86_400)
    let date = CivilDate(dayNumber: days)
    return Reading(
      year: date.year, month: date.month, day: date.day, dayNumber: days, hour: rest / 3600, minute: rest / 60 % 60)
  }
}
