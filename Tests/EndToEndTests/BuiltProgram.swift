import Foundation
import Testing

/// The built programs, which lie beside the test bundle, run on a folder of their own.
struct Installation {
  let folder: String

  struct Outcome {
    let code: Int32
    let output: String
    let complaint: String
  }

  static func with(_ configuration: String, _ body: (Installation) throws -> Void) throws {
    let installation = try Installation(configuration)
    defer { installation.remove() }
    try body(installation)
  }

  static func with(_ configuration: String, _ body: (Installation) async throws -> Void) async throws {
    let installation = try Installation(configuration)
    defer { installation.remove() }
    try await body(installation)
  }

  private init(_ configuration: String) throws {
    folder = NSTemporaryDirectory() + "secretary-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try write("secretary.yaml", configuration)
  }

  private func remove() { try? FileManager.default.removeItem(atPath: folder) }

  func path(_ name: String) -> String { folder + "/" + name }

  /// Nobody else may read it, as a secret must be.
  func write(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: URL(filePath: path(name)))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path(name))
  }

  /// Runs `secretary-supervisor ARGUMENTS --config secretary.yaml` to its end.
  func supervisor(_ arguments: String...) throws -> Outcome { try supervisor(arguments) }

  func supervisor(_ arguments: [String]) throws -> Outcome {
    try run("secretary-supervisor", arguments + ["--config", path("secretary.yaml")])
  }

  /// The same where something of this process has to answer meanwhile, whose threads a wait would hold.
  func supervisorAsking(_ arguments: String...) async throws -> Outcome {
    let process = try start("secretary-supervisor", arguments + ["--config", path("secretary.yaml")])
    #expect(await eventually(within: .seconds(60)) { !process.isRunning } != nil)
    return try outcome(of: process)
  }

  func run(_ program: String, _ arguments: [String]) throws -> Outcome {
    let process = try start(program, arguments)
    process.waitUntilExit()
    return try outcome(of: process)
  }

  private func start(_ program: String, _ arguments: [String]) throws -> Process {
    let process = Process()
    process.executableURL = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: program)
    process.arguments = arguments
    process.environment = ["PATH": "/usr/bin:/bin"]
    for file in ["stdout", "stderr"] { try write(file, "") }
    process.standardOutput = try FileHandle(forWritingTo: URL(filePath: path("stdout")))
    process.standardError = try FileHandle(forWritingTo: URL(filePath: path("stderr")))
    try process.run()
    return process
  }

  private func outcome(of process: Process) throws -> Outcome {
    Outcome(
      code: process.terminationStatus, output: try String(contentsOfFile: path("stdout"), encoding: .utf8),
      complaint: try String(contentsOfFile: path("stderr"), encoding: .utf8))
  }
}
