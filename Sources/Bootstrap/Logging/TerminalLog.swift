import Glibc
import Logging
import Secretary

/// Log lines for a person: `09:12:03 warning ann: message (key value)`. In a file, which is read later, the date stands before.
struct TerminalLog: LogHandler {
  let user: String?
  let colour: Bool
  private let isTerminal = isatty(STDERR_FILENO) == 1
  var logLevel: Logger.Level
  var metadata: Logger.Metadata = [:]
  var metadataProvider: Logger.MetadataProvider?

  init(user: String?, colour: Bool, logLevel: Logger.Level) {
    self.user = user
    self.colour = colour
    self.logLevel = logLevel
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    var now = time(nil)
    var parts = tm()
    localtime_r(&now, &parts)
    let fields = LogFields(user: user, handler: metadata, provider: metadataProvider, event: event)
    let line = Self.line(
      at: Self.moment(parts, withDate: !isTerminal), level: event.level, message: event.message.description,
      fields: fields, colour: colour)
    LogStream.standardError.write(line)
  }

  /// "09:02:30", or "2026-11-28 09:02:30".
  static func moment(_ parts: tm, withDate: Bool) -> String {
    let two = { (number: Int32) in number < 10 ? "0\(number)" : "\(number)" }
    let time = [parts.tm_hour, parts.tm_min, parts.tm_sec].map(two).joined(separator: ":")
    return withDate ? "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday)) \(time)" : time
  }

  static func line(
    at clock: String, level: Logger.Level, message: String, fields: LogFields, colour: Bool
  ) -> String {
    let name = level.rawValue + String(repeating: " ", count: max(0, 7 - level.rawValue.count))
    let who = fields.user.map { "\($0): " } ?? ""
    let rest =
      fields.others.isEmpty ? "" : " (" + fields.others.map { "\($0.name) \($0.value)" }.joined(separator: ", ") + ")"
    guard colour else { return "\(clock) \(name) \(who)\(oneLine(message))\(rest)" }
    return
      "\u{1B}[2m\(clock)\u{1B}[0m \(code(of: level))\(name)\u{1B}[0m \(who)\(oneLine(message))\u{1B}[2m\(rest)\u{1B}[0m"
  }

  private static func code(of level: Logger.Level) -> String {
    switch level {
    case .trace, .debug: "\u{1B}[2m"
    case .info, .notice: "\u{1B}[32m"
    case .warning: "\u{1B}[33m"
    case .error, .critical: "\u{1B}[31m"
    }
  }
}

/// One event is one line, and what came from outside must not move the cursor, forge a line of its own or turn one around.
func oneLine(_ text: String) -> String {
  guard text.utf8.contains(where: { $0 < 0x20 || $0 >= 0x7F }) else { return text }
  let line = text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }
  return InvisibleText(String(String.UnicodeScalarView(line))).visible
}
