package import Secretary

/// Why the web cannot run, as a sentence a person can act on.
package enum WebProblem: ProgramError, Equatable {
  /// The operator must change something.
  case configuration(String)
  /// It may work later.
  case temporary(String)

  package var description: String {
    switch self {
    case .configuration(let sentence), .temporary(let sentence): sentence
    }
  }

  package var exitStatus: ExitStatus {
    switch self {
    case .configuration: .configuration
    case .temporary: .temporary
    }
  }
}
