import Testing

@testable import Secretary

@Suite struct BusinessHoursTests {
  private static let night = BusinessHours(spans: [.friday: [.init(start: 22 * 60, end: 6 * 60)]])

  @Test func `a week begins again on Monday`() {
    let days = Weekday.allCases
    #expect(days.map(\.next) == Array(days[1...]) + [.monday])
    #expect(days.map(\.previous) == [.sunday] + days[..<6])
  }

  @Test(arguments: [
    (Weekday.monday, 8 * 60 + 59, false), (.monday, 9 * 60, true), (.monday, 16 * 60 + 59, true),
    (.monday, 17 * 60, false), (.friday, 12 * 60, true), (.saturday, 12 * 60, false), (.sunday, 12 * 60, false),
  ])
  func `nine to five begins at nine and ends before five`(day: Weekday, minute: Int, open: Bool) {
    #expect(BusinessHours.weekdaysNineToFive.isOpen(at: LocalTime(weekday: day, minuteOfDay: minute)) == open)
  }

  @Test(arguments: [
    (Weekday.friday, 21 * 60, false), (.friday, 22 * 60, true), (.saturday, 0, true), (.saturday, 5 * 60 + 59, true),
    (.saturday, 6 * 60, false), (.saturday, 23 * 60, false), (.friday, 5 * 60, false),
  ])
  func `a span over midnight belongs to the day it began`(day: Weekday, minute: Int, open: Bool) {
    #expect(Self.night.isOpen(at: LocalTime(weekday: day, minuteOfDay: minute)) == open)
  }

  @Test(arguments: [
    (Weekday.monday, 10 * 60, 0), (.monday, 8 * 60, 60), (.monday, 17 * 60, 16 * 60),
    (.friday, 17 * 60, (7 + 24 + 24 + 9) * 60), (.sunday, 23 * 60 + 59, 9 * 60 + 1),
  ])
  func `work begins again when the next span does`(day: Weekday, minute: Int, wait: Int) {
    #expect(
      BusinessHours.weekdaysNineToFive.minutesUntilOpen(from: LocalTime(weekday: day, minuteOfDay: minute)) == wait)
  }

  @Test func `a span that ends when it begins lasts a day`() {
    let hours = BusinessHours(spans: [.friday: [.init(start: 9 * 60, end: 9 * 60)]])
    let moments: [(Weekday, Int, Bool)] = [
      (.friday, 9 * 60 - 1, false), (.friday, 9 * 60, true), (.saturday, 9 * 60 - 1, true), (.saturday, 9 * 60, false),
    ]
    for (day, minute, isOpen) in moments {
      #expect(hours.isOpen(at: LocalTime(weekday: day, minuteOfDay: minute)) == isOpen)
    }
  }

  @Test func `a week with one span comes round to it`() {
    let hours = BusinessHours(spans: [.monday: [.init(start: 540, end: 600)]])
    #expect(hours.minutesUntilOpen(from: LocalTime(weekday: .monday, minuteOfDay: 600)) == 7 * 1440 - 60)
  }

  @Test func `without any hours work never begins`() {
    #expect(BusinessHours(spans: [:]).minutesUntilOpen(from: LocalTime(weekday: .monday, minuteOfDay: 0)) == nil)
  }

  @Test func `two spans leave the pause between them`() {
    let hours = BusinessHours(spans: [.monday: [.init(start: 480, end: 720), .init(start: 780, end: 1020)]])
    #expect(!hours.isOpen(at: LocalTime(weekday: .monday, minuteOfDay: 730)))
    #expect(hours.minutesUntilOpen(from: LocalTime(weekday: .monday, minuteOfDay: 730)) == 50)
  }
}
