import Foundation
import Testing

@testable import Worker

struct UsedTextTests {
  @Test func `program text that was used is given back, and runs on all the same`() throws {
    let before = try residentText()
    WorkerProcess.forgetUsedText()
    #expect(try residentText() < before)
  }

  /// Kilobytes of executable file mappings that are in this process's memory now.
  private func residentText() throws -> Int {
    var isText = false
    var kilobytes = 0
    for line in try String(contentsOfFile: "/proc/self/smaps", encoding: .utf8).split(separator: "\n") {
      let words = line.split(separator: " ")
      if words[0].contains("-") { isText = words[1] == "r-xp" && words.last?.hasPrefix("/") == true }
      if isText, words[0] == "Rss:" { kilobytes += Int(words[1]) ?? 0 }
    }
    return kilobytes
  }
}
