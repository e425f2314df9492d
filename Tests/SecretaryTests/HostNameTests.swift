import Testing

@testable import Secretary

@Suite struct HostNameTests {
  @Test(arguments: [
    "example", "a-b_c.example", "EXAMPLE.com", "0", "straße.example", "βόλος.example", "ες.example", "日本.example",
    "हिन्दी.example",
    "مثال.example", "שלום.example", "💌.example", "☺.example",
    "\(String(repeating: "a", count: 63)).example", "שלום1ם.example",
  ])
  func `what mail can name is written to`(host: String) {
    #expect(HostName.isWritable(host))
  }

  @Test(arguments: [
    "", ".", "a..b", "a.", ".a", "a b", "a/b", "a@b", "a%b", "a\u{7F}b", "\u{300}a", "\u{903}a", "ａ.example",
    "①.example",
    "\u{FFFC}.example", "\u{FFFD}.example", "\u{2FF0}.example", "\u{2FFB}.example", "a\u{200D}b.example",
    "\(String(repeating: "a", count: 64)).example", "aשלום.example", "שלוםa.example", "שaם.example", "1שלום.example",
    "\u{590}a\u{5D0}", "\u{2028}", "\u{E000}",
  ])
  func `what it cannot is not`(host: String) {
    #expect(!HostName.isWritable(host))
  }
}
