import FoundationEssentials
import Secretary

/// A day of the user's own, by their clock.
struct UserDay: Equatable {
  /// "2026-11-27".
  let name: String
  /// When the next one begins.
  let end: Date

  /// A zone that is not known here counts as UTC.
  init(at moment: Date, in zone: String) {
    let today = Self.local(moment, zone)
    name = Self.name(today)
    let seconds = moment.timeIntervalSince1970
    let intoMinute = seconds - (seconds / 60).rounded(.down) * 60
    var next = moment.addingTimeInterval(Double(1_440 - today.time.minuteOfDay) * 60 - intoMinute)
    // A clock that is set forward or back in between shows another time than midnight then, off by a few hours at most.
    let shown = Self.local(next, zone).time.minuteOfDay
    if shown != 0 { next += Double(shown > 720 ? 1_440 - shown : -shown) * 60 }
    end = next
  }

  private static func local(_ moment: Date, _ zone: String) -> LocalMoment {
    let known = LocalWallClock.isKnown(zone) ? zone : "UTC"
    return (try? LocalWallClock.moment(at: moment, in: known))
      ?? LocalMoment(year: 1970, month: 1, day: 1, time: LocalTime(weekday: .thursday, minuteOfDay: 0), zone: "UTC")
  }

  private static func name(_ local: LocalMoment) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(local.year)-\(two(local.month))-\(two(local.day))"
  }
}
