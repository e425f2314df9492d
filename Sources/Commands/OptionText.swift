import ArgumentParser
import Bootstrap
import FoundationEssentials

/// What options are written like. A text that is none is a usage error which says what is allowed.
enum OptionText {
  static func interval(_ text: String) throws -> Duration {
    guard let duration = DurationText.parse(text), duration >= Configuration.Worker.shortestInterval else {
      throw ValidationError("The interval must be \(DurationText.allowed), and at least 15s.")
    }
    return duration
  }

  static func startTime(_ text: String) throws -> Date {
    if let ago = DurationText.parse(text) { return Date().addingTimeInterval(-Double(ago.components.seconds)) }
    let moment = text.utf8.count == 10 ? text + "T00:00:00Z" : text
    guard let date = try? Date(moment, strategy: .iso8601) else {
      throw ValidationError("The time must be a date such as 2026-11-01, or how long ago, such as 2d.")
    }
    return date
  }
}
