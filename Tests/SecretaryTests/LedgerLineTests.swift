import Testing

@testable import Secretary

@Suite struct LedgerLineTests {
  @Test(arguments: [
    ("Ann <ann@example.com>", "Ann <ann@example.com>"), ("a\r\nb\tc", "a  b c"), ("", ""),
    (String(repeating: "a", count: 1_000), String(repeating: "a", count: 1_000)),
    (String(repeating: "a", count: 1_001), String(repeating: "a", count: 997) + "…"),
  ])
  func `a text becomes a line of at most a thousand bytes`(_ text: String, _ line: String) {
    #expect(LedgerLine(text).text == line)
  }

  @Test func `one character of megabytes is no exception`() {
    #expect(LedgerLine("e" + String(repeating: "\u{301}", count: 1_000_000)).text.utf8.count <= LedgerLine.longest)
  }
}
