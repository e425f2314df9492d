package import Secretary
import Storage
package import StoreRequests

/// Why the supervisor cannot run, in a sentence the operator can act on.
package enum SupervisorError: ProgramError {
  /// The worker's program cannot be run.
  case program(String)
  /// Another supervisor serves this store.
  case alreadyServed(lockFile: String, process: String)
  case lockFile(path: String, reason: String)
  case backChannel(reason: String)
  case store(StorageError, StoreLocation)

  package var description: String {
    switch self {
    case .program(let sentence): sentence
    case .alreadyServed(let file, let process):
      "another supervisor (\(process)) already serves this store; it holds \(file). Stop it first, or give this one a store of its own."
    case .lockFile(let path, let reason):
      "the lock file \(path) cannot be used: \(reason). It must lie on a local disk this user may write to."
    case .backChannel(let reason): "the workers' notification socket cannot be made: \(reason)"
    case .store(let error, let location): error.words(about: location)
    }
  }

  /// Configuration for what the operator must change, temporary for what may pass.
  package var exitStatus: ExitStatus {
    switch self {
    case .program, .lockFile: .configuration
    case .alreadyServed, .backChannel: .temporary
    case .store(let error, _): error.exitStatus
    }
  }
}
