/// How a worker process ended.
package enum WorkerExit: Sendable, Equatable {
  case code(Int32)
  case signal(Int32)
  /// It never ran; the sentence says why.
  case notStarted(String)
  /// Its process is gone and nobody could say how it ended.
  case vanished

  /// What the end asks of the supervisor. The codes are those of sysexits.h.
  package var meaning: ExitMeaning {
    switch self {
    case .code(0): .finished
    case .code(75), .notStarted: .temporary
    case .code(77): .needsUser
    case .code(78): .badSettings
    case .code, .signal, .vanished: .crash
    }
  }

  /// "exit code 70, an internal error", for people.
  package var words: String {
    switch self {
    case .code(let code): Self.codes[code].map { "exit code \(code), \($0)" } ?? "exit code \(code)"
    case .signal(let signal): Self.signals[signal].map { "signal \(signal), \($0)" } ?? "signal \(signal)"
    case .notStarted(let why): "not started: \(why)"
    case .vanished: "its process disappeared"
    }
  }

  private static let codes: [Int32: String] = [
    0: "finished", 64: "wrong usage", 70: "an internal error", 75: "a temporary failure", 77: "the user is needed",
    78: "bad configuration", 126: "the program may not be run", 127: "the program was not found",
  ]
  private static let signals: [Int32: String] = [
    1: "hung up", 2: "interrupted", 4: "illegal instruction", 5: "trap", 6: "aborted", 7: "bus error", 9: "killed",
    11: "segmentation fault", 13: "broken pipe", 15: "terminated", 24: "CPU limit", 31: "forbidden system call",
  ]
}

/// What an end of a worker asks of the supervisor.
package enum ExitMeaning: Sendable, Equatable {
  /// It was done; started again when it is still wanted.
  case finished
  /// Something outside failed; it is tried again quietly and is nobody's fault.
  case temporary
  /// Google access was withdrawn; nothing but the user can help.
  case needsUser
  /// The settings cannot be worked with; nothing but a change of them can help.
  case badSettings
  case crash
}
