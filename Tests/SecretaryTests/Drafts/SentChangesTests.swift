import FoundationEssentials
import Testing

@testable import Secretary

@Suite struct SentChangesTests {
  @Test(arguments: [
    ("", "", 0, 0), ("a b c", "a b c", 0, 3), ("a  b\n\nc", "a b c", 0, 3), ("a b c", "a c", 1, 3),
    ("a c", "a b c", 1, 3), ("a b c", "a x c", 1, 3), ("a b c", "", 3, 3), ("", "a b", 2, 2),
    ("a b c d", "b c d e", 2, 4), ("one two", "two one", 2, 2), ("Yes.", "yes.", 1, 1),
  ]) func `words put in, taken out or replaced are counted, and blanks are not`(
    proposed: String, sent: String, distance: Int, words: Int
  ) {
    #expect(SentChanges(from: proposed, to: sent) == SentChanges(distance: distance, words: words))
    #expect(SentChanges(from: sent, to: proposed) == SentChanges(distance: distance, words: words))
  }

  @Test func `of a long text the first thousand words count, and of a long word a part`() {
    let long = String(repeating: "word ", count: 1_000)
    #expect(SentChanges(from: long, to: long + "more") == SentChanges(distance: 0, words: 1_000))
    #expect(SentChanges(from: long, to: "other " + long) == SentChanges(distance: 1, words: 1_000))
    #expect(SentChanges(from: String(repeating: "x", count: 50_000), to: "x").words == 1)
  }

  @Test(arguments: [
    (0, 0, "as it was proposed"), (0, 42, "as it was proposed"), (3, 42, "with small changes (3 of 42 words)"),
    (2, 10, "with large changes (2 of 10 words)"), (6, 10, "mostly in other words (6 of 10 words)"),
    (1, 1, "mostly in other words (1 of 1 word)"),
  ]) func `it says how much that is`(distance: Int, words: Int, meaning: String) {
    #expect(SentChanges(distance: distance, words: words).meaning == meaning)
  }

  @Test func `it is compared with what its writer left, by the mail that bears its name`() {
    var draft = EmailDraft(
      id: DraftID("d1"), userID: UserID("ada"), messageID: MessageID("m1"), threadID: ThreadID("t1"),
      recipients: ReplyRecipients(from: MailboxOwner.ada.primary, to: [.ben]), subject: "Re: Lunch",
      body: "Hi Ben,\n\nFriday suits me.\n\nAda", reason: "", writer: "m", createdAt: .distantPast)
    func sent(_ id: String) -> EmailMessage {
      var message = EmailMessage.question(
        from: [MailboxOwner.ada.primary], to: [.ben], headers: ["X-Secretary-Draft": id], place: .sent)
      message.text = MessageText(
        visible: "Hi Ben,\n\nFriday suits us.\n\n-- \nAda\n\n> When?", newText: "Hi Ben,\n\nFriday suits us.",
        signature: "Ada")
      return message
    }
    #expect(draft.changes(in: sent("d1")) == SentChanges(distance: 1, words: 6))
    draft.proposedBody = "Friday suits us."
    #expect(draft.changes(in: sent("d1")) == SentChanges(distance: 3, words: 6))
    #expect(draft.changes(in: sent("d2")) == nil)
  }
}
