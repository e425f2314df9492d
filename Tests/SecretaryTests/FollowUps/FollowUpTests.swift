import FoundationEssentials
import Testing

@testable import Secretary

@Suite struct FollowUpTests {
  private static let text = "Hi Ben,\n\ncan you send me the plan?\n\nAda"

  private static func mail(
    from: EmailAddress = MailboxOwner.ada.primary, to: [EmailAddress] = [.ben], cc: [EmailAddress] = [],
    subject: String = "Plan", text: String = text, headers: KeyValuePairs<String, String> = [:],
    place: MailPlace = .sent
  ) -> EmailMessage {
    .question(from: [from], to: to, cc: cc, subject: subject, text: text, headers: headers, place: place)
  }

  private static func followUp(_ message: EmailMessage, _ days: Int = 3, _ weekday: Weekday = .monday) -> FollowUp? {
    FollowUp(of: message, owner: .ada, after: days, sentOn: weekday)
  }

  @Test(
    arguments: [
      (.monday, 1, 1), (.friday, 1, 3), (.saturday, 1, 2), (.sunday, 1, 1), (.thursday, 3, 5), (.monday, 5, 7),
      (.friday, 30, 42), (.saturday, 5, 6),
    ] as [(Weekday, Int, Int)])
  func `working days are those from Monday to Friday`(weekday: Weekday, count: Int, days: Int) {
    #expect(WorkingDays.calendarDays(count, from: weekday) == days)
  }

  @Test func `a question of the user's own waits so many working days from when it was sent`() throws {
    let message = Self.mail()
    let followUp = try #require(Self.followUp(message, 3, .thursday))
    #expect(followUp.dueAt == message.receivedAt.addingTimeInterval(5 * 86_400))
    #expect(followUp.message == MessageReference(id: message.id, threadID: message.threadID) && followUp.attempts == 0)
    #expect(Self.followUp(Self.mail(text: "Please send me the plan by Friday.")) != nil)
    let crowd = (1...5).map { EmailAddress(address: "p\($0)@friends.example") }
    #expect(Self.followUp(Self.mail(to: crowd)) != nil)
  }

  @Test func `mail that waits for no answer is not followed up`() {
    let crowd = (1...6).map { EmailAddress(address: "p\($0)@friends.example") }
    let others: [(String, EmailMessage)] = [
      ("somebody else's", Self.mail(from: .ben, to: [MailboxOwner.ada.primary], place: .inbox)),
      ("asks nothing", Self.mail(text: "Here is the plan.")), ("a pleasantry", Self.mail(text: "Hi Ben, how are you?")),
      ("a hint", Self.mail(text: "Please find the plan attached. Let me know if you have any questions.")),
      ("a forward", Self.mail(subject: "Fwd: Plan")),
      ("automatic", Self.mail(headers: ["Auto-Submitted": "auto-replied"])),
      ("a program's", Self.mail(headers: ["Auto-Submitted": "auto-generated"])),
      ("a draft", Self.mail(place: .draft)), ("thrown away", Self.mail(place: .trash)),
      ("a chat", Self.mail(place: .chat)), ("a list", Self.mail(headers: ["List-Id": "<a.b>"])),
      ("a crowd", Self.mail(to: crowd)), ("to oneself", Self.mail(to: [MailboxOwner.ada.primary])),
      ("to nobody", Self.mail(to: [])), ("no-reply", Self.mail(to: [EmailAddress(address: "no-reply@x.example")])),
    ]
    for (name, message) in others { #expect(Self.followUp(message) == nil, "\(name)") }
  }

  @Test(arguments: [
    ("The garden", "Re: the  garden", true), ("Re: The garden", "AW: The garden", true),
    ("The garden", "The gate", false),
    ("The garden", "", false), ("", "", false), ("Re:", "Re:", false),
  ]) func `mail under the same subject answers in whatever conversation it comes`(
    asked: String, other: String, answers: Bool
  ) {
    #expect(FollowUp.isAnswered(asked, by: ["Something else", other]) == answers)
    #expect(!FollowUp.isAnswered(asked, by: []))
  }

  @Test func `the reminder goes to those the question went to, from the address it left from`() throws {
    let message = Self.mail(
      from: EmailAddress(address: "countess@engine.example"), to: [.ben, MailboxOwner.ada.primary], cc: [.cleo, .ben])
    let followUp = try #require(Self.followUp(message))
    let recipients = try #require(followUp.recipients(in: .of(message), drafts: DraftActivity(), owner: .ada))
    #expect(recipients == ReplyRecipients(from: MailboxOwner.ada.sendAs[1], to: [.ben], cc: [.cleo]))
  }

  @Test func `none is wanted once anybody has written, a draft lies there, or the question is gone`() throws {
    let (message, nothing) = (Self.mail(), DraftActivity())
    let followUp = try #require(Self.followUp(message))
    func isWanted(_ thread: EmailThread, _ drafts: DraftActivity = nothing) -> Bool {
      followUp.recipients(in: thread, drafts: drafts, owner: .ada) != nil
    }
    let earlier = EmailMessage.question(id: "m0")
    var later = EmailMessage.question(id: "m2", minute: 5)
    #expect(isWanted(.of(earlier, message)))
    #expect(!isWanted(.of(message, later)))
    let away = EmailMessage.question(id: "m2", headers: ["Auto-Submitted": "auto-replied"], minute: 5)
    #expect(isWanted(.of(message, away)) && !isWanted(.of(message, away, later)))
    later.from = [MailboxOwner.ada.primary]
    later.place = .sent
    #expect(!isWanted(.of(message, later)))
    later.place = .trash
    #expect(isWanted(.of(message, later)))
    later.place = .draft
    #expect(!isWanted(.of(message, later)))
    #expect(!isWanted(.of(earlier)) && !isWanted(.of(Self.mail(place: .trash))))
    #expect(!isWanted(.of(.question(id: "m0", headers: ["List-Id": "<a.b>"]), message)))
    let open = DraftActivity.OpenDraft(id: DraftID("d"), answers: MessageID("m0"), isTouched: false)
    #expect(!isWanted(.of(earlier, message), DraftActivity(openInThread: [open])))
  }

  @Test func `a reminder is answered by whoever writes`() {
    let (asked, answer) = (Self.mail(), EmailMessage.question(id: "m2", minute: 5))
    var draft = EmailDraft(
      id: DraftID("d"), userID: UserID("ada"), messageID: asked.id, threadID: asked.threadID,
      recipients: ReplyRecipients(from: MailboxOwner.ada.primary, to: [.ben]), subject: "Re: Plan", body: "Hi",
      reason: "r", writer: "w", createdAt: asked.receivedAt, newestMessageID: asked.id, kind: .followUp)
    #expect(ThreadState(of: .of(asked), around: draft, owner: .ada) == .asShown)
    #expect(ThreadState(of: .of(asked, answer), around: draft, owner: .ada) == .answered)
    draft.kind = .reply
    #expect(ThreadState(of: .of(asked, answer), around: draft, owner: .ada) == .newerMail)
  }
}
