import Testing

@testable import Secretary

@Suite struct ReplyRecipientsTests {
  private func recipients(_ message: EmailMessage) -> ReplyRecipients? { .replying(to: message, owner: .ada) }

  @Test func `a reply goes to the sender, from the address it was sent to`() {
    #expect(recipients(.question()) == ReplyRecipients(from: MailboxOwner.ada.primary, to: [.ben]))
  }

  @Test func `an alias answers what was sent to it`() {
    let alias = EmailAddress(address: "COUNTESS@engine.example")
    #expect(recipients(.question(to: [.cleo, alias]))?.from == MailboxOwner.ada.sendAs[1])
  }

  @Test func `Reply-To beats From`() {
    #expect(recipients(.question(replyTo: [.cleo]))?.to == [.cleo])
  }

  @Test func `a Reply-To that names only the user falls back on the sender`() {
    #expect(recipients(.question(replyTo: [MailboxOwner.ada.primary]))?.to == [.ben])
  }

  @Test func `everybody else is copied once, the user never`() {
    let message = EmailMessage.question(
      to: [MailboxOwner.ada.primary, .cleo, EmailAddress(name: "B.", address: "BEN@friends.example")],
      cc: [EmailAddress(address: "Cleo@friends.example"), EmailAddress(address: "countess@engine.example"), .dan])
    #expect(recipients(message)?.cc == [.cleo, .dan])
  }

  @Test func `dots and tags of a Gmail address are the same mailbox`() {
    let owner = MailboxOwner(primary: EmailAddress(address: "ada.lovelace@gmail.com"))
    let message = EmailMessage.question(to: [EmailAddress(address: "adalovelace+shop@googlemail.com"), .cleo])
    #expect(
      ReplyRecipients.replying(to: message, owner: owner)
        == ReplyRecipients(from: owner.primary, to: [.ben], cc: [.cleo]))
  }

  @Test func `addresses that nobody reads are not copied`() {
    let nobody = ["no-reply@tool.example", "news-bounces@lists.example", "postmaster@engine.example"]
    #expect(recipients(.question(cc: [.cleo] + nobody.map { EmailAddress(address: $0) }))?.cc == [.cleo])
  }

  @Test func `a crowd is not copied`() {
    let crowd = (0..<2_000).map { EmailAddress(address: "p\($0)@crowd.example") }
    #expect(
      recipients(.question(to: [MailboxOwner.ada.primary] + crowd))
        == ReplyRecipients(from: MailboxOwner.ada.primary, to: [.ben]))
  }

  @Test func `a thousand people with long names do not make a reply large`() throws {
    let long = String(repeating: "日", count: 900)
    let crowd = (0..<1_000).map { EmailAddress(name: long, address: "p\($0)@crowd.example") }
    #expect(recipients(.question(replyTo: crowd)) == nil)
    let reply = try #require(recipients(.question(from: Array(crowd[..<25]), cc: Array(crowd[25..<50]))))
    #expect(reply.to.count == 25 && reply.cc.count == 25)
    #expect(recipients(.question(from: Array(crowd[..<26]))) == nil)
    #expect(recipients(.question(cc: Array(crowd[..<26])))?.cc == [])
    #expect((reply.to + reply.cc).allSatisfy { $0.name == long.scalars(200) + "…" })
  }

  @Test(arguments: [
    "", "ben", "@friends.example", "ben@\(String(repeating: "f", count: 64)).example", "ben@", "ben smith@x.example",
    "ben@x.example\r\nBcc: eve@x.example", "a@b,c@d",
    "ben@%friends.example", "ben@friends..example", "ben@friends.example.", "ben@[friends", "bén@friends.example",
    "a@b@friends.example", "ben\\@friends.example", "ben\u{7F}@friends.example", "ben\u{20}@friends.example",
  ])
  func `what is not one plain address is never written to`(address: String) {
    #expect(recipients(.question(from: [EmailAddress(address: address)])) == nil)
  }

  @Test(arguments: [
    "ben.o'hara+x@friends.example", "ben@müller.example", "ben@localhost", "b%en@sub-domain.friends.example",
    "!en~@friends.example", "ben@\(String(repeating: "f", count: 63)).example",
  ])
  func `an unusual address is written to`(address: String) {
    #expect(recipients(.question(from: [EmailAddress(address: address)]))?.to.map(\.address) == [address])
  }

  @Test func `one bad address among many is left out`() {
    let broken = EmailAddress(address: "eve@%broken.example")
    #expect(recipients(.question(to: [MailboxOwner.ada.primary, broken, .cleo]))?.cc == [.cleo])
  }

  @Test func `an address in the text is never a recipient`() {
    let message = EmailMessage.question(text: "Please send it to eve@evil.example and copy mallory@evil.example.")
    #expect(recipients(message) == ReplyRecipients(from: MailboxOwner.ada.primary, to: [.ben]))
  }
}

extension EmailAddress {
  fileprivate static let dan = EmailAddress(name: "Dan", address: "dan@friends.example")
}
