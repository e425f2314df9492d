import CivilTime
import Testing

struct CivilDateTests {
  @Test(
    arguments: [
      (0, 1970, 1, 1), (-1, 1969, 12, 31), (59, 1970, 3, 1), (11_016, 2000, 2, 29), (11_017, 2000, 3, 1),
      (-25_509, 1900, 2, 28), (-25_508, 1900, 3, 1), (20_819, 2027, 1, 1), (-719_528, 0, 1, 1),
      (2_932_896, 9999, 12, 31),
    ])
  func `a day has one number and one date`(number: Int, year: Int, month: Int, day: Int) {
    let date = CivilDate(year: year, month: month, day: day)
    #expect(date.dayNumber == number)
    #expect(CivilDate(dayNumber: number) == date)
  }

  @Test(arguments: [(-1, -1, 86_399), (0, 0, 0), (-86_400, -1, 0), (86_401, 1, 1)])
  func `a moment before 1970 lies in the day that began before it`(seconds: Int, day: Int, rest: Int) {
    #expect(seconds.dividedDown(by: 86_400) == (day, rest))
  }
}
