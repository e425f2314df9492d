import Testing

@testable import Secretary

@Suite struct FactContactTests {
  private static func expect(
    _ text: String, _ kind: Fact.Kind, _ written: [String], _ meanings: [FactMeaning],
    at location: SourceLocation = #_sourceLocation
  ) {
    let facts = ReadFacts.facts(kind, in: text)
    #expect(facts.map(\.text) == written, "\(text)", sourceLocation: location)
    #expect(facts.flatMap(\.meanings) == meanings, "\(text)", sourceLocation: location)
  }

  // MARK: Links

  @Test(arguments: [
    ("http://x.example/a", "x.example/a"), ("https://x.example/a", "x.example/a"), ("ftp://x.example/a", "x.example/a"),
    ("www.x.example/a", "x.example/a"), ("x.example/a", "x.example/a"), ("x.example", "x.example"),
    ("https://WWW.X.Example/A/", "x.example/A"), ("https://x.example/a?b=1#c", "x.example/a?b=1#c"),
    ("https://X.example?A", "x.example?A"), ("https://X.example#A", "x.example#A"), ("my-shop.co.uk", "my-shop.co.uk"),
    ("www.intranet", "intranet"), ("WWW.Intranet/a", "intranet/a"), ("X.com", "x.com"), ("x.com/", "x.com"),
    ("https://localhost", "localhost"),
  ])
  func `a link is compared without its scheme, in one spelling of its host`(text: String, link: String) {
    Self.expect("see \(text) there", .link, [text], [.link(link)])
  }

  @Test func `a link that is spelled so that nobody follows it is one all the same`() {
    ReadFacts.expect("at hxxps://x.example/a now", .link, ["hxxps://x.example/a"], [.link("x.example/a")])
  }

  @Test func `what closes a sentence or a bracket is no part of a link`() {
    for mark in ".,;:!?'*_".map(String.init) + [")", "]", "}", ">", "|", "\"", "»", "”", ".)", "?!"] {
      Self.expect("(https://x.example/a\(mark) and", .link, ["https://x.example/a"], [.link("x.example/a")])
      Self.expect("(x.example/a\(mark) and", .link, ["x.example/a"], [.link("x.example/a")])
    }
    Self.expect("https://x.example/a is", .link, ["https://x.example/a"], [.link("x.example/a")])
    Self.expect("<https://x.example>", .link, ["https://x.example"], [.link("x.example")])
  }

  @Test(arguments: [
    "end.Then", "end.then", "x.COM", "1.500", "http:/x", "https: //x", "gopher://x", "://x", "www", "www. x", "www.",
    "x.",
    ".com", "a.b", "com",
  ])
  func `what only looks like it is no link`(text: String) {
    Self.expect("see \(text) there", .link, [], [])
  }

  // MARK: Addresses

  @Test(arguments: ["ben@x.example", "Ben.Li+x@mail.x.example", "b_%-1@my-x.example", "a@b.c", "x.com@y.example"])
  func `an address is compared in small letters`(text: String) {
    for mark in ["", ".", ",", ")", "-", ";", ">"] {
      Self.expect("write (\(text)\(mark) or", .address, [text], [.address(text.lowercased())])
    }
    Self.expect("x", .link, [], [])
  }

  @Test func `several addresses are several`() {
    #expect(
      ReadFacts.texts(.address, in: "mailto:ben@x.example,eve@y.example/z@z.example")
        == ["ben@x.example", "eve@y.example", "z@z.example"])
    #expect(ReadFacts.texts(.link, in: "ben@x.example,eve@y.example") == [])
  }

  @Test(arguments: ["@ben", "ben@", "ben@x1", "ben@x", "ben@x.", "ben @x.example .", "@"])
  func `what is no whole address is none`(text: String) {
    Self.expect("write \(text) or", .address, [], [])
  }

  // MARK: Files

  @Test(arguments: ["plan.pdf", "plan_v2.docx", "a-b.c.zip", "Plan.PDF"])
  func `a file is known by its ending`(text: String) {
    Self.expect("see \(text), please", .name, [text], [.code(text.lowercased())])
  }

  @Test func `an ending of no file names none`() {
    Self.expect("see plan.xyz, please", .name, [], [])
  }
}
