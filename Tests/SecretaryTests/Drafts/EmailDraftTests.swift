import FoundationEssentials
import Secretary
import Testing

@Suite struct EmailDraftTests {
  @Test func `a draft begins as a first version that is proposed and that nobody has touched`() {
    let moment = Date(timeIntervalSince1970: 1_760_000_000)
    let draft = EmailDraft(
      id: DraftID("d-1"), userID: UserID("ada"), messageID: MessageID("m1"), threadID: ThreadID("t1"),
      recipients: ReplyRecipients(from: EmailAddress(address: "ada@example.com"), to: []), subject: "Lunch",
      body: "Yes.",
      reason: "It asks.", writer: "holding-reply", createdAt: moment)
    #expect(draft.version == 1 && draft.status == .proposed && draft.placement == .none)
    #expect(EmailDraft.shelfLife == 2_592_000, "thirty days")
    #expect(!draft.isTouched && !draft.isEditedInMailbox && draft.updatedAt == moment)
  }
}
