import FoundationEssentials
import GmailSimulator
import Testing

struct WireTests {
  @Test(arguments: [([], ""), ([0xFB], "-w=="), ([0xFB, 0xFF], "-_8="), ([1, 2, 3], "AQID")] as [([UInt8], String)])
  func `bytes are written in padded web-safe base64`(bytes: [UInt8], text: String) {
    #expect(Base64URL.encode(bytes) == text)
    #expect(Base64URL.decode(text) == bytes)
    #expect(Base64URL.decode(text.filter { $0 != "=" }) == bytes)
  }

  @Test(arguments: ["A", "A=A=", "A*==", "AAAAA"])
  func `text that is not base64 is refused`(text: String) { #expect(Base64URL.decode(text) == nil) }

  @Test(
    arguments: [
      ("Fri, 2 Jan 2026 03:04:05 +0100", 1_767_319_445), ("2 Jan 26 02:04:05 GMT", 1_767_319_445),
      ("Thu, 01 Jan 1970 00:00:00 -0000 (UTC)", 0), ("29-Feb-2024 12:00:00 -0800", 1_709_236_800),
      ("Thu, 1 Jan 2026 18:04 PST", 1_767_319_440),
    ] as [(String, Double)])
  func `mail dates are read in their many forms`(text: String, seconds: Double) {
    #expect(MailDate.parse(text) == Date(timeIntervalSince1970: seconds))
  }

  @Test(arguments: ["", "yesterday", "Fri, 99 Jan 2026 03:04:05", "1 Nul 2026 00:00:00", "Mon,"])
  func `what is no date gives none`(text: String) { #expect(MailDate.parse(text) == nil) }

  @Test func `a date written is read back`() {
    let date = Date(timeIntervalSince1970: 1_767_319_445)
    #expect(MailDate.text(date) == "Fri, 2 Jan 2026 02:04:05 +0000")
    #expect(MailDate.parse(MailDate.text(date)) == date)
    #expect(MailDate.timestamp(date.addingTimeInterval(0.25)) == "2026-01-02T02:04:05.250Z")
  }

  @Test func `a form field is percent-decoded and may repeat`() {
    let form = FormFields("labelIds=A&labelIds=B%20C&q=a+b&empty")
    #expect(form.all("labelIds") == ["A", "B C"])
    #expect(form["q"] == "a b")
    #expect(form["empty"] == "")
    #expect(form["other"] == nil)
  }

  @Test func `a header block is unfolded and found without regard to case`() {
    let header = MailHeader(Array("Subject: one\r\n two\r\nX-A: 1\r\nx-a: 2\r\n\r\nSubject: body".utf8))
    #expect(header["subject"] == "one two")
    #expect(header.all("X-A") == ["1", "2"])
  }
}
