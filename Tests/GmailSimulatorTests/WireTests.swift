import FoundationEssentials
import GmailSimulator
import Testing

struct WireTests {
  @Test func `a time is written to the millisecond`() {
    let date = Date(timeIntervalSince1970: 1_767_319_445)
    #expect(GoogleTime.text(date.addingTimeInterval(0.25)) == "2026-01-02T02:04:05.250Z")
  }

  @Test func `a form field is percent-decoded and may repeat`() {
    let form = FormParameters("labelIds=A&labelIds=B%20C&q=a+b&empty")
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
