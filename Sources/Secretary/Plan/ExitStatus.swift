/// What a program's exit code means to whoever started it; the numbers are those of `sysexits.h`. The supervisor reads its
/// workers' by the same table.
package enum ExitStatus: Int32, Sendable {
  case finished = 0
  case usage = 64
  /// A bug of ours.
  case internalError = 70
  /// It may work later: the network, a busy store, a full disk.
  case temporary = 75
  /// Only the user can help: the account must be connected again.
  case needsUser = 77
  /// Only the operator can help: configuration, keys, an unknown user, settings that cannot be worked with.
  case configuration = 78

  /// The status of a program that ends because of an error. What is none of ours is a bug.
  package init(of error: any Error) {
    self = (error as? any ProgramError)?.exitStatus ?? .internalError
  }
}

/// An error that may end a program. It says in a sentence what a person can do, and by its status what the starter can.
package protocol ProgramError: Error, CustomStringConvertible {
  var exitStatus: ExitStatus { get }
}
