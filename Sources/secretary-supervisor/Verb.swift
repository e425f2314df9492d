import ArgumentParser
import Bootstrap
import Commands
import Foundation
import Glibc
import Secretary
import Storage
import Supervisor

/// One thing this program does. Every verb runs on the main thread under its run loop, because `Process` may spawn only
/// from there: that makes the main actor the main thread, which an asynchronous `main` would not.
protocol Verb: ParsableCommand, Sendable {
  @MainActor func perform() async throws
}

extension Verb {
  func run() throws {
    ProcessHardening.apply()
    // The one unstructured task: it is the program, and the run loop below never returns.
    Task { @MainActor in
      do {
        try await perform()
        Glibc.exit(ExitStatus.finished.rawValue)
      } catch {
        Glibc.exit(ExitCode(saying: error, program: "secretary-supervisor").rawValue)
      }
    }
    RunLoop.main.run()
  }
}
