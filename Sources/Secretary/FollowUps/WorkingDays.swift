/// Days from Monday to Friday. Holidays are not known here.
package enum WorkingDays {
  /// Days of the calendar from a weekday to the one on which so many working days have gone by, at the same time of day. From
  /// Friday one of them leads to Monday, and so it does from Saturday and Sunday.
  package static func calendarDays(_ count: Int, from weekday: Weekday) -> Int {
    var (days, left, day) = (0, count, weekday)
    while left > 0 {
      day = day.next
      days += 1
      if day < .saturday { left -= 1 }
    }
    return days
  }
}
