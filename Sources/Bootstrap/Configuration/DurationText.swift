/// Durations as people write them in the file: `30s`, `5m`, `1h`, `2d`.
package enum DurationText {
  package static let allowed = "a whole number and a unit, such as 30s, 5m or 1h"

  /// Nil when the text is not a duration. Zero is none either: nothing here may happen without pause.
  package static func parse(_ text: String) -> Duration? {
    guard let unit = text.last, let seconds = secondsPerUnit[unit] else { return nil }
    let digits = text.dropLast()
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }), let count = Int(digits), count > 0 else {
      return nil
    }
    let (total, overflow) = count.multipliedReportingOverflow(by: seconds)
    return overflow ? nil : .seconds(total)
  }

  /// The shortest way to write it that `parse` reads back.
  static func text(_ duration: Duration) -> String {
    let seconds = duration.components.seconds
    for (unit, size) in [("d", Int64(86_400)), ("h", 3600), ("m", 60)] where seconds >= size && seconds % size == 0 {
      return "\(seconds / size)\(unit)"
    }
    return "\(seconds)s"
  }

  private static let secondsPerUnit: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
}
