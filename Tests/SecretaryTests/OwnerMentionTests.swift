import Testing

@testable import Secretary

@Suite struct OwnerMentionTests {
  private static func owner(_ name: String, _ address: String = "x@example.com") -> MailboxOwner {
    MailboxOwner(primary: EmailAddress(name: name, address: address))
  }

  @Test(arguments: [
    ("Ada, look", true), ("look, ada", true), ("(ADA)", true), ("adamant", false), ("Adas", false), ("Lovelace", false),
    ("", false), ("a d a", false),
  ])
  func `a first name stands by itself, in whatever case`(text: String, isCalled: Bool) {
    #expect(OwnerMention.occurs(in: text, of: Self.owner("Ada Lovelace")) == isCalled)
  }

  @Test(arguments: [
    ("Will, look", true), ("Will: look", true), ("Will! Look", true), ("Will – look", true), ("Hi Will", true),
    ("hello Will and Ben", true), ("thanks Will", true), ("It is so, Will.", true), ("It is so, Will?", true),
    ("It is so, Will\nBye", true), ("@Will see this", true), ("It is done. Will, look", true),
    ("will, look", false), ("hi will", false), ("Will look", false), ("I think Will look", false),
    ("It is so, Will they", false), ("It is done. Will they", false), ("Will. I", false), ("see Will", false),
    ("the will", false),
  ])
  func `one that is a word as well has to be called`(text: String, isCalled: Bool) {
    #expect(OwnerMention.occurs(in: text, of: Self.owner("Will Owner")) == isCalled)
  }

  @Test(arguments: [
    ("Al Owner", "x@example.com", "Al, look", false), ("Ali Owner", "x@example.com", "Ali, look", true),
    ("", "ada.l@example.com", "Ada, look", true), ("", "info@example.com", "info, look", false),
    ("", "al@example.com", "al, look", false), ("42", "ada@example.com", "Ada, look", true),
    ("Ben", "ada@example.com", "Ada, look", false),
  ])
  func `a name has three letters, and an address is one where nothing else names the owner`(
    name: String, address: String, text: String, isCalled: Bool
  ) {
    #expect(OwnerMention.occurs(in: text, of: Self.owner(name, address)) == isCalled)
  }
}
