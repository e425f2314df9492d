import Glibc
package import Logging
import Synchronization

/// Where this process's log lines go. Called once, first thing in a door.
package enum LogOutput {
  /// What loggers that are made from now on tell.
  private static let level = Mutex(Logger.Level.info)

  /// For a program that reads its configuration again. A logger keeps the level it was made with.
  package static func change(level: Logger.Level) { Self.level.withLock { $0 = level } }

  /// - `user`: set in a worker: every line carries it.
  package static func start(program: String, level: Logger.Level, format: LogFormat, user: String? = nil) {
    let form = form(of: format)
    change(level: level)
    LoggingSystem.bootstrap { _ in
      let level = Self.level.withLock { $0 }
      return switch form {
      case .journal: JournalLog(program: program, user: user, logLevel: level)
      case .terminal(let colour): TerminalLog(user: user, colour: colour, logLevel: level)
      }
    }
  }

  /// The socket of the journal, where this process's lines go there; nil where they do not.
  package static func journal(_ format: LogFormat) -> String? {
    form(of: format) == .journal ? JournalSocket.place : nil
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
