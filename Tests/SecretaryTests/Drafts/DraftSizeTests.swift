import FoundationEssentials
import Testing

@testable import Secretary

@Suite struct DraftSizeTests {
  private static func draft(to people: [EmailAddress] = [.ben], body: String = "Yes.") -> EmailDraft {
    EmailDraft(
      id: DraftID("d1"), userID: UserID("ada"), messageID: MessageID("m1"), threadID: ThreadID("t1"),
      recipients: ReplyRecipients(from: MailboxOwner.ada.primary, to: people), subject: "Re: Lunch", body: body,
      reason: "A person asks.", writer: "m", createdAt: Date(timeIntervalSince1970: 0))
  }

  @Test func `a letter fits, and one that goes beyond by a byte does not`() {
    #expect(Self.draft().fits)
    #expect(Self.draft(body: String(repeating: "a", count: EmailDraft.longestBody)).fits)
    #expect(!Self.draft(body: String(repeating: "a", count: EmailDraft.longestBody + 1)).fits)
  }

  @Test func `every text of a row counts, and all together take a hundred and twenty-eight kilobytes`() {
    var draft = Self.draft()
    let plain = draft.size
    draft.notice = "four"
    draft.rewriteInstruction = "three"
    draft.placement = .abandoned(problem: "six")
    #expect(draft.size == plain + 4 + 5 + 3)
    draft.recipients.cc = [EmailAddress(name: "B", address: "b@c.example")]
    #expect(draft.size == plain + 12 + 1 + 11)
    draft.subject += String(repeating: "s", count: 131_072 - draft.size)
    #expect(draft.fits)
    draft.subject += "s"
    #expect(!draft.fits)
    #expect(EmailDraft.longestBody == 65_536)
  }

  @Test func `a single character may be too large`() {
    #expect(!Self.draft(body: "e" + String(repeating: "\u{301}", count: 1_000_000)).fits)
  }

  @Test func `all of a row counts, not each text by itself`() {
    let people = (0..<100).map { EmailAddress(name: String(repeating: "a", count: 900), address: "p\($0)@b.example") }
    #expect(Self.draft(to: people).fits)
    #expect(!Self.draft(to: people, body: String(repeating: "a", count: 40_000)).fits)
  }

  @Test func `whatever a sender writes, a reply's recipients and subject leave room for the longest body`() throws {
    let people = (0..<25).map {
      EmailAddress(name: String(repeating: "日", count: 900), address: "p\($0)@b.example")
    }
    let copied = people.map { EmailAddress(name: $0.name, address: "c" + $0.address) }
    let message = EmailMessage.question(from: people, cc: copied)
    var draft = Self.draft(body: String(repeating: "a", count: EmailDraft.longestBody))
    draft.recipients = try #require(ReplyRecipients.replying(to: message, owner: .ada))
    draft.subject = String(repeating: "日", count: 500)
    draft.rewriteInstruction = String(repeating: "日", count: 2_000)
    #expect(draft.recipients.cc.count == 25)
    #expect(draft.fits)
  }
}
