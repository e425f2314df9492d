package import ArgumentParser
package import Secretary

/// What a command cannot do, and what to do instead, in a sentence for the person at the terminal.
package struct CommandError: ProgramError {
  package let description: String
  package var exitStatus: ExitStatus { .configuration }

  package init(_ sentence: String) { description = sentence }
}

extension ExitCode {
  /// Says on standard error why a program ends, and gives the code it ends with.
  package init(saying error: any Error, program: String) {
    Terminal.say("\(program): \(error)")
    self.init(ExitStatus(of: error).rawValue)
  }
}
