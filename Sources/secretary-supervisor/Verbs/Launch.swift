import ArgumentParser
import Bootstrap
import Supervisor

/// Not for people: the supervisor starts itself with it.
struct Launch: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Starts workers for the supervisor at the other end of its standard input.", shouldDisplay: false)

  @Argument(parsing: .captureForPassthrough) var command: [String]

  func run() throws {
    ProcessHardening.apply()
    LauncherProgram.run(command)
  }
}
