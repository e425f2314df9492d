import Foundation
import Testing

/// `scripts/demo` as it is called wrongly: a sentence and the code for wrong usage, before anything is built or started.
@Suite struct DemoCommandTests {
  private static let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "scripts/demo").path

  @Test(arguments: [
    (["--bin", "/nowhere"], "there is no program gmail-simulator in /nowhere"), (["--bin"], "--bin needs a folder"),
    (["--mail", "me=/nowhere"], "there is no folder /nowhere"), (["--mail", "me"], "--mail needs NAME=DIR"),
    (["--chek"], "Usage: scripts/demo"),
  ])
  func `what is wrong with its options is said in a sentence`(words: [String], sentence: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.script)
    process.arguments = words
    let complaint = Pipe()
    process.standardError = complaint
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    let said = String(decoding: complaint.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 64 && said.contains(sentence), "\(said)")
    #expect(!said.contains("Traceback"))
  }
}
