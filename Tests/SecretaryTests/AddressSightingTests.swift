import Testing

@testable import Secretary

/// Which address of a message is proposed as the owner's own.
@Suite struct AddressSightingTests {
  struct Sample: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var message: EmailMessage
    var seen: AddressSighting?

    init(_ what: String, _ message: EmailMessage, _ address: String? = nil, isStamped: Bool = false) {
      testDescription = what
      self.message = message
      seen = address.map { AddressSighting(address: EmailAddress(address: $0), isStamped: isStamped) }
    }
  }

  private static let old = EmailAddress(name: "Ada", address: "Ada@Old.example")

  @Test(arguments: [
    Sample(
      "a server delivered for it", .question(to: [old], headers: ["Delivered-To": "ada@old.example"]),
      "ada@old.example", isStamped: true),
    Sample(
      "a server forwarded it on", .question(to: [old, .cleo], headers: ["X-Forwarded-To": "ada@old.example"]),
      "ada@old.example", isStamped: true),
    Sample(
      "with a tag, which its server left out",
      .question(
        to: [EmailAddress(address: "ada+shop@old.example")], headers: ["Delivered-To": "ada@old.example"]),
      "ada@old.example", isStamped: true),
    Sample("it is the only recipient", .question(to: [old]), "ada@old.example"),
    Sample(
      "one address of Gmail in one spelling", .question(to: [EmailAddress(address: "A.Da+x@googlemail.com")]),
      "ada@gmail.com"),
  ])
  func `an address that brought mail here is seen`(sample: Sample) {
    #expect(MailboxOwner.ada.sighting(in: sample.message) == sample.seen)
  }

  @Test(arguments: [
    Sample("an address that is known", .question()),
    Sample("a tag of one that is known", .question(to: [EmailAddress(address: "ada+x@example.com")])),
    Sample("a known one beside it", .question(to: [old], cc: [MailboxOwner.ada.primary])),
    Sample(
      "a known one beside it, stamped",
      .question(to: [old, MailboxOwner.ada.primary], headers: ["Delivered-To": "ada@old.example"])),
    Sample("one of two, without a stamp", .question(to: [old, .cleo])),
    Sample("nobody", .question(to: [])),
    Sample("the writer's own, in a blind copy", .question(to: [.ben])),
    Sample("the writer's own, stamped", .question(to: [.ben], headers: ["Delivered-To": "ben@friends.example"])),
    Sample(
      "a stamp that the writer made up, below the writer's fields",
      .question(to: [old, .cleo], headers: ["Subject": "x", "Delivered-To": "ada@old.example"])),
    Sample("stamped, but not a recipient", .question(to: [.cleo, .ben], headers: ["Delivered-To": "ada@old.example"])),
    Sample("the owner's own mail", .question(from: [MailboxOwner.ada.primary], to: [.cleo])),
    Sample("sent mail", .question(to: [.cleo], place: .sent)),
    Sample("a mailing list", .question(to: [old], headers: ["List-Id": "<friends.old.example>"])),
    Sample(
      "a list that stamps its own name",
      .question(to: [old], headers: ["Delivered-To": "ada@old.example", "Mailing-List": "list ada@old.example"])),
    Sample("a newsletter", .question(to: [old], headers: ["List-Unsubscribe": "<mailto:x@old.example>"])),
    Sample(
      "a group of the house",
      .question(to: [EmailAddress(address: "info@example.com")], headers: ["List-Id": "<info.example.com>"])),
    Sample("an address nobody reads", .question(to: [EmailAddress(address: "no-reply@old.example")])),
    Sample("what is no address", .question(to: [EmailAddress(address: "undisclosed recipients")])),
    Sample("a tag alone", .question(to: [EmailAddress(address: "+x@old.example")])),
  ])
  func `nothing else is`(sample: Sample) {
    #expect(MailboxOwner.ada.sighting(in: sample.message) == nil)
  }

  @Test(arguments: [(true, 1, true), (false, 1, false), (false, 2, false), (false, 3, true)])
  func `without a server's word it takes three messages to ask`(_ isStamped: Bool, _ messages: Int, _ asks: Bool) {
    let proposal = AddressProposal(
      address: Self.old, isStamped: isStamped, messages: messages, lastSeen: EmailMessage.question().receivedAt)
    #expect(proposal.isWorthAsking == asks)
  }

  // MARK: Once the person has said that it is theirs

  private static var listing: MailboxOwner {
    var owner = MailboxOwner.ada
    owner.others = [EmailAddress(address: "ada@old.example")]
    return owner
  }

  private func code(_ message: EmailMessage, _ owner: MailboxOwner) -> String? {
    Triage(owner: owner).reasonToSetAside(message)?.code
  }

  @Test func `mail to it is addressed to the owner, and it is proposed no more`() {
    let message = EmailMessage.question(to: [Self.old])
    #expect(code(message, .ada) == "not-addressed")
    #expect(code(message, Self.listing) == nil)
    #expect(Self.listing.sighting(in: message) == nil)
    #expect(code(.question(to: [EmailAddress(address: "ada+shop@old.example")]), Self.listing) == nil)
  }

  @Test func `mail from it is the owner's own`() {
    let message = EmailMessage.question(from: [Self.old])
    #expect(code(message, .ada) == nil)
    #expect(code(message, Self.listing) == "own-mail")
  }

  @Test func `mail to it and a question in copy are told apart`() {
    let copied = EmailMessage.question(to: [.cleo], cc: [Self.old], text: "Done.")
    #expect(code(copied, Self.listing) == "only-copied")
  }

  @Test func `a reply to all does not copy it, and leaves from an address that Gmail knows`() {
    let message = EmailMessage.question(to: [MailboxOwner.ada.primary, .cleo], cc: [Self.old])
    #expect(ReplyRecipients.replying(to: message, owner: .ada)?.cc.map(\.canonical).contains("ada@old.example") == true)
    #expect(ReplyRecipients.replying(to: message, owner: Self.listing)?.cc == [.cleo])
    let direct = ReplyRecipients.replying(to: .question(to: [Self.old]), owner: Self.listing)
    #expect(direct == ReplyRecipients(from: MailboxOwner.ada.primary, to: [.ben]))
  }

  @Test func `calling the owner by a name that only it has counts`() {
    let owner = MailboxOwner(
      primary: EmailAddress(address: "al@example.com"), others: [EmailAddress(address: "lovelace@old.example")])
    #expect(OwnerMention.occurs(in: "Lovelace, what do you think", of: owner))
  }

  @Test func `an answer from it in the conversation is the owner's answer`() {
    let asked = EmailMessage.question()
    let answer = EmailMessage.question(id: "m2", from: [Self.old], to: [.ben], minute: 1)
    let thread = EmailThread.of(asked, answer)
    #expect(Triage(owner: .ada).verdict(on: asked, in: thread, drafts: DraftActivity()).isAnswer == false)
    #expect(Triage(owner: Self.listing).verdict(on: asked, in: thread, drafts: DraftActivity()).isAnswer)
  }
}

extension TriageVerdict {
  fileprivate var isAnswer: Bool {
    if case .setAside(let reason) = self { reason.code == "answered" } else { false }
  }
}
