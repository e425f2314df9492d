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
