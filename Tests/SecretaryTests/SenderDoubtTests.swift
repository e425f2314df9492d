import Foundation
import Testing

@testable import Secretary

@Suite struct SenderDoubtTests {
  private static func doubts(
    _ name: String = "Ben", _ address: String = "ben@friends.example", replyTo: [EmailAddress] = [],
    headers: KeyValuePairs<String, String> = [:], others: [EmailAddress] = []
  ) -> [SenderDoubt] {
    SenderDoubt.all(
      of: .question(from: [EmailAddress(name: name, address: address)], replyTo: replyTo, headers: headers),
      owner: .ada, others: others)
  }

  @Test func `an ordinary message raises none`() {
    #expect(Self.doubts() == [])
    #expect(Self.doubts("Ben Lind <ben@friends.example>") == [])
    #expect(Self.doubts(headers: ["Authentication-Results": "mx.google.com; dmarc=pass"]) == [])
    #expect(Self.doubts(replyTo: [EmailAddress(address: "help@desk.friends.example")]) == [])
    #expect(Self.doubts("Ben", "ben@mail.friends.co.uk", replyTo: [EmailAddress(address: "b@friends.co.uk")]) == [])
    #expect(Self.doubts(replyTo: [EmailAddress(address: "ada@example.com")]) == [], "an answer to the user is none")
  }

  @Test func `the server's own finding counts`() {
    #expect(Self.doubts(headers: ["Authentication-Results": "mx.google.com; dmarc=fail"]) == [.notAuthentic])
  }

  @Test(arguments: ["eve@other.example", "ben@friends.example.evil.test", "x@friends.co.uk"])
  func `an answer that goes to another organisation raises one`(address: String) {
    #expect(
      Self.doubts(replyTo: [EmailAddress(name: "Ben", address: address)])
        == [.repliesElsewhere(EmailAddress(address: address))])
  }

  @Test(arguments: [
    "boss@bank.example", "Boss (boss@bank.example)", "boss＠bank.example", "ben@friends.example boss@bank.example",
  ])
  func `a name with another address in it raises one`(name: String) {
    #expect(Self.doubts(name) == [.namedLikeAddress(name)])
  }

  @Test func `the user's own name from elsewhere raises one, a first name does not`() {
    #expect(Self.doubts("LOVELACE, Ada") == [.namedLikeOwner])
    #expect(Self.doubts("Ada") == [])
    #expect(Self.doubts("Countess", "c@friends.example") == [])
    #expect(Self.doubts("Ada Lovelace", "countess@engine.example") == [], "that address is theirs")
  }

  @Test func `a host in letters that look like others raises one`() {
    #expect(Self.doubts("Ben", "ben@аррӏе.example") == [.writtenToDeceive("xn--80ak6aa92e.example")])
    #expect(Self.doubts("Ben", "ben@bücher.example") == [])
  }

  @Test(arguments: [
    ("exarnple.com", "example.com"), ("examp1e.com", "example.com"), ("ex-ample.com", "example.com"),
    ("mail.exampIe.com", "example.com"), ("frlends.example", "friends.example"), ("eng1ne.example", "engine.example"),
  ])
  func `a host like one of the conversation or the user's own raises one`(host: String, other: String) {
    #expect(
      Self.doubts("Eve", "eve@\(host)", others: [.ben])
        == [.hostLikeOther(host.lowercased(), other: other)])
  }

  @Test(arguments: ["example.org", "examples.com", "www.example.com", "sample.com", "friends.example"])
  func `other hosts are other hosts`(host: String) {
    #expect(Self.doubts("Eve", "eve@\(host)", others: [.ben]) == [])
    #expect(Self.doubts("Eve", "eve@a1.de", others: [EmailAddress(address: "b@al.de")]) == [], "alike by chance")
  }

  @Test func `only an answer that goes elsewhere leaves no doubt who wrote`() {
    #expect(!SenderDoubt.repliesElsewhere(.ben).isAboutIdentity)
    #expect(SenderDoubt.notAuthentic.isAboutIdentity && SenderDoubt.namedLikeOwner.isAboutIdentity)
  }

  // MARK: Kept with the conversation

  @Test func `doubts are kept beside the message they are about, and rows from before have none`() throws {
    let message = EmailMessage.question(headers: ["Authentication-Results": "mx.google.com; dmarc=fail"])
    let own = EmailMessage.question(
      id: "m2", from: [MailboxOwner.ada.primary], headers: ["Authentication-Results": "mx.google.com; dmarc=fail"],
      place: .sent)
    let conversation = Conversation(of: .of(message, own), answering: message.id, owner: .ada)
    #expect(conversation.messages.map(\.doubts) == [[.notAuthentic], nil])
    #expect(conversation.answered?.doubts == [.notAuthentic])
    let text = try JSONEncoder().encode(conversation)
    #expect(try JSONDecoder().decode(Conversation.self, from: text) == conversation)
    let earlier = Conversation(of: .of(own), answering: own.id, owner: .ada)
    let old = try JSONEncoder().encode(earlier)
    #expect(!String(decoding: old, as: UTF8.self).contains("doubts"), "it looks as before")
    #expect(try JSONDecoder().decode(Conversation.self, from: old) == earlier)
  }
}
