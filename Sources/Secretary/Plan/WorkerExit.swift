/// How a worker process ended.
package enum WorkerExit: Sendable, Equatable, Codable {
  case code(Int32)
  case signal(Int32)
  /// It never ran; the sentence says why.
  case notStarted(String)
  /// Its process is gone and nobody could say how it ended.
  case vanished

  /// What the end asks of the supervisor: finished, it is started again when it is still wanted; temporary, it is tried again
  /// quietly; held for the user or the operator until they change something; anything else is a crash, an internal error.
  package var status: ExitStatus {
    switch self {
    case .code(ExitStatus.usage.rawValue): .internalError
    case .code(let code): ExitStatus(rawValue: code) ?? .internalError
    case .notStarted: .temporary
    case .signal, .vanished: .internalError
    }
  }
}
