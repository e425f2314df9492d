import Foundation
import Secretary

/// A moment for a page: words for the person, and the same moment for programs (`<time datetime>`).
struct Stamp: Sendable, Equatable {
  let words: String
  /// ISO 8601 in UTC.
  let machine: String
}

/// Moments in words: "today 14:05", "3 minutes ago", "in 20 seconds".
extension WallClock {
  /// On which day and at what time, by the person's own clock.
  func when(_ date: Date) -> Stamp { stamp(date, day(date)) }

  /// Something that happened: how long ago while that is easy to grasp, then when.
  func ago(_ date: Date) -> Stamp {
    let seconds = Int(now.timeIntervalSince(date).rounded())
    let words =
      switch seconds {
      case ..<10: "just now"
      case ..<60: "\(seconds) seconds ago"
      case ..<3_600: "\(Self.count(seconds / 60, "minute")) ago"
      case ..<21_600: "\(Self.count(seconds / 3_600, "hour")) ago"
      default: day(date)
      }
    return stamp(date, words)
  }

  /// Something that is to come: in how long while that is easy to grasp, then when.
  func until(_ date: Date) -> Stamp {
    let seconds = Int(date.timeIntervalSince(now).rounded())
    let words =
      switch seconds {
      case ..<1: "any moment"
      case ..<60: "in \(Self.count(seconds, "second"))"
      case ..<3_600: "in \(Self.count(seconds / 60, "minute"))"
      case ..<21_600: "in \(Self.count(seconds / 3_600, "hour"))"
      default: day(date)
      }
    return stamp(date, words)
  }

  /// "1 minute", "2 minutes".
  static func count(_ number: Int, _ noun: String) -> String { number.counted(noun) }

  /// "45 seconds", "5 minutes", "1 hour": a length of time in its largest whole unit.
  static func length(_ seconds: Int) -> String {
    for (size, noun) in [(3_600, "hour"), (60, "minute")] where seconds >= size && seconds % size == 0 {
      return count(seconds / size, noun)
    }
    return count(seconds, "second")
  }

  private func stamp(_ date: Date, _ words: String) -> Stamp {
    Stamp(words: words, machine: date.formatted(.iso8601))
  }

  /// "14:05".
  func time(_ date: Date) -> String {
    let reading = reading(at: date)
    return "\(Self.two(reading.hour)):\(Self.two(reading.minute))"
  }

  /// "14:05:10".
  func timeWithSeconds(_ date: Date) -> String {
    "\(time(date)):\(Self.two(Int(date.timeIntervalSince1970.rounded(.down)) % 60))"
  }

  private func day(_ date: Date) -> String {
    let then = reading(at: date)
    let today = reading(at: now)
    let words =
      switch then.dayNumber - today.dayNumber {
      case 0: "today"
      case -1: "yesterday"
      case 1: "tomorrow"
      case -6...6: Self.weekdays[then.weekday - 1]
      default: "\(then.day) \(Self.months[then.month - 1])\(then.year == today.year ? "" : " \(then.year)")"
      }
    return "\(words) \(time(date))"
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  static let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
}
