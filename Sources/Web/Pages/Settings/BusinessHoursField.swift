import Secretary

/// One weekday's hours as a person types them: `9:00–12:30, 13:30–17:00`.
enum BusinessHoursField {
  enum Reading: Equatable {
    case spans([BusinessHours.Span])
    /// A sentence for beside the field.
    case problem(String)
  }

  /// More than this in a day is a mistake.
  static let mostSpans = 6

  static func read(_ typed: String) -> Reading {
    let parts = typed.split(whereSeparator: { ",;".contains($0) }).map { String($0).trimmed }.filter { !$0.isEmpty }
    guard parts.count <= mostSpans else { return .problem("At most \(mostSpans) spans a day.") }
    var spans: [BusinessHours.Span] = []
    for part in parts {
      guard let (start, end) = ends(part) else {
        return .problem("“\(shown(part))” is not a span of hours. Write it like 9:00–17:00.")
      }
      guard start != end else {
        return .problem("“\(shown(part))” begins and ends at the same time. For a whole day write 0:00–24:00.")
      }
      spans.append(BusinessHours.Span(start: start, end: end))
    }
    spans.sort { $0.start < $1.start }
    for (earlier, later) in zip(spans, spans.dropFirst()) where finish(of: earlier) > later.start {
      return .problem("\(text(earlier)) and \(text(later)) overlap.")
    }
    return .spans(spans)
  }

  static func text(_ spans: [BusinessHours.Span]) -> String { spans.map(text).joined(separator: ", ") }

  private static func text(_ span: BusinessHours.Span) -> String { "\(time(span.start))–\(time(span.end))" }

  /// Minutes after the day's midnight, beyond 1440 for a night.
  private static func finish(of span: BusinessHours.Span) -> Int {
    span.end <= span.start ? span.end + 1440 : span.end
  }

  private static func ends(_ text: String) -> (start: Int, end: Int)? {
    // People write a hyphen, a dash, or "to".
    let plain = text.replacing("–", with: "-").replacing("—", with: "-").replacing(" to ", with: "-")
    let ends = plain.split(separator: "-", omittingEmptySubsequences: false).map { minutes(String($0).trimmed) }
    guard ends.count == 2, let start = ends[0], let end = ends[1], start < 1440 else { return nil }
    return (start, end)
  }

  /// `9`, `09`, `9:05`, `9.05` and `24:00` as minutes after midnight.
  private static func minutes(_ text: String) -> Int? {
    let parts = text.split(whereSeparator: { ":.".contains($0) })
    guard (1...2).contains(parts.count), text.filter({ ":.".contains($0) }).count == parts.count - 1,
      (1...2).contains(parts[0].count), parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
      let hour = Int(parts[0])
    else { return nil }
    var minute = 0
    if parts.count == 2 {
      guard parts[1].count == 2, let number = Int(parts[1]) else { return nil }
      minute = number
    }
    return minute < 60 && hour * 60 + minute <= 1440 ? hour * 60 + minute : nil
  }

  private static func time(_ minutes: Int) -> String {
    "\(minutes / 60):\(minutes % 60 < 10 ? "0" : "")\(minutes % 60)"
  }

  private static func shown(_ text: String) -> String { text.scalars(30, ending: "…") }
}

extension Weekday {
  /// The field's name in the form.
  var key: String { name.lowercased() }

  var name: String { WallClock.weekdays[rawValue - 1] }
}
