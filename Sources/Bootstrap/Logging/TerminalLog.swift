import Glibc
import Logging
import Secretary

/// Log lines for a person: `09:12:03 warning ann: message (key value)`.
struct TerminalLog: LogHandler {
  let user: String?
  let colour: Bool
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
      hour: Int(parts.tm_hour), minute: Int(parts.tm_min), second: Int(parts.tm_sec), level: event.level,
      message: event.message.description, fields: fields, colour: colour)
    LogStream.standardError.write(line)
  }

  static func line(
    hour: Int, minute: Int, second: Int, level: Logger.Level, message: String, fields: LogFields, colour: Bool
  ) -> String {
    let clock = [hour, minute, second].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
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
