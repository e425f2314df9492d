import CivilTime

package import struct FoundationEssentials.Date

/// Dates of mail (RFC 5322 §3.3, with its obsolete forms).
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
    let moment = CivilDate(year: year, month: month + 1, day: day).dayNumber * 86_400 + seconds
    return Date(timeIntervalSince1970: Double(moment - (words.count > 4 ? zone(words[4]) : 0)))
  }

  /// The date as mail writes it, in UTC.
  package static func text(_ date: Date) -> String {
    let moment = Int(date.timeIntervalSince1970.rounded(.down))
    let (number, second) = moment.dividedDown(by: 86_400)
    let date = CivilDate(dayNumber: number)
    let name = days[number.dividedDown(by: 7).remainder]
    return "\(name), \(date.day) \(months[date.month - 1].capitalizedASCII) \(date.year) "
      + "\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60)) +0000"
  }

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
}

extension String {
  fileprivate var capitalizedASCII: String { prefix(1).uppercased() + dropFirst() }
}
