/// A day and a time as somebody's own clock and calendar show them.
package struct LocalMoment: Sendable, Equatable {
  package var year: Int
  /// 1 to 12.
  package var month: Int
  /// 1 to 31.
  package var day: Int
  package var time: LocalTime
  /// The zone's name, such as `Europe/Berlin`.
  package var zone: String

  package init(year: Int, month: Int, day: Int, time: LocalTime, zone: String) {
    self.year = year
    self.month = month
    self.day = day
    self.time = time
    self.zone = zone
  }

  /// "Friday 2026-11-27, 10:05, Europe/Berlin".
  package var words: String {
    let (hour, minute) = time.minuteOfDay.quotientAndRemainder(dividingBy: 60)
    let names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    return "\(names[time.weekday.rawValue - 1]) \(year)-\(two(month))-\(two(day)), \(two(hour)):\(two(minute)), \(zone)"
  }

  private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
