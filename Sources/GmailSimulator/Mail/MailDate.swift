package import FoundationEssentials

/// Dates of mail (RFC 5322 §3.3, with its obsolete forms) and of Gmail's search, without a calendar.
package enum MailDate {
  private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
  private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
  private static let zones = [
    "ut": 0, "gmt": 0, "z": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
  ]

  /// `Tue, 3 Feb 2026 10:05:00 +0100 (CET)` and its looser relatives; nil when there is no date in it.
  package static func parse(_ text: String) -> Date? {
    var words = text.prefix { $0 != "(" }.split { " ,\t".contains($0) }.flatMap(Self.dashes)
    if let first = words.first, first.first?.isNumber != true { words.removeFirst() }
    guard words.count >= 4, let day = Int(words[0]), (1...31).contains(day),
      let month = months.firstIndex(of: words[1].prefix(3).lowercased()), var year = Int(words[2])
    else { return nil }
    if year < 50 { year += 2000 } else if year < 1000 { year += 1900 }
    let clock = words[3].split(separator: ":").map { Int($0) ?? 0 }
    guard (1900...9999).contains(year), (2...3).contains(clock.count), clock[0] < 25, clock[1] < 60 else { return nil }
    let seconds = clock[0] * 3600 + clock[1] * 60 + (clock.count > 2 ? clock[2] : 0)
    let moment = dayNumber(year: year, month: month + 1, day: day) * 86_400 + seconds
    return Date(timeIntervalSince1970: Double(moment - (words.count > 4 ? zone(words[4]) : 0)))
  }

  /// The date as mail writes it, in UTC.
  package static func text(_ date: Date) -> String {
    let moment = Int(date.timeIntervalSince1970.rounded(.down))
    let number = moment.flooredQuotient(86_400)
    let (year, month, day) = civil(number)
    let second = moment - number * 86_400
    let name = days[(number % 7 + 7) % 7]
    return "\(name), \(day) \(months[month - 1].capitalizedASCII) \(year) "
      + "\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60)) +0000"
  }

  /// `2026-09-11T20:00:00.000Z`
  package static func timestamp(_ date: Date) -> String {
    let milliseconds = Int((date.timeIntervalSince1970 * 1000).rounded(.down))
    let moment = milliseconds.flooredQuotient(1000)
    let number = moment.flooredQuotient(86_400)
    let (year, month, day) = civil(number)
    let second = moment - number * 86_400
    let fraction = String(1000 + milliseconds - moment * 1000).dropFirst()
    return
      "\(year)-\(two(month))-\(two(day))T\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60)).\(fraction)Z"
  }

  /// Midnight Pacific at the start of a day: what `after:2026/01/02` means to Gmail.
  static func pacificMidnight(year: Int, month: Int, day: Int) -> Date {
    let number = dayNumber(year: year, month: month, day: day)
    // Daylight saving runs from the second Sunday of March to the first Sunday of November, changing at 2 in the morning.
    let starts = sunday(onOrAfter: dayNumber(year: year, month: 3, day: 8))
    let ends = sunday(onOrAfter: dayNumber(year: year, month: 11, day: 1))
    let offset = number > starts && number <= ends ? 7 : 8
    return Date(timeIntervalSince1970: Double(number * 86_400 + offset * 3600))
  }

  private static func sunday(onOrAfter number: Int) -> Int { number + (3 - number % 7 + 7) % 7 }

  private static func dashes(_ word: Substring) -> [Substring] {
    // `03-Feb-2026` is three words; `-0100` is one.
    word.first == "-" ? [word] : word.split(separator: "-")
  }

  private static func zone(_ word: Substring) -> Int {
    if let sign = word.first, "+-".contains(sign), let value = Int(word.dropFirst().prefix(4)) {
      return (sign == "-" ? -1 : 1) * (value / 100 * 3600 + value % 100 * 60)
    }
    return (zones[word.lowercased()] ?? 0) * 3600
  }

  private static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }

  /// Days since 1 January 1970 in the proleptic Gregorian calendar (Hinnant's civil-from-days, inverted).
  static func dayNumber(year: Int, month: Int, day: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let era = year.flooredQuotient(400)
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private static func civil(_ number: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = number + 719_468
    let era = shifted.flooredQuotient(146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }
}

extension Int {
  fileprivate func flooredQuotient(_ divisor: Int) -> Int {
    self >= 0 ? self / divisor : -((-self + divisor - 1) / divisor)
  }
}

extension String {
  fileprivate var capitalizedASCII: String { prefix(1).uppercased() + dropFirst() }
}
