import Secretary
import Testing

@Suite struct ShownTextTests {
  @Test(arguments: [
    ("Ben\u{202E}moc.knab@ssob", "Benmoc.knab@ssob"), ("a\r\nb\u{0}c\u{1B}[2J", "a bc[2J"), ("  a \t b  ", "a b"),
    ("", ""),
    ("\u{200B}\u{2066}x\u{2069}", "x"), ("a\u{2028}b", "a b"), ("\u{2800}a", "a"), ("Zoë ❤\u{FE0F}", "Zoë ❤\u{FE0F}"),
    ("می\u{200C}خواهم", "می\u{200C}خواهم"),
    ("a" + String(repeating: "\u{301}", count: 50), "a" + String(repeating: "\u{301}", count: 6)),
    (String(repeating: "x", count: 1_200), String(repeating: "x", count: 1_000) + "…"),
    (String(repeating: "x", count: 1_000), String(repeating: "x", count: 1_000)),
    (String(repeating: "x", count: 1_001), String(repeating: "x", count: 1_000) + "…"),
    (String(repeating: "ä", count: 1_000), String(repeating: "ä", count: 1_000)),
    (String(repeating: "ä", count: 1_001), String(repeating: "ä", count: 1_000) + "…"),
    (" a", "a"), ("a ", "a"), ("a  b", "a b"), ("a~\u{7F}", "a~"), ("a\u{1F}b", "ab"), ("a b", "a b"), (" ", ""),
    ("a\u{20DD}" + String(repeating: "\u{301}", count: 5), "a\u{20DD}" + String(repeating: "\u{301}", count: 5)),
    ("a\u{20DD}" + String(repeating: "\u{301}", count: 6), "a\u{20DD}" + String(repeating: "\u{301}", count: 5)),
    (String(repeating: "a\u{301}", count: 3), String(repeating: "a\u{301}", count: 3)),
  ])
  func `a line shows what it is`(line: String, shown: String) {
    #expect(Array(ShownText(line).text.unicodeScalars) == Array(shown.unicodeScalars))
  }

  @Test func `megabytes are shown by their beginning`() {
    #expect(ShownText(String(repeating: "a\u{301}", count: 2_000_000)).text.unicodeScalars.count == 1_001)
  }

  @Test func `of more than 20,000 bytes 8,000 characters are looked through`() {
    func hidden(_ count: Int) -> String { String(repeating: "\u{AD}", count: count) }
    #expect(ShownText(hidden(9_999) + "xy").text == "xy")
    #expect(ShownText(hidden(9_999) + "xyz").text == "")
    #expect(ShownText(hidden(7_999) + "xy" + hidden(9_999)).text == "x")
  }

  @Test func `a letter keeps its lines and how its language is typed`() {
    #expect(ShownText(letter: "a\n\tb \u{200F}שלום\u{202E}c").text == "a\n\tb \u{200F}שלוםc")
  }

  @Test(
    arguments: [
      ("ben@friend.example", nil), ("ben@müller.example", nil), ("ben@почта.example", nil), ("ben@москва.example", nil),
      ("ben@例え.example", nil),
      ("ben@日本ドメイン.example", nil), ("ben@한국abc.example", nil), ("ben@हिन्दी.example", nil), ("ben@οδός.example", nil),
      ("ben@сор.рф", nil),
      ("ben@xn--mller-kva.example", nil), ("ben@Müller.example", nil),
      ("ben@pаypal.example", "xn--pypal-4ve.example"), ("ben@аррӏе.example", "xn--80ak6aa92e.example"),
      ("ben@gοοgle.example", "xn--ggle-0nda.example"),
      ("ben@friendɡ.example", "xn--friend-n0c.example"), ("ben@💌.example", "xn--rr8h.example"),
      ("ben@сор.example", "xn--n1aeb.example"),
    ] as [(String, String?)])
  func `a host name that may be taken for another is shown in ASCII beside`(address: String, ascii: String?) {
    let shown = EmailAddress(address: address).shownAddress.text
    #expect(shown == address + (ascii.map { " (\($0))" } ?? ""))
    #expect(
      EmailAddress(name: "Ben", address: address).full.text == "Ben <\(address)>" + (ascii.map { " (\($0))" } ?? ""))
  }

  @Test func `no address carries a name with anything unseen, wherever it comes from`() throws {
    let address = EmailAddress(name: "Bo\u{202E}ss\u{200B} ", address: "x@evil.example")
    #expect(address.name == "Boss")
  }

  @Test func `a name that looks like an address does not stand for one`() {
    #expect(!EmailAddress(name: "boss@bank.example", address: "x@evil.example").isNameEnough)
    #expect(EmailAddress(name: "Boss", address: "x@evil.example").isNameEnough)
    #expect(
      EmailAddress(name: "boss@bank.example", address: "x@evil.example").full.text
        == "boss@bank.example <x@evil.example>")
  }
}
