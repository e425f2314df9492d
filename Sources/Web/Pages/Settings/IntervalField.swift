import Secretary

/// The interval as a person types it: a number and a unit, or nothing for the operator's default.
enum IntervalField {
  enum Unit: String, Sendable, CaseIterable {
    case seconds, minutes, hours

    var size: Int {
      switch self {
      case .seconds: 1
      case .minutes: 60
      case .hours: 3_600
      }
    }
  }

  enum Reading: Equatable {
    /// Nil follows the operator's default.
    case seconds(Int?)
    /// A sentence for beside the field.
    case problem(String)
  }

  /// Less would spend a person's quota at Google on looking; also what the store demands.
  static let shortest = 15
  /// Longer than this looks like a mistake; switching off is the honest way to rest.
  static let longest = 24 * 3_600

  static func read(_ number: String, unit: String) -> Reading {
    let digits = number.filter { !$0.isWhitespace }
    if digits.isEmpty { return .seconds(nil) }
    guard let unit = Unit(rawValue: unit) else { return .problem("Choose seconds, minutes or hours.") }
    guard digits.utf8.allSatisfy({ (48...57).contains($0) }), let count = (0...longest).number(in: digits) else {
      return .problem("Write a whole number, or nothing for the usual interval.")
    }
    let seconds = count * unit.size
    if seconds < shortest { return .problem("\(shortest) seconds is the shortest.") }
    if seconds > longest { return .problem("24 hours is the longest. To pause for longer, switch your secretary off.") }
    return .seconds(seconds)
  }

  /// How a stored interval is written into the fields.
  static func typed(_ seconds: Int?) -> (number: String, unit: Unit) {
    guard let seconds else { return ("", .minutes) }
    let unit = Unit.allCases.last { seconds >= $0.size && seconds % $0.size == 0 } ?? .seconds
    return ("\(seconds / unit.size)", unit)
  }
}
