import Secretary
import Testing

@Suite struct LocalMomentTests {
  @Test(arguments: [
    (11, 9, Weekday.friday, 605, "Friday 2026-11-09, 10:05, Europe/Berlin"),
    (1, 10, .monday, 0, "Monday 2026-01-10, 00:00, Europe/Berlin"),
    (9, 27, .sunday, 1439, "Sunday 2026-09-27, 23:59, Europe/Berlin"),
  ])
  func `a moment is told with its day`(month: Int, day: Int, weekday: Weekday, minute: Int, words: String) {
    let moment = LocalMoment(
      year: 2026, month: month, day: day, time: LocalTime(weekday: weekday, minuteOfDay: minute), zone: "Europe/Berlin")
    #expect(moment.words == words)
  }
}
