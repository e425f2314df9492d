import Glibc
package import Logging

/// Where this process's log lines go. Called once, first thing in a door.
package enum LogOutput {
  /// - `user`: set in a worker: every line carries it.
  package static func start(program: String, level: Logger.Level, format: LogFormat, user: String? = nil) {
    let form = form(of: format)
    LoggingSystem.bootstrap { _ in
      switch form {
      case .journal: JournalLog(program: program, user: user, logLevel: level)
      case .terminal(let colour): TerminalLog(user: user, colour: colour, logLevel: level)
      }
    }
  }

  enum Form: Equatable {
    case journal
    case terminal(colour: Bool)
  }

  private static func form(of format: LogFormat) -> Form {
    switch format {
    case .journal: .journal
    case .text: .terminal(colour: mayColour)
    case .automatic: JournalStream.isStandardError ? .journal : .terminal(colour: mayColour)
    }
  }

  /// Colour only where somebody looks, and not against their wish (no-color.org).
  private static var mayColour: Bool {
    isatty(STDERR_FILENO) == 1 && getenv("NO_COLOR") == nil
  }
}
