import Foundation
import Testing

@testable import Bootstrap

struct TextFileTests {
  /// What reading a file of these bytes says; the text when it can be read.
  private func said(of bytes: [UInt8]?, at prepare: (URL) throws -> Void = { _ in }) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: "text-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "file")
    if let bytes { try Data(bytes).write(to: file) }
    try prepare(file)
    do { return try TextFile.read(file.path, name: "It") } catch { return error.description }
  }

  @Test func `a text is read, with the mark of another system's editor taken away`() throws {
    #expect(try said(of: Array("Grüße\n".utf8)) == "Grüße\n")
    #expect(try said(of: Array("\u{FEFF}a: b\n".utf8)) == "a: b\n")
    #expect(try said(of: []) == "")
  }

  @Test func `what no text of ours is each has a sentence of its own`() throws {
    #expect(try said(of: nil).contains("It does not exist. Create it"))
    #expect(
      try said(of: nil, at: { try FileManager.default.createDirectory(at: $0, withIntermediateDirectories: true) })
        .contains("It is a folder"))
    #expect(try said(of: [0xFF, 0xFE, 0x61, 0x00]).contains("UTF-16"))
    #expect(try said(of: [0xFE, 0xFF, 0x00, 0x61]).contains("UTF-16"))
    // Latin-1, in the third line.
    #expect(try said(of: Array("a: 1\n\nb: Gr".utf8) + [0xFC] + Array("n\n".utf8)).contains("not UTF-8 in line 3."))
    #expect(try said(of: [UInt8](repeating: 0x61, count: 1_000_001)).contains("larger than 1 MB"))
    #expect(try said(of: [UInt8](repeating: 0x61, count: 1_000_000)).count == 1_000_000)
  }

  @Test(arguments: [(0o600, true), (0o400, true), (0o640, false), (0o604, false), (0o660, false)])
  func `a secret that others may read is refused, with how to close it`(mode: Int, isClosed: Bool) throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "secret-\(UUID())")
    try Data("s".utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
    #expect(try TextFile.read(file.path, name: "It") == "s")
    guard !isClosed else {
      #expect(try TextFile.read(file.path, name: "It", isSecret: true) == "s")
      return
    }
    let words = "It is open to other users (mode 0\(String(mode, radix: 8))). Close it with `chmod 600 \(file.path)`."
    #expect(throws: BootstrapError.unusable(words)) { try TextFile.read(file.path, name: "It", isSecret: true) }
  }

  @Test func `what we may not read is told of as such`() {
    #expect(TextFile.reason(EACCES).contains("may not be read by the user"))
    #expect(TextFile.reason(EIO) == "cannot be read: Input/output error.")
  }
}
