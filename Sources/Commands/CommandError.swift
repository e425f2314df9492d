package import ArgumentParser
import Bootstrap
package import Secretary

/// What a command cannot do, and what to do instead, in a sentence for the person at the terminal.
package struct CommandError: ProgramError {
  package let description: String
  package let exitStatus: ExitStatus

  /// - Parameter status: what whoever started the command can do about it; mostly nothing before somebody changed something.
  package init(_ sentence: String, _ status: ExitStatus = .configuration) {
    description = sentence
    exitStatus = status
  }
}

extension ExitCode {
  /// Says on standard error why a program ends, and gives the code it ends with.
  package init(saying error: any Error, program: String) {
    Terminal.say("\(program): \(error)")
    self.init(ExitStatus(of: error).rawValue)
  }
}
