import CivilTime
package import FoundationEssentials

/// Times as Google writes and reads them.
package enum GoogleTime {
  /// `2026-09-11T20:00:00.000Z`
  package static func text(_ date: Date) -> String {
    let (moment, milliseconds) = Int((date.timeIntervalSince1970 * 1000).rounded(.down)).dividedDown(by: 1000)
    let (number, second) = moment.dividedDown(by: 86_400)
    let date = CivilDate(dayNumber: number)
    return "\(date.year)-\(two(date.month))-\(two(date.day))T"
      + "\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60)).\(String(1000 + milliseconds).dropFirst())Z"
  }

  /// Midnight Pacific at the start of a day: what `after:2026/01/02` means to Gmail.
  static func pacificMidnight(_ day: CivilDate) -> Date {
    let number = day.dayNumber
    // Daylight saving runs from the second Sunday of March to the first Sunday of November, changing at 2 in the morning.
    let starts = sunday(onOrAfter: CivilDate(year: day.year, month: 3, day: 8))
    let ends = sunday(onOrAfter: CivilDate(year: day.year, month: 11, day: 1))
    let offset = number > starts && number <= ends ? 7 : 8
    return Date(timeIntervalSince1970: Double(number * 86_400 + offset * 3600))
  }

  private static func sunday(onOrAfter day: CivilDate) -> Int {
    day.dayNumber + (3 - day.dayNumber % 7 + 7) % 7
  }

  private static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
}
