import CivilTime
import Testing

@testable import Secretary

@Suite struct FactMeaningTests {
  private static let day = CivilDate(year: 2026, month: 12, day: 3).dayNumber

  @Test func `whoever names a day has named its week, its month and its year`() {
    #expect(
      FactMeaning.day(Self.day).implied(on: Self.day) == [
        .weekday(4), .week(Self.day - 3), .month(2026 * 12 + 11), .monthName(12), .year(2026), .number("2026"),
      ])
  }

  @Test(arguments: [-28, 28]) func `its weekday follows within four weeks of it`(days: Int) {
    #expect(FactMeaning.day(Self.day).implied(on: Self.day + days).contains(.weekday(4)))
    #expect(!FactMeaning.day(Self.day).implied(on: Self.day + days + days.signum()).contains(.weekday(4)))
  }

  @Test func `whoever names a month has named its year`() {
    #expect(FactMeaning.month(2026 * 12).implied(on: 0) == [.monthName(1), .year(2026), .number("2026")])
    #expect(FactMeaning.month(2026 * 12 + 11).implied(on: 0) == [.monthName(12), .year(2026), .number("2026")])
  }

  @Test func `an amount and a share are numbers, a year is one`() {
    #expect(FactMeaning.amount("3", "EUR").implied(on: 0) == [.number("3")])
    #expect(FactMeaning.percent("3").implied(on: 0) == [.number("3")])
    #expect(FactMeaning.year(2026).implied(on: 0) == [.number("2026")])
    #expect(FactMeaning.number("3").implied(on: 0) == [])
  }

  @Test(arguments: ["x.example", "x.example/a", "x.example?a", "x.example#a"])
  func `a link names its host`(link: String) {
    #expect(FactMeaning.link(link).implied(on: 0) == [.host("x.example")])
  }

  @Test func `an address names its host, which is a link`() {
    #expect(FactMeaning.address("a@x.example").implied(on: 0) == [.host("x.example"), .link("x.example")])
  }

  @Test func `a host alone is traced to any page there, a page is not`() {
    #expect(FactMeaning.link("x.example").sought == [.link("x.example"), .host("x.example")])
    #expect(FactMeaning.link("x.example/a").sought == [.link("x.example/a")])
  }

  @Test func `a telephone number is the same with its country's code or without it, not with another`() {
    #expect(FactMeaning.phone("30").sought == [.phone("30"), .phoneWithin("30")])
    #expect(FactMeaning.phoneAbroad("49", "30").sought == [.phoneAbroad("49", "30"), .phone("30")])
    #expect(FactMeaning.phoneAbroad("49", "30").implied(on: 0) == [.phoneWithin("30")])
  }

  // MARK: The calendar

  @Test func `Monday is the first day of a week`() {
    // 1970-01-01 was a Thursday.
    #expect((-3...4).map(CalendarWords.weekday(of:)) == [1, 2, 3, 4, 5, 6, 7, 1])
    #expect((-3...4).map(CalendarWords.monday(of:)) == [-3, -3, -3, -3, -3, -3, -3, 4])
  }

  @Test func `a day that no month has is none`() {
    for (day, month) in [(0, 1), (32, 1), (1, 0), (1, 13), (31, 4), (29, 2)] {
      #expect(CalendarWords.day(day, month, year: 2026, near: Self.day) == nil, "\(day).\(month).")
    }
    #expect(CalendarWords.day(29, 2, year: 2028, near: Self.day) != nil)
    #expect(CalendarWords.day(31, 12, year: 2026, near: Self.day) == Self.day + 28)
    #expect(CalendarWords.day(1, 1, year: 2026, near: Self.day) == Self.day - 336)
  }

  @Test func `without a year it is the nearest, twenty days more ahead than back`() {
    let march = CivilDate(year: 2026, month: 3, day: 1).dayNumber
    let (before, after) = (march - 162, march - 163)
    #expect(CalendarWords.day(1, 3, near: march) == march)
    #expect(CalendarWords.day(1, 3, near: march + 162) == march)
    #expect(CalendarWords.day(1, 3, near: march + 163) == march + 365)
    #expect(CalendarWords.day(1, 3, near: before) == march)
    #expect(CalendarWords.day(1, 3, near: after) == march)
  }

  @Test func `two digits are a year of this century up to 69`() {
    #expect(CalendarWords.year("00") == 2000)
    #expect(CalendarWords.year("69") == 2069)
    #expect(CalendarWords.year("70") == 1970)
    #expect(CalendarWords.year("1900") == 1900)
    #expect(CalendarWords.year("2199") == 2199)
    for digits in ["1899", "2200", "1", "123", "12345", ""] { #expect(CalendarWords.year(digits) == nil) }
  }
}
