import Testing

@testable import Secretary

@Suite struct DraftInMailboxTests {
  private static let m = MessageID("m")

  @Test(arguments: [
    (DraftInMailbox.ours(m, isCurrent: true), DraftStatus.proposed, DraftChange.unchanged(m, isCurrent: true)),
    (.ours(m, isCurrent: false), .approved, .unchanged(m, isCurrent: false)),
    (.sent(m, isOurs: true), .proposed, .sent(m, notice: "You sent it from Gmail.")),
    (.sent(m, isOurs: true), .approved, .sent(m, notice: "You sent it from Gmail.")),
    (.sent(m, isOurs: false), .approved, .sent(m, notice: "You answered from Gmail.")),
    (.edited(m), .proposed, .edited(m, notice: "You changed this draft in Gmail. Send it there.")),
    (.edited(m), .approved, .edited(m, notice: "You changed this draft in Gmail. Send it there.")),
    (.gone, .proposed, .dismissed(notice: "You deleted the draft in Gmail.")),
    (
      .gone, .approved,
      .unplaced(
        notice: "The draft was deleted in Gmail, so it was not sent. Approve it again to send it all the same.")
    ),
  ])
  func `what the user did in Gmail decides what the row becomes`(
    found: DraftInMailbox, status: DraftStatus, expected: DraftChange
  ) {
    #expect(DraftChange.decide(found, status: status) == expected)
  }

  @Test(arguments: [DraftInMailbox.ours(m, isCurrent: true), .edited(m)])
  func `what the user has written in stays theirs until it is sent or deleted`(found: DraftInMailbox) {
    #expect(DraftChange.decide(found, status: .proposed, isEdited: true) == .theirs(Self.m))
    #expect(
      DraftChange.decide(.sent(Self.m, isOurs: true), status: .proposed, isEdited: true)
        == .sent(Self.m, notice: "You sent it from Gmail."))
    #expect(
      DraftChange.decide(.gone, status: .proposed, isEdited: true)
        == .dismissed(notice: "You deleted the draft in Gmail."))
  }

  @Test func `what we may have sent ourselves is not said to be the user's doing`() {
    #expect(
      DraftChange.decide(.sent(Self.m, isOurs: true), status: .approved, wasAsked: true) == .sent(Self.m, notice: nil))
  }

  @Test(arguments: [
    (DraftInMailbox.ours(m, isCurrent: true), RemovalDecision.delete(holding: m)),
    (.ours(m, isCurrent: false), .delete(holding: m)),
    (.edited(m), .keep(notice: "You changed the draft in Gmail, so it is still there.")),
    (.sent(m, isOurs: true), .sent(m)),
    (.sent(m, isOurs: false), .alreadyGone),
    (.gone, .alreadyGone),
  ])
  func `only what is ours and still a draft is deleted`(found: DraftInMailbox, expected: RemovalDecision) {
    #expect(RemovalDecision.decide(found) == expected)
  }
}
