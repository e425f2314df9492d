import ArgumentParser
import Bootstrap
import Foundation
import Glibc
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
        say("secretary-supervisor: \(error)")
        Glibc.exit(exitStatus(of: error))
      }
    }
    RunLoop.main.run()
  }
}

/// What each error means to whoever started us. One place decides.
func exitStatus(of error: any Error) -> Int32 {
  switch error {
  case let error as BootstrapError: error.exitCode.rawValue
  case let error as SupervisorError: error.exitCode
  case let error as StoreFailure: exitStatus(of: error.cause)
  case let error as StorageError: (error.isTemporary ? ExitStatus.temporary : .configuration).rawValue
  case is GoogleTokenImportError, is Refusal: ExitStatus.configuration.rawValue
  default: ExitStatus.internalError.rawValue
  }
}

/// A sentence for the person at the terminal: what cannot be done, and what to do instead.
struct Refusal: Error, CustomStringConvertible {
  let description: String

  init(_ sentence: String) { description = sentence }
}

/// Standard error is for people; standard output is the answer, which other programs may read.
func say(_ sentence: String) {
  FileHandle.standardError.write(Data((sentence + "\n").utf8))
}

/// Writes an answer, whole or not at all known: a reader that has gone is no error worth a message.
func answer(_ text: String) {
  try? FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
}
