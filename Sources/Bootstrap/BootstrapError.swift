package import Secretary

/// Why a program could not get ready, in a sentence a person can act on.
package enum BootstrapError: ProgramError, Equatable {
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

  package var exitStatus: ExitStatus { .configuration }
}
