import Testing

@testable import Secretary

@Suite struct DraftSightTests {
  private static let m = MessageID("m")

  @Test(arguments: [
    (DraftSight.ours(m, isCurrent: true), DraftStatus.proposed, DraftTouch.untouched(m, isCurrent: true)),
    (.ours(m, isCurrent: false), .approved, .untouched(m, isCurrent: false)),
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
    sight: DraftSight, status: DraftStatus, expected: DraftTouch
  ) {
    #expect(DraftTouch.decide(sight, status: status) == expected)
  }

  @Test(arguments: [DraftSight.ours(m, isCurrent: true), .edited(m)])
  func `what the user has written in stays theirs until it is sent or deleted`(sight: DraftSight) {
    #expect(DraftTouch.decide(sight, status: .proposed, isEdited: true) == .theirs(Self.m))
    #expect(
      DraftTouch.decide(.sent(Self.m, isOurs: true), status: .proposed, isEdited: true)
        == .sent(Self.m, notice: "You sent it from Gmail."))
    #expect(
      DraftTouch.decide(.gone, status: .proposed, isEdited: true)
        == .dismissed(notice: "You deleted the draft in Gmail."))
  }

  @Test func `what we may have sent ourselves is not said to be the user's doing`() {
    #expect(
      DraftTouch.decide(.sent(Self.m, isOurs: true), status: .approved, wasAsked: true) == .sent(Self.m, notice: nil))
  }

  @Test(arguments: [
    (DraftSight.ours(m, isCurrent: true), RemovalDecision.delete(holding: m)),
    (.ours(m, isCurrent: false), .delete(holding: m)),
    (.edited(m), .keep(notice: "You changed the draft in Gmail, so it is still there.")),
    (.sent(m, isOurs: true), .sent(m)),
    (.sent(m, isOurs: false), .alreadyGone),
    (.gone, .alreadyGone),
  ])
  func `only what is ours and still a draft is deleted`(sight: DraftSight, expected: RemovalDecision) {
    #expect(RemovalDecision.decide(sight) == expected)
  }
}
