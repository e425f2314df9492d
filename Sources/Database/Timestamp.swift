import CivilTime

package import struct FoundationEssentials.Date

/// Times as the store writes them: `2026-11-03T09:05:00.000Z`. Hand-written because the formatters of Foundation bring
/// ICU tables into every worker's memory.
package enum Timestamp {
  /// ISO 8601, UTC, milliseconds; years 0001 to 9999, which both engines know, a time outside is brought to the nearest end.
  package static func text(_ date: Date) -> String {
    let earliest = -62_135_596_800_000.0
    let latest = 253_402_300_799_999.0
    let milliseconds = Int(min(max((date.timeIntervalSince1970 * 1000).rounded(), earliest), latest))
    let (days, rest) = milliseconds.dividedDown(by: 86_400_000)
    let date = CivilDate(dayNumber: days)
    let seconds = rest / 1000
    return pad(date.year, 4) + "-" + pad(date.month, 2) + "-" + pad(date.day, 2) + "T" + pad(seconds / 3600, 2) + ":"
      + pad(seconds / 60 % 60, 2) + ":" + pad(seconds % 60, 2) + "." + pad(rest % 1000, 3) + "Z"
  }

  /// Reads what `text` writes, PostgreSQL's `2026-11-03 09:05:00.123+00` and SQLite's `2026-11-03 09:05:00`, which is UTC by
  /// convention; nil for anything else.
  package static func date(_ text: String) -> Date? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 19, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " "), bytes[13] == UInt8(ascii: ":"),
      bytes[16] == UInt8(ascii: ":"), let year = number(bytes[0..<4]), let month = number(bytes[5..<7]),
      let day = number(bytes[8..<10]), let hour = number(bytes[11..<13]), let minute = number(bytes[14..<16]),
      let second = number(bytes[17..<19]), (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60,
      second < 60
    else { return nil }
    var rest = bytes[19...]
    var fraction = 0.0
    if rest.first == UInt8(ascii: ".") {
      let digits = rest.dropFirst().prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      // More than nine say nothing that a `Date` could hold.
      let read = digits.prefix(9)
      guard let value = number(read) else { return nil }
      fraction = Double(value) / (0..<read.count).reduce(1.0) { scale, _ in scale * 10 }
      rest = rest[digits.endIndex...]
    }
    guard ["", "Z", "+00", "+00:00"].contains(String(decoding: rest, as: UTF8.self)) else { return nil }
    let seconds = CivilDate(year: year, month: month, day: day).dayNumber * 86_400 + hour * 3600 + minute * 60 + second
    return Date(timeIntervalSince1970: Double(seconds) + fraction)
  }

  private static func pad(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard !digits.isEmpty, digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
      return nil
    }
    return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
  }
}
