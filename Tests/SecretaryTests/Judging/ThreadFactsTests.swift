import Testing

@testable import Secretary

@Suite struct ThreadFactsTests {
  private static let judged = EmailMessage.question(id: "m", minute: 100)

  private func own(_ id: String, _ minute: Int, text: String = "Fine.", place: MailPlace = .sent) -> EmailMessage {
    .question(id: id, from: [MailboxOwner.ada.primary], to: [.ben], text: text, place: place, minute: minute)
  }

  private func facts(_ messages: [EmailMessage], of message: EmailMessage = judged) -> ThreadFacts {
    ThreadFacts(of: message, in: EmailThread(id: message.threadID, messages: messages), owner: .ada)
  }

  @Test func `a message alone has nothing before it`() {
    #expect(facts([Self.judged]) == ThreadFacts())
    #expect(facts([]) == ThreadFacts())
  }

  @Test func `who wrote before, and who wrote last`() {
    let answering = facts([own("1", 1), Self.judged])
    #expect(answering.hasOwnMail && answering.answersOwner)
    let among = facts([own("1", 1), .question(id: "2", from: [.cleo], text: "Hm.", minute: 2), Self.judged])
    #expect(among.hasOwnMail && !among.answersOwner)
    #expect(!facts([.question(id: "1"), Self.judged]).hasOwnMail)
  }

  @Test func `what the user wrote after it is nothing before it`() {
    #expect(!facts([Self.judged, own("2", 200)]).hasOwnMail)
  }

  @Test(arguments: [MailPlace.draft, .trash, .spam])
  func `a draft and what was thrown away are not said`(place: MailPlace) {
    #expect(facts([own("1", 1, text: "I'll send it.", place: place), Self.judged]) == ThreadFacts())
    #expect(facts([.question(id: "1", place: place), Self.judged]) == ThreadFacts())
  }

  @Test func `a message that is not among these counts as the newest`() {
    #expect(facts([own("1", 1)]).answersOwner)
  }

  @Test func `a promise counts in the user's last mail`() {
    #expect(facts([own("1", 1, text: "I'll send it tomorrow."), Self.judged]).hasOwnPromise)
    #expect(facts([own("1", 1, text: "Ich melde mich morgen."), Self.judged]).hasOwnPromise)
    #expect(!facts([own("1", 1, text: "I'll send it."), own("2", 2, text: "Here it is."), Self.judged]).hasOwnPromise)
    #expect(!facts([.question(id: "1", text: "I'll send it."), Self.judged]).hasOwnPromise)
  }

  @Test func `a question stays open until the user writes, and is open to the user only when they were in To`() {
    let question = EmailMessage.question(id: "1", from: [.cleo], minute: 1)
    #expect(facts([question, Self.judged]).hasOpenQuestion)
    #expect(!facts([question, own("2", 2), Self.judged]).hasOpenQuestion)
    #expect(facts([own("0", 0), question, Self.judged]).hasOpenQuestion)
    #expect(!facts([.question(id: "1", to: [.cleo], cc: [MailboxOwner.ada.primary]), Self.judged]).hasOpenQuestion)
    #expect(!facts([.question(id: "1", text: "So it is."), Self.judged]).hasOpenQuestion)
  }

  @Test func `it is answered by another who wrote to its sender afterwards`() {
    func answer(from: EmailAddress, to: EmailAddress = .ben, minute: Int = 200) -> EmailMessage {
      .question(id: "a", from: [from], to: [to], text: "Done.", minute: minute)
    }
    #expect(facts([Self.judged, answer(from: .cleo)]).isAnsweredByAnother)
    #expect(!facts([answer(from: .cleo, minute: 1), Self.judged]).isAnsweredByAnother)
    #expect(!facts([Self.judged, answer(from: .cleo, to: MailboxOwner.ada.primary)]).isAnsweredByAnother)
    #expect(!facts([Self.judged, answer(from: .ben)]).isAnsweredByAnother)
    #expect(!facts([Self.judged, own("a", 200)]).isAnsweredByAnother)
  }

  @Test func `forwards and copies`() {
    let forward = EmailMessage.question(id: "m", subject: "Fwd: Lunch")
    #expect(facts([forward], of: forward).isForward)
    let copy = EmailMessage.question(id: "m", to: [.cleo], cc: [MailboxOwner.ada.primary])
    #expect(facts([copy], of: copy).isOnlyCopied)
    let both = EmailMessage.question(id: "m", cc: [MailboxOwner.ada.primary])
    #expect(!facts([both], of: both).isOnlyCopied)
    let neither = EmailMessage.question(id: "m", to: [.cleo])
    #expect(!facts([neither], of: neither).isOnlyCopied)
  }

  @Test func `a conversation of a thousand is looked at near the message`() {
    let crowd = (0..<1_000).map { EmailMessage.question(id: "c\($0)", text: "So.", minute: $0) }
    #expect(!facts([own("1", 0)] + crowd + [Self.judged]).hasOwnMail)
    #expect(facts([own("1", 0)] + crowd.prefix(49) + [Self.judged]).hasOwnMail)
    let answer = EmailMessage.question(id: "a", from: [.cleo], to: [.ben], text: "Done.", minute: 200)
    #expect(facts([Self.judged, answer] + crowd).isAnsweredByAnother)
    #expect(facts([Self.judged] + crowd.prefix(49) + [answer]).isAnsweredByAnother)
    #expect(!facts([Self.judged] + crowd.prefix(50) + [answer]).isAnsweredByAnother)
    #expect(!facts([own("1", 0)] + crowd.prefix(50) + [Self.judged]).hasOwnMail)
  }

  @Test(arguments: [
    ("Thanks!", true), ("Thank you, Ada", true), ("Ben, thanks", true), ("OK", true), ("Vielen Dank dafür!", true),
    ("ありがとう", true), ("Thanks, but when?", false), ("All of the thanks are yours", false), ("Fine.", false),
    ("", false),
    ("Thanks for the draft. I have read it, and there are three things that we have to talk about soon.", false),
    ("Thanks " + String(repeating: "x", count: 300), false),
    ("Thanks" + String(repeating: " so", count: 14), true), ("Thanks" + String(repeating: " so", count: 15), false),
  ])
  func `a few words of thanks end a conversation`(text: String, isThanks: Bool) {
    #expect(ThanksOnly.isAllOf(text) == isThanks)
    let message = EmailMessage.question(id: "m", text: text)
    #expect(facts([message], of: message).isOnlyThanks == isThanks)
  }

  @Test(arguments: [
    ("Ada,\nplease look", true), ("Hi Ada\nplease", true), ("Good morning, dear Ada!", true), ("Ada - see below", true),
    ("Hi Countess", false), ("ADA: now", true), ("Ada", true), ("\n\n  Hello Ada Lovelace, it is late", true),
    ("Ada will come tomorrow", false), ("Please tell Ada", false), ("Hi all, Ada is here", false), ("", false),
    ("Hi Adam,", false), ("Hello dear dear dear Ada", false), (String(repeating: " ", count: 200) + "Ada,", false),
  ])
  func `a greeting calls the user by first name at the beginning`(text: String, isGreeting: Bool) {
    #expect(OwnerMention.opens(text, of: MailboxOwner(primary: MailboxOwner.ada.primary)) == isGreeting)
  }
}
