import FoundationEssentials
import Testing

@testable import Secretary

@Suite struct LessonTests {
  private static let ben = EmailAddress.ben.canonical
  private static let cleo = EmailAddress.cleo.canonical

  private func events(_ message: EmailMessage, owner: MailboxOwner = .ada) -> [String: Correspondent.Event]? {
    owner.lesson(of: message)?.events
  }

  private func sent(to: [EmailAddress], cc: [EmailAddress] = []) -> EmailMessage {
    .question(from: [MailboxOwner.ada.primary], to: to, cc: cc, place: .sent)
  }

  @Test func `mail that arrives is an event of whoever an answer would go to`() {
    #expect(events(.question()) == [Self.ben: .received])
    #expect(MailboxOwner.ada.lesson(of: .question(minute: 3))?.moment == EmailMessage.question(minute: 3).receivedAt)
    // A form writes in the name of somebody.
    let form = EmailMessage.question(from: [EmailAddress(address: "form@site.example")], replyTo: [.cleo])
    #expect(events(form) == [Self.cleo: .received])
    #expect(MailboxOwner.ada.correspondent(of: form) == .cleo)
    #expect(MailboxOwner.ada.correspondent(of: .question(replyTo: [.cleo, .ben])) == .cleo)
    #expect(MailboxOwner.ada.correspondent(of: .question(from: [.cleo, .ben])) == .cleo)
  }

  @Test func `the user's mail is an event of each it went to, and a copy is another one`() {
    #expect(events(sent(to: [.ben], cc: [.cleo])) == [Self.ben: .written, Self.cleo: .copied])
    #expect(events(sent(to: [.ben], cc: [.ben])) == [Self.ben: .written])
  }

  @Test func `one address in several spellings is one person`() {
    let spellings = ["pat.lee@gmail.com", "PatLee@googlemail.com", "patlee+shop@gmail.com"].map {
      EmailAddress(address: $0)
    }
    #expect(events(sent(to: spellings)) == ["patlee@gmail.com": .written])
    #expect(events(.question(from: [EmailAddress(address: "BEN@Friends.example")])) == [Self.ben: .received])
  }

  @Test func `mail to oneself, by whichever address, teaches nothing`() {
    let countess = EmailAddress(address: "Countess@Engine.example")
    #expect(events(sent(to: [MailboxOwner.ada.primary])) == nil)
    #expect(events(sent(to: [countess, EmailAddress(address: "ada+notes@example.com")])) == nil)
    #expect(events(sent(to: [countess, .ben])) == [Self.ben: .written])
    #expect(events(.question(from: [MailboxOwner.ada.primary], to: [countess])) == nil)
  }

  @Test(arguments: [MailPlace.draft, .spam, .trash])
  func `drafts and what was thrown away teach nothing`(place: MailPlace) {
    #expect(events(.question(place: place)) == nil)
    #expect(events(.question(from: [MailboxOwner.ada.primary], to: [.ben], place: place)) == nil)
  }

  @Test func `an announcement of the user's says nothing about each of many`() {
    func crowd(_ count: Int) -> [EmailAddress] { (0..<count).map { EmailAddress(address: "p\($0)@b.example") } }
    #expect(events(sent(to: crowd(25)))?.count == 25)
    #expect(events(sent(to: crowd(26))) == nil)
    #expect(events(sent(to: [.ben], cc: crowd(25))) == nil)
  }

  @Test func `an address that nobody can write to is nobody's`() {
    #expect(events(.question(from: [EmailAddress(address: "ben")])) == nil)
    #expect(events(sent(to: [EmailAddress(address: ""), .ben])) == [Self.ben: .written])
    #expect(MailboxOwner.ada.correspondent(of: .question(from: [])) == nil)
  }

  @Test func `a history is what its lessons add up to, for each person apart`() {
    var history = CorrespondentHistory()
    let mails: [EmailMessage] = [
      .question(minute: 0), .question(from: [.cleo], minute: 1), sent(to: [.ben]), .question(minute: 5),
    ]
    for mail in mails { if let lesson = MailboxOwner.ada.lesson(of: mail) { history.learn(lesson) } }
    #expect(history[.ben]?.received == 2 && history[.ben]?.answered == 1 && history[.ben]?.isWaiting == true)
    #expect(history[EmailAddress(name: "B", address: "Ben@FRIENDS.example")] == history[.ben])
    #expect(history[.cleo]?.answered == 0)
    #expect(history[EmailAddress(address: "dan@x.example")] == nil)
    #expect(history.people.count == 2)
  }
}
