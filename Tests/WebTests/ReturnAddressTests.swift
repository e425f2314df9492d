import Testing

@testable import Web

struct ReturnAddressTests {
  private let origins = ["https://app.example.com", "http://localhost:3000"]

  @Test(arguments: [
    "/", "/drafts?show=sent", "/drafts/7d3f", "/a//b", "/%5C%5Cevil.example", "https://app.example.com",
    "https://app.example.com/inbox?x=1", "https://app.example.com?done", "http://localhost:3000/",
  ])
  func `a path of this site or a named front end is allowed`(_ text: String) {
    #expect(ReturnAddress(text, origins: origins)?.text == text)
  }

  @Test(arguments: [
    "", "drafts", "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "/a\\b",
    "https://evil.example", "https://app.example.com.evil.example", "https://app.example.com@evil.example",
    "https://app.example.com:8443/",
    "http://app.example.com/", "https://app.example.comevil/", "javascript:alert(1)", "data:text/html,x",
    "/a\r\nSet-Cookie: a=b", "/a\tb", " /drafts", "/drafts ", "/dräfts", "/a\u{0}", "https:app.example.com",
    "https:/app.example.com/",
  ])
  func `everything else is refused`(_ text: String) {
    #expect(ReturnAddress(text, origins: origins) == nil)
  }

  @Test func `a text longer than any address of ours is refused`() {
    #expect(ReturnAddress("/" + String(repeating: "a", count: 2_000), origins: []) == nil)
  }
}
