import Testing

@testable import Secretary

@Suite struct TriageVerdictTests {
  private func code(
    _ message: EmailMessage = .question(), in thread: EmailThread, drafts: DraftActivity = DraftActivity(),
    limits: DraftLimits = DraftLimits()
  ) -> String? {
    guard
      case .setAside(let reason) = Triage(owner: .ada, limits: limits).verdict(on: message, in: thread, drafts: drafts)
    else { return nil }
    return reason.code
  }

  private static let answer = EmailMessage.question(
    id: "m2", from: [MailboxOwner.ada.primary], to: [.ben], place: .sent, minute: 5)

  @Test func `a question nobody answered deserves a draft, and the reason says why`() {
    let verdict = Triage(owner: .ada).verdict(on: .question(), in: .of(.question()), drafts: DraftActivity())
    #expect(verdict == .needsReply(reason: "It was written to you, and you have not answered it."))
  }

  @Test(arguments: [(4, 49, nil), (5, 0, "loop-guard"), (0, 50, "loop-guard")] as [(Int, Int, String?)])
  func `five drafts for a conversation and fifty for a sender are a day's`(thread: Int, sender: Int, reason: String?) {
    let drafts = DraftActivity(inThreadToday: thread, toSenderToday: sender)
    #expect(code(in: .of(.question()), drafts: drafts) == reason)
    #expect(DraftLimits().perMailboxAndDay == 300)
  }

  @Test func `where nothing was drafted no limit is reached`() {
    let limits = DraftLimits(perThreadAndDay: 1, perSenderAndDay: 1)
    #expect(code(in: .of(.question()), limits: limits) == nil)
    #expect(code(in: .of(.question()), drafts: DraftActivity(inThreadToday: 1), limits: limits) == "loop-guard")
    #expect(code(in: .of(.question()), drafts: DraftActivity(toSenderToday: 1), limits: limits) == "loop-guard")
  }

  @Test func `a message the user answered is set aside`() {
    #expect(code(in: .of(.question(), Self.answer)) == "answered")
  }

  @Test func `an answer from another mail program counts by its address`() {
    var answer = Self.answer
    answer.place = .archive
    #expect(code(in: .of(.question(), answer)) == "answered")
  }

  @Test func `an earlier mail of the user's does not count as an answer`() {
    #expect(code(.question(id: "m3", minute: 9), in: .of(Self.answer, .question(id: "m3", minute: 9))) == nil)
  }

  @Test func `a draft the user began is left alone`() {
    let draft = EmailMessage.question(id: "m2", from: [MailboxOwner.ada.primary], place: .draft, minute: 1)
    #expect(code(in: .of(.question(), draft)) == "own-draft")
  }

  @Test func `a draft that is of no open row of ours counts as the user's own`() {
    let draft = EmailMessage.question(
      id: "m2", from: [MailboxOwner.ada.primary], headers: ["x-secretary-draft": "abc"], place: .draft, minute: 1)
    #expect(code(in: .of(.question(), draft)) == "own-draft")
  }

  private func open(_ answers: String, isTouched: Bool) -> DraftActivity {
    DraftActivity(openInThread: [.init(id: DraftID("abc"), answers: MessageID(answers), isTouched: isTouched)])
  }

  @Test func `a newer message is drafted over an older draft that nobody has touched, and waits for a touched one`() {
    let thread = EmailThread.of(.question(id: "m0", minute: 0), .question(id: "m1", minute: 1))
    let draft = EmailMessage.question(
      id: "m2", from: [MailboxOwner.ada.primary], headers: ["x-secretary-draft": "abc"], place: .draft, minute: 2)
    for thread in [thread, EmailThread.of(.question(id: "m0", minute: 0), .question(id: "m1", minute: 1), draft)] {
      #expect(code(in: thread, drafts: open("m0", isTouched: false)) == nil)
      #expect(code(in: thread, drafts: open("m0", isTouched: true)) == "draft-waiting")
    }
  }

  @Test func `an older message waits while a newer one's draft does`() {
    let later = EmailMessage.question(id: "m2", from: [EmailAddress(address: "carla@x.example")], minute: 5)
    #expect(code(in: .of(.question(), later), drafts: open("m2", isTouched: false)) == "draft-waiting")
  }

  @Test func `drafts in the trash do not count`() {
    let draft = EmailMessage.question(
      id: "m2", from: [MailboxOwner.ada.primary], place: .trash, minute: 1)
    #expect(code(in: .of(.question(), draft)) == nil)
  }

  @Test func `when one person writes twice, the later message is answered`() {
    let later = EmailMessage.question(id: "m2", minute: 5)
    #expect(code(in: .of(.question(), later)) == "superseded")
    #expect(code(later, in: .of(.question(), later)) == nil)
  }

  @Test func `an automatic message after a question does not take its place`() {
    let automatic = EmailMessage.question(id: "m2", headers: ["Auto-Submitted": "auto-replied"], minute: 5)
    #expect(code(in: .of(.question(), automatic)) == nil)
  }

  @Test func `another person's later message does not take the place of a question`() {
    #expect(code(in: .of(.question(), .question(id: "m2", from: [.cleo], minute: 5))) == nil)
  }

  @Test func `a message gone from its conversation was deleted`() {
    #expect(code(in: .of(.question(id: "other"))) == "deleted")
  }

  @Test func `its place counts as it is now`() {
    #expect(code(.question(), in: .of(.question(place: .trash))) == "trash")
  }

  @Test(arguments: [(4, nil), (5, "loop-guard")] as [(Int, String?)])
  func `a conversation gets five drafts a day`(drafts: Int, expected: String?) {
    #expect(code(in: .of(.question()), drafts: DraftActivity(inThreadToday: drafts)) == expected)
  }

  @Test(arguments: [(49, nil), (50, "loop-guard")] as [(Int, String?)])
  func `a sender gets fifty drafts a day`(drafts: Int, expected: String?) {
    #expect(code(in: .of(.question()), drafts: DraftActivity(toSenderToday: drafts)) == expected)
  }
}
