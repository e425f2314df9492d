import Foundation
import Glibc
import Testing

@testable import Supervisor

/// What would make a start fail is found before `Process` is asked, and told in words.
@Suite struct ProgramFileTests {
  /// The first bytes of this very program, with others at that place.
  private static func program(_ changes: [Int: UInt8] = [:], size: Int = 4_096) throws -> Data {
    let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: "/proc/self/exe"))
    var bytes = try #require(try handle.read(upToCount: size))
    for (index, byte) in changes { bytes[index] = byte }
    return bytes
  }

  @Test func `an empty file, one for another processor and one that is cut short are each told as that`() throws {
    try withFolder { folder in
      let other: UInt8 = try Self.program()[18] == 183 ? 62 : 183  // aarch64, or x86-64 there
      let cases: [(Data, String?)] = [
        (Data(), "is empty"), (try Self.program([18: other]), "is for another processor"),
        (try Self.program([4: 1]), "is for another processor"), (try Self.program(size: 40), "is cut short"),
        (try Self.program([16: 1]), "is no program that can be run"), (try Self.program(), nil),
        (Data("#!\(folder)/empty\n".utf8), "is a script for \(folder)/empty"),
        (Data("#!\n".utf8), "is a script for "), (Data("#!/tmp\n".utf8), "is a script for /tmp"),
        (Data("#! /bin/sh -e\n".utf8), nil), (Data("#!/bin/sh\r\n".utf8), "is a script for "),
      ]
      try Data().write(to: URL(fileURLWithPath: folder + "/empty"))
      chmod(folder + "/empty", 0o755)
      for (content, words) in cases {
        let path = folder + "/worker"
        try content.write(to: URL(fileURLWithPath: path))
        chmod(path, 0o755)
        do throws(ProgramFile.Refusal) {
          try ProgramFile(path: path).check()
          #expect(words == nil)
        } catch {
          #expect(words.map(error.words.contains) == true, "\(error.words)")
        }
      }
    }
  }

  @Test func `a trial tells a program that starts from one that does not`() throws {
    try withFolder { folder in
      #expect(TrialStart.refusal() == nil)
      #expect(TrialStart.refusal(of: "/bin/true") == nil)
      #expect(TrialStart.refusal(of: folder + "/none")?.contains("No such file") == true)
    }
  }
}
