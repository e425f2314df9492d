import Secretary

import struct FoundationEssentials.Data
import class FoundationEssentials.JSONDecoder

/// Business hours as the column `business_hours` holds them: `{"monday":["09:00-12:00","13:00-17:00"]}`. A day that is not
/// named is free; an end at or before its start means the next day.
enum BusinessHoursText {
  private static let names: [(day: Weekday, name: String)] = [
    (.monday, "monday"), (.tuesday, "tuesday"), (.wednesday, "wednesday"), (.thursday, "thursday"),
    (.friday, "friday"), (.saturday, "saturday"), (.sunday, "sunday"),
  ]

  static func encode(_ hours: BusinessHours) -> String {
    // Written by hand so that days keep their order; the texts in it are digits, colons and dashes.
    let days = names.compactMap { day, name -> String? in
      guard let spans = hours.spans[day], !spans.isEmpty else { return nil }
      return "\"\(name)\":[" + spans.map { "\"\(time($0.start))-\(time($0.end))\"" }.joined(separator: ",") + "]"
    }
    return "{" + days.joined(separator: ",") + "}"
  }

  /// nil when it is not of that form.
  static func decode(_ text: String) -> BusinessHours? {
    guard let days = try? JSONDecoder().decode([String: [String]].self, from: Data(text.utf8)) else { return nil }
    var spans: [Weekday: [BusinessHours.Span]] = [:]
    for (name, texts) in days {
      guard let day = names.first(where: { $0.name == name })?.day else { return nil }
      let read = texts.compactMap(span)
      guard read.count == texts.count else { return nil }
      spans[day] = read
    }
    return BusinessHours(spans: spans)
  }

  private static func span(_ text: String) -> BusinessHours.Span? {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map(minutes)
    guard ends.count == 2, let start = ends[0], let end = ends[1], start < 1440 else { return nil }
    return BusinessHours.Span(start: start, end: end)
  }

  /// `09:05` is 545; `24:00` is the end of a day.
  private static func minutes(_ text: Substring) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy { (48...57).contains($0) } }),
      let hour = Int(parts[0]), let minute = Int(parts[1]), minute < 60, hour * 60 + minute <= 1440
    else { return nil }
    return hour * 60 + minute
  }

  private static func time(_ minutes: Int) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return two(minutes / 60) + ":" + two(minutes % 60)
  }
}
