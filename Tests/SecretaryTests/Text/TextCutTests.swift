import Testing

@testable import Secretary

@Suite struct TextCutTests {
  /// One character of two megabytes.
  private static let tower = "e" + String(repeating: "\u{301}", count: 1_000_000)

  @Test func `one character may hold megabytes, and is cut like any other text`() {
    #expect(Self.tower.count == 1)
    #expect(Self.tower.scalars(200).unicodeScalars.count == 200)
    #expect(Self.tower.scalars(200, ending: "…").unicodeScalars.count == 201)
    #expect(Self.tower.bytes(200).utf8.count == 199)
    #expect(Self.tower.bytes(200, ending: "…").utf8.count == 200)
  }

  @Test(arguments: [
    ("", 3, "", ""), ("abc", 3, "abc", "abc"), ("abcd", 3, "abc…", "…"), ("äöü", 3, "äöü", "…"), ("abc", 0, "…", "…"),
    ("日本語", 6, "日本語", "日…"), ("🇩🇪🇫🇷", 3, "🇩🇪🇫…", "…"),
  ])
  func `a cut says that it is one, and falls between two scalars`(
    _ text: String, _ most: Int, _ scalars: String, _ bytes: String
  ) {
    #expect(text.scalars(most, ending: "…") == scalars)
    #expect(text.bytes(most, ending: "…") == bytes)
  }

  @Test(arguments: [
    ("", 3, ""), ("abc", 3, "abc"), ("abcd", 3, "bcd"), ("äöüß", 3, "öüß"), ("äöü", 3, "äöü"), ("abc", 0, ""),
  ])
  func `the end of a text is cut as its beginning is`(_ text: String, _ most: Int, _ end: String) {
    #expect(text.lastScalars(most) == end)
  }
}
