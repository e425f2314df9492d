import FoundationEssentials
import Testing

@testable import Secretary

@Suite struct ThreadStateTests {
  private static let question = EmailMessage.question(id: "m1")
  private static let ben = EmailMessage.question(id: "m2", minute: 2)
  private static let own = EmailMessage.question(
    id: "m3", from: [MailboxOwner.ada.primary], place: .sent, minute: 3)

  private func draft(newest: String? = "m1", news: ThreadNews? = nil) -> EmailDraft {
    EmailDraft(
      id: DraftID("d"), userID: UserID("ada"), messageID: MessageID("m1"), threadID: ThreadID("t1"),
      recipients: ReplyRecipients(from: MailboxOwner.ada.primary, to: [EmailAddress(address: "ben@x.example")]),
      subject: "Re: Lunch", body: "Yes.", reason: "r", writer: "w", createdAt: Date(timeIntervalSince1970: 0),
      threadNews: news, newestMessageID: newest.map { MessageID($0) })
  }

  private func state(_ thread: EmailThread?, newest: String? = "m1", news: ThreadNews? = nil) -> ThreadState {
    ThreadState(of: thread, around: draft(newest: newest, news: news), owner: .ada)
  }

  @Test func `a conversation in which nothing happened is as shown`() {
    #expect(state(.of(Self.question)) == .asShown)
    #expect(state(.of(Self.question), newest: nil) == .asShown)
  }

  @Test func `mail after what is shown is news, the user's own before anybody's`() {
    #expect(state(.of(Self.question, Self.ben)) == .newerMail)
    #expect(state(.of(Self.question, Self.own)) == .answered)
    #expect(state(.of(Self.question, Self.ben, Self.own)) == .answered)
    #expect(state(.of(Self.question, Self.own), newest: nil) == .answered)
  }

  @Test func `what the person was shown is no news again, but what came after it is`() {
    #expect(state(.of(Self.question, Self.ben, Self.own), newest: "m3", news: .answered) == .asShown)
    #expect(state(.of(Self.question, Self.own, Self.ben), newest: "m3", news: .answered) == .newerMail)
  }

  @Test func `drafts, trash and spam are no mail of the conversation, nor is this reply itself`() {
    for place in [MailPlace.draft, .trash, .spam] {
      var other = Self.own
      other.place = place
      #expect(state(.of(Self.question, other)) == .asShown)
    }
    var sent = Self.own
    sent.headers = MailHeaders([.init(name: EmailDraft.header, value: "d")])
    #expect(state(.of(Self.question, sent)) == .asShown)
  }

  @Test(arguments: [MailPlace.trash, .spam])
  func `a message thrown away is gone, which is told once, and noticed when it is back`(
    place: MailPlace
  ) {
    var thrown = Self.question
    thrown.place = place
    #expect(state(.of(thrown)) == .gone)
    #expect(state(nil) == .gone)
    #expect(state(.of(Self.ben)) == .gone)
    #expect(state(.of(thrown), news: .gone) == .asShown)
    // Mail that comes beside the message in the trash is news all the same.
    #expect(state(.of(thrown, Self.ben), news: .gone) == .newerMail)
    #expect(state(.of(thrown, Self.ben), newest: "m2", news: .gone) == .asShown)
    #expect(state(.of(Self.question), news: .gone) == .back)
    // What came meanwhile counts before that.
    #expect(state(.of(Self.question, Self.ben), news: .gone) == .newerMail)
    #expect(state(.of(Self.question, Self.own), news: .gone) == .answered)
  }
}
