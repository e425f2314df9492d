import Glibc
import Logging
import Secretary
import Testing

@testable import Bootstrap

struct LogTests {
  private func line(_ message: String, user: String? = nil, metadata: Logger.Metadata = [:], colour: Bool = false)
    -> String
  {
    TerminalLog.line(
      at: "09:02:30", level: .info, message: message, fields: LogFields(user: user, metadata: metadata),
      colour: colour)
  }

  @Test func `a line for a person has time, level, user, message and the rest in brackets`() {
    #expect(
      line("2 drafts written", user: "ann", metadata: ["took": "3s", "account": "a@x"])
        == "09:02:30 info    ann: 2 drafts written (account a@x, took 3s)")
    #expect(line("ready") == "09:02:30 info    ready")
  }

  @Test func `in a file a line has its date`() {
    var parts = tm()
    (parts.tm_year, parts.tm_mon, parts.tm_mday) = (126, 10, 8)
    (parts.tm_hour, parts.tm_min, parts.tm_sec) = (9, 2, 30)
    #expect(TerminalLog.moment(parts, withDate: true) == "2026-11-08 09:02:30")
    #expect(TerminalLog.moment(parts, withDate: false) == "09:02:30")
  }

  @Test func `the user of the line itself wins over the user of the process`() {
    #expect(line("held", user: "ann", metadata: ["user": "bob"]) == "09:02:30 info    bob: held")
  }

  @Test func `text from outside can neither break the line nor move the cursor`() {
    #expect(line("a\nb\u{1B}[2Jc", metadata: ["k": "v\r\nw"]) == "09:02:30 info    a b [2Jc (k v  w)")
  }

  @Test func `text from outside cannot turn a line around`() {
    #expect(line("for a\u{202E}b\u{200B}c") == "09:02:30 info    for abc")
    let entry = JournalLog.entry(
      program: "p", level: .info, message: "a\u{202E}b", fields: LogFields(user: nil, metadata: ["k": "\u{2066}v"]))
    #expect(entry.first == "MESSAGE=ab" && entry.last == "SECRETARY_K=v")
  }

  @Test func `only colour adds escapes`() {
    #expect(!line("x").contains("\u{1B}"))
    #expect(line("x", colour: true).contains("\u{1B}[32m"))
  }

  @Test func `a secret that strays into a line stays sealed`() {
    #expect(!line("token \(Secret("ya29.x"))", metadata: ["t": "\(Secret("ya29.x"))"]).contains("ya29"))
  }

  @Test func `a journal entry carries the user and every field by name`() {
    let fields = LogFields(user: "ann", metadata: ["exit.code": "75", "user": "bob"])
    #expect(
      JournalLog.entry(program: "secretary-worker", level: .warning, message: "two\nlines", fields: fields) == [
        "MESSAGE=two\nlines", "PRIORITY=4", "SYSLOG_IDENTIFIER=secretary-worker", "SECRETARY_USER=bob",
        "SECRETARY_EXIT_CODE=75",
      ])
  }

  @Test(arguments: zip(Logger.Level.allCases, [7, 7, 6, 5, 4, 3, 2]))
  func `levels are syslog's`(level: Logger.Level, priority: Int) {
    #expect(JournalLog.priority(of: level) == priority)
  }

  @Test func `the journal is recognised by device and inode of the stream`() throws {
    let descriptor = open("/dev/null", O_WRONLY)
    defer { close(descriptor) }
    var file = stat()
    try #require(fstat(descriptor, &file) == 0)
    #expect(JournalStream.names("\(file.st_dev):\(file.st_ino)", descriptor: descriptor))
    #expect(!JournalStream.names("\(file.st_dev):\(file.st_ino + 1)", descriptor: descriptor))
    #expect(!JournalStream.names("nonsense", descriptor: descriptor))
  }
}
