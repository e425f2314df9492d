/// Why a program could not get ready, in a sentence a person can act on, and the exit code it means (sysexits).
package enum BootstrapError: Error, Equatable, CustomStringConvertible {
  /// The configuration file is wrong: every problem of it, in order.
  case configuration(file: String, problems: [ConfigurationProblem])
  /// A file the configuration names cannot be used.
  case unusable(String)

  package var description: String {
    switch self {
    case .configuration(let file, let problems):
      (["\(file) is not usable:"] + problems.map { "  \($0)" }).joined(separator: "\n")
    case .unusable(let sentence):
      sentence
    }
  }

  package var exitCode: ExitStatus { .configuration }
}

/// What a program's exit code means to whoever started it; the numbers are those of `sysexits.h`.
package enum ExitStatus: Int32, Sendable {
  case finished = 0
  case usage = 64
  /// A bug of ours.
  case internalError = 70
  /// It may work later: the network, a busy store, a full disk.
  case temporary = 75
  /// Only the user can help: the account must be connected again.
  case needsUser = 77
  /// Only the operator can help: configuration, keys, an unknown user.
  case configuration = 78
}
