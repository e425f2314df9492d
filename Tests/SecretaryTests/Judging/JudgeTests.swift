import Testing

@testable import Secretary

@Suite struct JudgeTests {
  private func judgement(
    _ message: EmailMessage = .question(text: "See you on Friday."), after earlier: [EmailMessage] = [],
    knowing correspondent: Correspondent? = nil, layers: Set<JudgingLayer> = Set(JudgingLayer.allCases)
  ) -> Judgement {
    Judge(owner: .ada, layers: layers).judgement(
      of: message, in: EmailThread(id: message.threadID, messages: earlier + [message]), correspondent: correspondent)
  }

  private static let friend = Correspondent(received: 9, answered: 7, written: 12, typicalDelay: 7_200)

  @Test func `what triage sets aside has no score, and its reason`() {
    let list = judgement(.question(headers: ["List-Id": "<a.b>"]), knowing: Self.friend)
    #expect(list.score == 0 && list.parts[.headers] == 0 && list.setAside?.code == "mailing-list")
    #expect(list.reasons.first?.words == "It came through a mailing list (List-Id).")
    for strictness in Strictness.allCases {
      #expect(!list.deservesDraft(at: strictness) && list.reasonToSetAside(at: strictness)?.code == "mailing-list")
    }
  }

  @Test func `layers that are left out make no difference`() {
    let list = EmailMessage.question(headers: ["List-Id": "<a.b>"])
    #expect(judgement(list, layers: [.thread, .relation]).score > 0)
    #expect(judgement(knowing: Self.friend, layers: [.headers]).score == judgement(layers: [.headers]).score)
    let own = EmailMessage.question(id: "o", from: [MailboxOwner.ada.primary], to: [.ben], place: .sent, minute: -9)
    #expect(judgement(after: [own], layers: [.headers]).score == judgement(layers: [.headers]).score)
    #expect(judgement(after: [own], layers: [.headers, .thread]).score > judgement(layers: [.headers, .thread]).score)
    #expect(judgement(layers: [.headers]).parts == [.headers: 1])
  }

  // MARK: Words

  @Test(
    arguments: [
      (nil, "You have had no mail with this sender before."),
      (
        Correspondent(received: 9, answered: 7, written: 8, typicalDelay: 7_200),
        "You have answered 7 of this sender's 9 mails, mostly within a day."
      ),
      (
        Correspondent(received: 9, answered: 7, written: 8, typicalDelay: 3_599),
        "You have answered 7 of this sender's 9 mails, mostly within an hour."
      ),
      (
        Correspondent(received: 9, answered: 7, written: 8, typicalDelay: 3_600),
        "You have answered 7 of this sender's 9 mails, mostly within a day."
      ),
      (
        Correspondent(received: 9, answered: 7, written: 8, typicalDelay: 86_399),
        "You have answered 7 of this sender's 9 mails, mostly within a day."
      ),
      (
        Correspondent(received: 9, answered: 7, written: 8, typicalDelay: 604_799),
        "You have answered 7 of this sender's 9 mails, mostly within a week."
      ),
      (
        Correspondent(received: 3, answered: 1, written: 1, typicalDelay: 86_400),
        "You have answered 1 of this sender's 3 mails, mostly within a week."
      ),
      (
        Correspondent(received: 3, answered: 1, written: 1, typicalDelay: 604_800),
        "You have answered 1 of this sender's 3 mails."
      ),
      (Correspondent(received: 1, answered: 1, written: 1), "You have answered this sender's only mail so far."),
      (Correspondent(received: 1), "You have not answered this sender's only mail so far."),
      (Correspondent(received: 4), "You have answered none of this sender's 4 mails."),
      (Correspondent(written: 1), "You have written to this sender once."),
      (Correspondent(received: 4, written: 2), "You have written to this sender 2 times."),
    ] as [(Correspondent?, String)])
  func `the history is told in numbers`(known: Correspondent?, words: String) {
    #expect(judgement(knowing: known).reasons.contains { $0.words == words && $0.layer == .relation })
  }

  @Test func `to how many it went is told`() {
    #expect(judgement().reasons.contains { $0.words == "It is written to you alone." })
    let two = judgement(.question(to: [MailboxOwner.ada.primary, .cleo]))
    #expect(two.reasons.contains { $0.words == "It went to 2 people." })
  }

  @Test func `what weighs most is told first, whichever way`() {
    let message = EmailMessage.question(text: "Thanks, Ben")
    let thanks = judgement(message, knowing: Correspondent(received: 3, answered: 1, written: 2))
    #expect(thanks.reasons.first?.words == "It only thanks or agrees.")
    let weights = thanks.reasons.map { max($0.factor, 1 / $0.factor) }
    #expect(weights == weights.sorted(by: >))
  }

  @Test func `a draft's reason is what speaks for it, the other's what speaks against it`() {
    let friend = judgement(.question(text: "Ada, are you free?"), knowing: Self.friend)
    #expect(friend.wordsFor.hasPrefix("You have answered 7 of this sender's 9 mails, mostly within a day. "))
    #expect(friend.wordsFor.hasSuffix("It turns to you by name."))
    #expect(friend.reasonToSetAside(at: .usual) == nil)
    let ignored = judgement(knowing: Correspondent(received: 30))
    #expect(ignored.reasonToSetAside(at: .standard)?.code == "unlikely")
    #expect(
      ignored.reasonToSetAside(at: .standard)?.words
        == "You seldom answer such mail. You have answered none of this sender's 30 mails.")
    #expect(ignored.wordsFor == "It was written to you, and you have not answered it.")
  }

  @Test func `what is only told speaks neither for a draft nor against it`() {
    let told = Judgement(setAside: nil, reasons: [Judgement.Reason(layer: .relation, factor: 1, words: "It is told.")])
    #expect(
      told.reasonToSetAside(at: .usual)?.words == "You seldom answer such mail. Nothing says that you would answer it.")
    #expect(told.wordsFor == "It was written to you, and you have not answered it.")
  }

  // MARK: Strictness

  @Test func `each step drafts more than the stricter one, the last one everything that triage leaves`() {
    let thresholds = Strictness.allCases.map(\.threshold)
    #expect(thresholds == thresholds.sorted(by: >) && Set(thresholds).count == thresholds.count)
    #expect(Strictness.standard == .likely)
    let worst = judgement(
      .question(to: (0..<90).map { EmailAddress(address: "p\($0)@b.example") } + [MailboxOwner.ada.primary]),
      knowing: Correspondent(received: Correspondent.mostCounted))
    #expect(worst.deservesDraft(at: .everyone) && !worst.deservesDraft(at: .likely))
  }

  @Test func `the steps are what they are called`() {
    let friend = judgement(knowing: Self.friend)
    #expect(friend.deservesDraft(at: .usual))
    let stranger = judgement()
    #expect(stranger.deservesDraft(at: .likely) && !stranger.deservesDraft(at: .known))
    let acquainted = judgement(knowing: Correspondent(received: 2, answered: 2, written: 2))
    #expect(acquainted.deservesDraft(at: .known) && !acquainted.deservesDraft(at: .usual))
    let page = judgement(.question(text: "Look at www.shop.example"))
    #expect(page.deservesDraft(at: .everyone) && !page.deservesDraft(at: .likely))
  }

  @Test func `a score that just reaches the line is drafted`() {
    let score = judgement().score
    #expect(score >= Strictness.likely.threshold)
    #expect(judgement().deservesDraft(at: .likely))
  }
}
