import Testing

@testable import Secretary

@Suite struct PromptNamesTests {
  @Test(arguments: [
    ("Write to ben@friends.example.", "Write to person-1@mail.invalid."),
    ("<ben@friends.example> and BEN@friends.example", "<person-1@mail.invalid> and person-1@mail.invalid"),
    ("mailto:ben@friends.example?x", "mailto:person-1@mail.invalid?x"),
    ("...ben@friends.example--", "...person-1@mail.invalid--"),
    ("a@b.c d@e.f", "person-1@mail.invalid person-2@mail.invalid"),
    ("a_b+c9@b.c9", "person-1@mail.invalid"), ("bén@bücher.example", "person-1@mail.invalid"),
    ("“ben@friends.example”", "“person-1@mail.invalid”"), ("be\u{301}n@friends.example", "person-1@mail.invalid"),
    ("none here", "none here"), ("@ben", "@ben"), ("ben@", "ben@"), ("ben@host", "person-1@mail.invalid"),
    ("ben@.host", "person-1@mail.invalid"),
    ("5 @ 3.20", "5 @ 3.20"), ("", ""),
  ])
  func `each address in a text becomes the stand-in of its number`(text: String, hidden: String) {
    var names = PromptNames()
    #expect(names.hidden(in: text) == hidden)
  }

  @Test func `of an address no more is looked at than one has`() {
    var names = PromptNames()
    let local = String(repeating: "a", count: 64)
    #expect(names.hidden(in: "\(local)@b.c") == "person-1@mail.invalid")
    #expect(names.hidden(in: "x\(local)@b.c") == "xperson-1@mail.invalid")
    let domain = String(repeating: "b", count: 253) + ".c"
    #expect(names.hidden(in: "a@\(domain)") == "person-2@mail.invalid")
    #expect(names.hidden(in: "a@\(domain)d") == "person-2@mail.invalidd")
  }

  @Test func `an answer gets the addresses back, as they were first written`() {
    var names = PromptNames()
    _ = names.hidden(in: "Ben@Friends.example, cleo@friends.example, ben@friends.example")
    #expect(
      names.restored(in: "To person-1@mail.invalid and person-2@mail.invalid.")
        == "To Ben@Friends.example and cleo@friends.example.")
    #expect(
      names.restored(in: "person-2@mail.invalidperson-1@mail.invalid") == "cleo@friends.exampleBen@Friends.example")
    #expect(names.restored(in: "nobody @ home, x@y.z") == "nobody @ home, x@y.z")
  }

  @Test(arguments: [
    "person-0@mail.invalid", "person-2@mail.invalid", "person-@mail.invalid", "x@mail.invalid", "@mail.invalid",
    "1@mail.invalid",
    "person-12345678@mail.invalid", "person-00000001@mail.invalid",
  ])
  func `an answer that names somebody who does not exist is none`(answer: String) {
    var names = PromptNames()
    _ = names.hidden(in: "ben@friends.example")
    #expect(names.restored(in: answer) == nil)
  }

  @Test func `a person is told by name and number`() {
    var names = PromptNames()
    #expect(names.label(of: .ben) == "Ben (person 1)")
    #expect(names.label(of: EmailAddress(address: "cleo@friends.example")) == "person 2")
    #expect(
      names.label(of: EmailAddress(name: "ben@friends.example", address: "cleo@friends.example"))
        == "person-1@mail.invalid (person 2)")
  }
}
