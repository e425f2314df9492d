import FoundationEssentials
import MailFormat
import Testing

struct MailDateTests {
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
  }
}
