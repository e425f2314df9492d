import Secretary

import struct FoundationEssentials.Date

/// When Google says to come back. Read by hand: a date formatter costs a worker more memory than everything else here.
enum RetryTime {
  /// From a `Retry-After` header (seconds or HTTP date, RFC 9110 §10.2.3) and from "Retry after 2026-09-11T20:00:00Z" in
  /// the message, where Gmail writes it; the later of the two.
  static func stated(header: String?, message: String, now: Date) -> Date? {
    let times = [header.flatMap { fromHeader($0, now: now) }, fromMessage(message)].compactMap { $0 }
    return times.max()
  }

  /// The start of the next minute, when a per-minute quota begins anew.
  static func nextMinute(after now: Date) -> Date {
    Date(timeIntervalSince1970: ((now.timeIntervalSince1970 / 60).rounded(.down) + 1) * 60)
  }

  static func fromHeader(_ value: String, now: Date) -> Date? {
    if let seconds = (0...1e7).number(in: value) { return now.addingTimeInterval(seconds) }
    return httpDate(value)
  }

  static func fromMessage(_ message: String) -> Date? {
    let words = message.split(separator: " ")
    for index in words.indices.dropLast(2)
    where words[index].lowercased() == "retry" && words[index + 1].lowercased() == "after" {
      if let date = isoDate(words[index + 2]) { return date }
    }
    return nil
  }

  /// `2026-09-11T20:00:00.000Z`; always UTC, as Gmail writes it.
  static func isoDate(_ text: some StringProtocol) -> Date? {
    let numbers = text.split { !$0.isASCII || !$0.isNumber }.map { (0...9_999).number(in: $0) }
    guard text.utf8.count >= 19, numbers.count >= 6, let year = numbers[0], let month = numbers[1],
      let day = numbers[2],
      let hour = numbers[3], let minute = numbers[4], let second = numbers[5]
    else { return nil }
    return date(year, month, day, hour, minute, second)
  }

  /// `Sun, 06 Nov 1994 08:49:37 GMT`.
  static func httpDate(_ text: String) -> Date? {
    let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    let words = text.split { $0 == " " || $0 == "," }
    guard words.count >= 5, let day = (1...31).number(in: words[1]),
      let month = months.firstIndex(of: words[2].lowercased()),
      let year = (1970...9999).number(in: words[3])
    else { return nil }
    let time = words[4].split(separator: ":").compactMap { (0...60).number(in: $0) }
    guard time.count == 3 else { return nil }
    return date(year, month + 1, day, time[0], time[1], time[2])
  }

  private static func date(_ year: Int, _ month: Int, _ day: Int, _ hour: Int, _ minute: Int, _ second: Int) -> Date? {
    guard (1970...9999).contains(year), (1...12).contains(month), (1...31).contains(day), (0...23).contains(hour),
      (0...59).contains(minute), (0...60).contains(second)
    else { return nil }
    // Days since 1970 in the Gregorian calendar, counting years from March so that the leap day comes last.
    let shifted = month > 2 ? year : year - 1
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    let days = shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
    return Date(timeIntervalSince1970: Double(days * 86400 + hour * 3600 + minute * 60 + second))
  }
}
