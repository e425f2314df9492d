import Foundation

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

  func write(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: URL(filePath: path(name)))
  }

  /// Runs `secretary-supervisor ARGUMENTS --config secretary.yaml` to its end.
  func supervisor(_ arguments: String...) throws -> Outcome { try supervisor(arguments) }

  func supervisor(_ arguments: [String]) throws -> Outcome {
    try run("secretary-supervisor", arguments + ["--config", path("secretary.yaml")])
  }

  func run(_ program: String, _ arguments: [String]) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: program)
    process.arguments = arguments
    process.environment = ["PATH": "/usr/bin:/bin"]
    let (output, complaint) = (path("stdout"), path("stderr"))
    for file in [output, complaint] { try Data().write(to: URL(filePath: file)) }
    process.standardOutput = try FileHandle(forWritingTo: URL(filePath: output))
    process.standardError = try FileHandle(forWritingTo: URL(filePath: complaint))
    try process.run()
    process.waitUntilExit()
    return Outcome(
      code: process.terminationStatus, output: try String(contentsOfFile: output, encoding: .utf8),
      complaint: try String(contentsOfFile: complaint, encoding: .utf8))
  }
}
