import Logging
import Secretary

/// Log lines as journal entries with fields of their own, so that `journalctl SECRETARY_USER=ann` shows one person's
/// worker and nothing else.
struct JournalLog: LogHandler {
  let program: String
  let user: String?
  var logLevel: Logger.Level
  var metadata: Logger.Metadata = [:]
  var metadataProvider: Logger.MetadataProvider?

  init(program: String, user: String?, logLevel: Logger.Level) {
    self.program = program
    self.user = user
    self.logLevel = logLevel
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let fields = LogFields(user: user, handler: metadata, provider: metadataProvider, event: event)
    let entry = Self.entry(program: program, level: event.level, message: event.message.description, fields: fields)
    JournalSocket.shared.send(entry)
  }

  /// The entry as `FIELD=value` texts. Values may hold anything; names are what journald accepts: upper case, digits,
  /// underscores.
  static func entry(program: String, level: Logger.Level, message: String, fields: LogFields) -> [String] {
    var entry = [
      "MESSAGE=\(ShownText(letter: message))", "PRIORITY=\(priority(of: level))", "SYSLOG_IDENTIFIER=\(program)",
    ]
    if let user = fields.user { entry.append("SECRETARY_USER=\(user)") }
    for field in fields.others { entry.append("SECRETARY_\(fieldName(field.name))=\(field.value)") }
    return entry
  }

  private static func fieldName(_ key: String) -> String {
    String(key.uppercased().scalars(50).map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
  }

  /// syslog's numbers.
  static func priority(of level: Logger.Level) -> Int {
    switch level {
    case .trace, .debug: 7
    case .info: 6
    case .notice: 5
    case .warning: 4
    case .error: 3
    case .critical: 2
    }
  }
}
