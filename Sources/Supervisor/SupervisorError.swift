package import Storage

/// Why the supervisor cannot run, in a sentence the operator can act on.
package enum SupervisorError: Error, CustomStringConvertible {
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

  /// The exit code this means (sysexits): 78 for what the operator must change, 75 for what may pass.
  package var exitCode: Int32 {
    switch self {
    case .program, .lockFile: 78
    case .alreadyServed, .backChannel: 75
    case .store(let error, _): error.isTemporary ? 75 : 78
    }
  }
}
