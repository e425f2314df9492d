import Foundation
import Secretary
import Testing

@Suite struct ReplyToElsewhereTests {
  private static let ada = EmailAddress(address: "ada@engine.example")

  private func message(_ from: EmailAddress?, cc: [EmailAddress] = [], isOwn: Bool = false) -> Conversation.Message {
    Conversation.Message(
      from: from, to: [Self.ada], cc: cc, receivedAt: Date(timeIntervalSince1970: 0), text: "", isOwn: isOwn,
      isAnswered: true)
  }

  @Test func `a reply to another address than the sender's is known`() {
    let recipients = ReplyRecipients(from: Self.ada, to: [.cleo])
    let detour = ReplyToElsewhere(recipients, answering: message(.ben))
    #expect(detour?.sender == .ben && detour?.recipients == [.cleo])
  }

  @Test func `a reply to the sender is none, however they spell themselves`() {
    let recipients = ReplyRecipients(from: Self.ada, to: [.ben, .cleo])
    let same = EmailAddress(name: "B.", address: "BEN@friends.example")
    #expect(ReplyToElsewhere(recipients, answering: message(same)) == nil)
    #expect(ReplyToElsewhere(recipients, answering: message(nil)) == nil)
    #expect(ReplyToElsewhere(recipients, answering: message(.cleo, isOwn: true)) == nil)
    #expect(ReplyToElsewhere(recipients, answering: nil) == nil)
  }

  @Test func `a crowd that is not copied is known`() {
    let crowd = (0..<26).map { EmailAddress(address: "p\($0)@crowd.example") }
    let alone = ReplyRecipients(from: Self.ada, to: [.ben])
    #expect(alone.leavesOutCrowd(of: message(.ben, cc: crowd)))
    #expect(!alone.leavesOutCrowd(of: message(.ben, cc: [.cleo])))
    // The message goes to one more.
    #expect(alone.leavesOutCrowd(of: message(.ben, cc: Array(crowd[..<25]))))
    #expect(!alone.leavesOutCrowd(of: message(.ben, cc: Array(crowd[..<24]))))
    #expect(!ReplyRecipients(from: Self.ada, to: [.ben], cc: [.cleo]).leavesOutCrowd(of: message(.ben, cc: crowd)))
  }

  @Test(arguments: [
    ("ben@straße.example", "ben@xn--strae-oqa.example"), ("Ben@Straße.Example", "Ben@xn--strae-oqa.example"),
    ("ben@müller.example", "ben@müller.example"), ("ben@friend.example", "ben@friend.example"),
  ])
  func `mail goes to the host that is written`(address: String, wire: String) {
    #expect(EmailAddress(address: address).onTheWire == wire)
  }

  @Test(arguments: ["ben@frie\u{200B}nd.example", "ben@\u{202E}elpmaxe.dneirf", "ben@می\u{200C}خواهم.example"])
  func `no mail goes to a host with anything unseen in it`(address: String) {
    #expect(!EmailAddress(address: address).isDeliverable)
  }

  @Test(arguments: [
    "please find the colours attached.", "Anbei die Rechnung.", "Die Rechnung ist im Anhang.",
    "Vous trouverez ci-joint la facture.",
    "Adjunto la factura.", "In allegato la fattura.", "Segue em anexo a fatura.", "In de bijlage staat de factuur.",
    "Vedhæftet er fakturaen.",
  ])
  func `a letter that speaks of an attachment is known`(letter: String) {
    #expect(AttachmentMention.isIn(letter))
  }

  @Test(arguments: ["I will send the file.", "Thank you for your attachment.", "Ich hänge fest.", ""])
  func `another is not`(letter: String) {
    #expect(!AttachmentMention.isIn(letter))
  }
}
