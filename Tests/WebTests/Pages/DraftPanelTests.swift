import Foundation
import Secretary
import Storage
import Testing

@testable import Web

struct DraftPanelTests {
  private func panel(_ draft: EmailDraft, typed: DraftTyping? = nil, isActive: Bool = true) -> DraftPanel {
    DraftPanel(draft, typed: typed, isActive: isActive, gmailAddress: nil, clock: .sample)
  }

  @Test(
    arguments: [
      (EmailDraft.sample, "Waiting for you", true, []),
      (.noticed, "Waiting for you", true, []),
      (.beingRewritten, "Being written again", true, []),
      (.editedInMailbox, "Changed in Gmail", false, ["dismiss"]),
      (.approved, "Approved", false, ["take-back"]),
      (.with(.sending), "Being sent", false, []),
      (.sent, "Sent", false, []),
      (.with(.dismissed), "Dismissed", false, ["restore"]),
      (.retired(.answered), "You answered", false, ["restore"]),
      (.retired(.superseded), "Replaced", false, ["restore"]),
      (.retired(.conversationGone), "Conversation gone", false, ["restore"]),
      (.retired(.unused), "Unused", false, ["restore"]),
      (.undecided, "Needs your eyes", false, ["settle-sent", "settle-proposed", "settle-dismissed"]),
    ] as [(EmailDraft, String, Bool, [String])])
  func `a state has its word, and what can be done in it`(
    _ draft: EmailDraft, _ word: String, _ hasForm: Bool, _ actions: [String]
  ) {
    let panel = panel(draft)
    #expect(panel.pill.word == word)
    #expect((panel.form != nil) == hasForm)
    #expect((panel.text == nil) == hasForm, "the reply is shown in every state")
    #expect(panel.actions.map(\.name) == actions)
  }

  @Test func `only a free draft of an active user can be sent`() {
    #expect(panel(.sample).form?.mayApprove == true)
    #expect(panel(.sample, isActive: false).form?.mayApprove == false)
    #expect(panel(.sample, isActive: false).form?.sendHint != nil)
    #expect(panel(.beingRewritten).form?.mayApprove == false)
    #expect(panel(.beingRewritten).form?.mayRewrite == false)
  }

  @Test func `writing again is offered where somebody writes`() {
    let page = { (hasModel: Bool) in
      DraftPage(.sample, conversation: nil, isActive: true, hasModel: hasModel, gmailAddress: nil, clock: .sample)
    }
    #expect(page(true).panel.form?.mayRewrite == true)
    #expect(page(false).panel.form?.mayRewrite == false)
    #expect(page(false).panel.form?.mayApprove == true)
  }

  @Test func `what a draft leaves open has a field each, and the button says what it waits for`() {
    let form = panel(.open).form
    #expect(form?.gaps.map(\.gapName) == ["neighbour's name", "house number"])
    #expect(form?.gaps.map(\.gapField) == ["gap:neighbour's name", "gap:house number"])
    #expect(form?.mayApprove == true && form?.sendHint == "It can be sent once what is missing is filled in.")
    #expect(panel(.sample).form?.hasGaps == false && panel(.sample).form?.sendHint == nil)
    #expect(panel(.open, isActive: false).form?.sendHint == panel(.sample, isActive: false).form?.sendHint)
  }

  @Test func `a question that nothing answers is told below the text, and how it is written beside it`() throws {
    let conversation = Conversation(messages: [
      Conversation.Message(
        from: EmailAddress(name: "Bob", address: "bob@example.com"), receivedAt: Date(timeIntervalSince1970: 0),
        text: "Shall we paint the fence? Should <b>Cleo</b> bring brushes?", isAnswered: true)
    ])
    let sources = DraftSources(conversation, settings: AgentSettings(userID: .ann), addresses: []) {
      WallClock.sample.moment($0)
    }
    var draft = EmailDraft.sample
    (draft.writer, draft.body) = ("any-model", "Noted.")
    draft.proposedStyle = LetterStyle(
      .english, Set([WritingTrait(.greeting, "Hi"), WritingTrait(.length, "40")].compactMap(\.self)))
    let panel = DraftPanel(draft, isActive: true, gmailAddress: nil, sources: sources, clock: .sample)
    let remark = "asked in the mail, and nothing here seems to answer it"
    let asked = panel.findings?.concerns.filter { $0.remark.words == remark }.map(\.quote.text)
    #expect(asked == ["Shall we paint the fence?", "Should <b>Cleo</b> bring brushes?"])
    #expect(panel.confidence == "Look it over")
    #expect(panel.style == "In English. It greets with “Hi”, writes about 40 words.")
    draft.writer = StockText.holdingReply.rawValue
    #expect(DraftPanel(draft, isActive: true, gmailAddress: nil, sources: sources, clock: .sample).style == nil)
  }

  @Test func `what has no source and what stays marked is told below the text, and the rest with its source`() throws {
    let sources = DraftSources(.sample, settings: AgentSettings(userID: .ann), addresses: []) {
      WallClock.sample.moment($0)
    }
    let panel = DraftPanel(.doubtful, isActive: true, gmailAddress: nil, sources: sources, clock: .sample)
    let findings = try #require(panel.findings)
    let told = Dictionary(findings.concerns.map { ($0.quote.text, $0.remark.words) }) { first, _ in first }
    #expect(told["030 998877"] == "not in the conversation, your instructions or your settings")
    #expect(told.values.contains("may commit you"))
    let origins = Dictionary(findings.origins.map { ($0.fact.text, $0.remark.words) }) { first, _ in first }
    #expect(origins["1,840 euros"] == "the mail of Bob Stone, today 13:59")
    #expect(findings.passages.map(\.passage).joined() == EmailDraft.doubtful.body)
    #expect(panel.confidence == "Unsure")
    let typed = DraftTyping(body: "Dear Bob,\n\nThursday.\n")
    let other = DraftPanel(.doubtful, typed: typed, isActive: true, gmailAddress: nil, sources: sources, clock: .sample)
    #expect(other.findings?.hasConcerns == false && other.confidence == "Sure")
  }

  @Test func `why the answered message may be from another is told above it`() {
    let page = DraftPage(.sample, conversation: .doubtful, isActive: true, gmailAddress: nil, clock: .sample)
    #expect(page.hasDoubts && page.doubts.count == 6 && page.doubts.allSatisfy { $0.words.hasSuffix(".") })
    #expect(
      page.doubts.last?.words == "Its sender’s host is easily mistaken: it is st0ne.example, not stone.example.")
    #expect(!DraftPage(.sample, conversation: .sample, isActive: true, gmailAddress: nil, clock: .sample).hasDoubts)
  }

  @Test func `what is said of something else is told with the mail that says so`() throws {
    let sources = DraftSources(.priced, settings: AgentSettings(userID: .ann), addresses: []) {
      WallClock.sample.moment($0)
    }
    let panel = DraftPanel(.mistaken, isActive: true, gmailAddress: nil, sources: sources, clock: .sample)
    #expect(
      panel.findings?.concerns.map(\.remark.words)
        == ["said of something else in the mail of Bob Stone, today 13:59"])
  }

  @Test func `a reminder is called one, above the person's own question and since when it waits`() {
    func page(_ draft: EmailDraft) -> DraftPage {
      DraftPage(draft, conversation: .sample, isActive: true, gmailAddress: nil, clock: .sample)
    }
    let asked = Conversation.sample.messages.last(where: \.isAnswered).map { WallClock.sample.when($0.receivedAt) }
    let reminder = page(.reminder)
    #expect(reminder.messageHeading == "What you asked" && reminder.panel.panelHeading == "Your reminder")
    #expect(reminder.unansweredSince == asked && asked != nil)
    var answered = EmailDraft.reminder
    answered.threadNews = .answered
    #expect(page(answered).unansweredSince == nil)
    #expect(page(.sample).messageHeading == "The message" && page(.sample).panel.panelHeading == "Your reply")
    #expect(page(.sample).unansweredSince == nil)
  }

  @Test func `what was sent tells how far it is from what was proposed`() {
    var sent = EmailDraft.sent
    #expect(panel(sent).history.map(\.event) == ["Drafted", "Sent"])
    sent.sentChanges = SentChanges(distance: 3, words: 42)
    #expect(panel(sent).history.map(\.event) == ["Drafted", "Sent, with small changes (3 of 42 words)"])
  }

  @Test func `what only the person knew is offered to be remembered, while there is a conversation to compare with`() {
    let sources = DraftSources(.sample, settings: AgentSettings(userID: .ann), addresses: []) {
      WallClock.sample.moment($0)
    }
    func offers(_ draft: EmailDraft, _ sources: DraftSources?) -> [String] {
      DraftPanel(draft, isActive: true, gmailAddress: nil, sources: sources, clock: .sample).offers.map(\.offer)
    }
    #expect(offers(.reworded, sources) == ["Mrs Lind has the key; call her at 030 998877."])
    var sent = EmailDraft.reworded
    sent.status = .sent
    #expect(offers(sent, sources).count == 1)
    #expect(offers(.doubtful, sources).isEmpty && offers(.reworded, nil).isEmpty)
  }

  @Test func `without a conversation nothing is said about facts`() {
    #expect(panel(.doubtful).findings == nil && panel(.doubtful).confidence == nil)
  }

  @Test func `a list says whom and what a draft answers`() {
    let item = DraftItem(.sample, answering: Conversation.sample.answered, clock: .sample)
    #expect(item.direction == "From" && item.people.words == "Bob Stone" && item.lead.isEmpty)
    #expect(item.snippet.text.hasPrefix("Dear Ann, we could come on Thursday or Friday"))
    let alone = DraftItem(.sample, answering: nil, clock: .sample)
    #expect(alone.direction == "To" && alone.people.words == "Bob Stone" && alone.lead == "Your reply: ")
    #expect(alone.snippet.text.hasPrefix("Dear Bob, thank you"))
    let reminder = DraftItem(.sample, answering: Conversation.sample.messages[0], clock: .sample)
    #expect(reminder.direction == "To" && reminder.people.words == "Bob Stone" && reminder.lead == "You wrote: ")
    #expect(reminder.snippet.text.hasPrefix("Dear Bob, the roof leaks"))
    let silent = Conversation.Message(
      from: EmailAddress(address: "eve@example.com"), receivedAt: .distantPast, text: " \n")
    #expect(
      DraftItem(.sample, answering: silent, clock: .sample).snippet.text == "This message has no text of its own.")
  }

  @Test func `a list says how far a draft can be trusted until the person has dealt with it`() {
    #expect(DraftItem(.doubtful, answering: nil, clock: .sample).confidencePill?.word == "Unsure")
    #expect(DraftItem(.sample, answering: nil, clock: .sample).confidencePill == nil)
    var approved = EmailDraft.doubtful
    approved.status = .approved
    #expect(DraftItem(approved, answering: nil, clock: .sample).confidencePill == nil)
  }

  @Test func `an overtaken text stands beside the row's, and saving it names the row's version`() {
    var row = EmailDraft.sample
    row.version = 4
    let form = panel(row, typed: DraftTyping(body: "mine", isOvertaken: true)).form
    #expect(form?.body == "mine")
    #expect(form?.theirs == row.body)
    #expect(form?.version == 4)
  }

  @Test func `what a worker noticed is told as a sentence`() {
    #expect(
      panel(.noticed).banner?.meaning == "Gmail refused the reply: a recipient's address is not valid.")
    #expect(panel(.sentFromGmail).banner?.heading == "You sent it from Gmail.")
  }

  @Test func `the holding reply is called what it is`() {
    #expect(panel(.long).writer == "The built-in holding reply")
    #expect(panel(.sample).writer == "The language model small-7b")
    #expect(panel(.sample).writerDetail == "It may be wrong. Read it before you send it.")
  }

  @Test func `what a draft took to write is told, and that it is an estimate`() throws {
    var draft = EmailDraft.sample
    let counted = try #require(TokenUsage(prompt: 1_234, completion: 56))
    draft.usage = DraftUsage(counted, cost: Cost(microUnits: 4_200), currency: "EUR", promptVersion: 1)
    #expect(panel(draft).writerDetail?.hasSuffix("It read 1234 tokens and wrote 56, for 0.0042 EUR.") == true)
    draft.usage = DraftUsage(.estimated(prompt: 900, completion: 40), promptVersion: 1)
    #expect(panel(draft).writerDetail?.hasSuffix("It read about 900 tokens and wrote 40.") == true)
  }

  @Test(
    arguments: [
      (PlacementState.none, DraftStatus.proposed, nil),
      (.placed(MailboxPlacement(MailboxDraftID("r1"))), .proposed, "It is also among your Gmail drafts."),
      (.placed(MailboxPlacement(MailboxDraftID("r1"))), .sent, nil),
      (.wanted, .proposed, "It is being put among your drafts."),
      (.removed, .dismissed, "It was removed from your drafts."),
      (.kept, .dismissed, "It was left among your drafts, because you had changed it there."),
      (.abandoned(problem: "the conversation is gone"), .proposed, "The conversation is gone."),
    ] as [(PlacementState, DraftStatus, String?)])
  func `where it lies in Gmail is told`(_ placement: PlacementState, _ status: DraftStatus, _ words: String?) {
    var draft = EmailDraft.with(status)
    draft.placement = placement
    #expect(panel(draft).placement == words)
  }

  @Test func `a refresh never touches a page that holds typed text`() {
    let page = { (typed: DraftTyping?) in
      DraftPage(.sample, conversation: nil, typed: typed, isActive: true, gmailAddress: nil, clock: .sample)
    }
    #expect(page(nil).liveAddress == "/live/drafts/5d6a7c1e?seen=18c1")
    #expect(page(DraftTyping(body: "mine")).liveAddress == nil)
  }

  @Test func `the time to take an approval back is counted down, and a browser without scripts looks again after it`() {
    let panel = panel(.countingDown)
    #expect(panel.countdown?.seconds == 8)
    #expect(panel.banner?.heading == "Approved. It is sent at \(panel.countdown?.at ?? "").")
    let page = { (draft: EmailDraft) in
      DraftPage(draft, conversation: nil, isActive: true, gmailAddress: nil, clock: .sample)
    }
    #expect(page(.countingDown).refreshSeconds == 10)
    var over = EmailDraft.countingDown
    over.sendAfter = WallClock.sample.now
    #expect(self.panel(over).countdown == nil)
    #expect(page(over).refreshSeconds == nil)
  }

  @Test func `a conversation that changed since the page was opened has to be seen before the draft is approved`() {
    let outdated = DraftPanel(.sample, seen: "older", isActive: true, gmailAddress: nil, clock: .sample)
    #expect(outdated.form?.mayApprove == false)
    #expect(outdated.form?.seen == "older")
    #expect(outdated.conversationAddress == "/drafts/5d6a7c1e")
    let current = DraftPanel(.sample, seen: "18c1", isActive: true, gmailAddress: nil, clock: .sample)
    #expect(current.form?.mayApprove == true && current.conversationAddress == nil)
  }

  @Test(arguments: ThreadNews.allCases) func `what happened in the conversation stands above the reply and in the list`(
    _ news: ThreadNews
  ) {
    var draft = EmailDraft.sample
    draft.threadNews = news
    #expect(panel(draft).banner?.heading == news.heading)
    #expect(DraftItem(draft, answering: nil, clock: .sample).notice == news.heading)
  }

  @Test func `the answered message is shown first, the rest folded`() {
    let page = DraftPage(.sample, conversation: .sample, isActive: true, gmailAddress: nil, clock: .sample)
    #expect(page.answered?.from.words == "Bob Stone <bob@stone.example>")
    #expect(page.answered?.otherSubject == nil, "the same subject is not repeated")
    #expect(page.others.map(\.from.words) == ["You"])
    #expect(page.others.first?.otherSubject == "Roof repair")
  }
}

struct RefusedTypingTests {
  private enum Meaning: Equatable {
    case nothingLost, overtaken
    case shown(isOvertaken: Bool)
  }

  private func meaning(_ refusal: DecisionRefusal, _ row: EmailDraft, typed: String) -> Meaning {
    switch RefusedTyping(refusal, row: row, form: DraftForm(FormFields("body=\(FormFields.encoded(typed))") ?? .init()))
    {
    case .nothingLost: .nothingLost
    case .overtaken: .overtaken
    case .shown(let typing): .shown(isOvertaken: typing.isOvertaken)
    }
  }

  @Test func `a changed draft is shown beside what was typed`() {
    #expect(meaning(.changedMeanwhile, .sample, typed: "mine") == .shown(isOvertaken: true))
    #expect(meaning(.changedMeanwhile, .sent, typed: "mine") == .overtaken)
  }

  @Test(arguments: [DecisionRefusal.notActive, .threadMovedOn, .tooLarge])
  func `what can still be decided about stays in the form`(_ refusal: DecisionRefusal) {
    #expect(meaning(refusal, .sample, typed: "mine") == .shown(isOvertaken: false))
  }

  @Test func `a draft that moved on loses nobody's text`() {
    #expect(meaning(.notPossible, .sent, typed: "mine") == .overtaken)
    #expect(meaning(.notPossible, .sent, typed: EmailDraft.sent.body) == .nothingLost)
    #expect(meaning(.editedInMailbox, .editedInMailbox, typed: "mine") == .overtaken)
  }
}

struct DraftListTests {
  @Test func `every status is on exactly one list`() {
    for status in DraftStatus.allCases {
      #expect(DraftList.allCases.filter { $0.statuses.contains(status) }.count == 1)
    }
  }

  @Test func `tabs count what is on them`() throws {
    let page = try #require([PageSample].everything.first { $0.name == "drafts-waiting" }?.page as? DraftListPage)
    #expect(page.tabs.map(\.count) == [58, 12, 4])
    #expect(page.tabs.map(\.isCurrent) == [true, false, false])
    #expect(page.drafts.compactMap(\.mark?.word) == ["Needs your eyes", "Approved", "Changed in Gmail"])
  }
}

struct PaginationTests {
  @Test func `the way back leads over the marks walked`() {
    let first = Pagination(text: nil)
    let third = first.older("a~1").older("b~2")
    #expect(third.current == "b~2")
    #expect(Pagination(text: third.text) == third)
    #expect(third.newer?.current == "a~1")
    #expect(third.newer?.newer == first)
    #expect(first.newer == nil)
  }

  @Test func `a long way forgets its beginning`() {
    let pagination = (1...30).reduce(Pagination()) { pagination, number in pagination.older("\(number)") }
    #expect(pagination.marks.count == Pagination.longest)
    #expect(pagination.current == "30")
  }

  @Test func `addresses keep the query and hold no bare mark`() {
    let pager = Pager(Pagination(marks: ["a~1"]), next: "b:2", path: "/drafts?show=sent")
    #expect(pager?.olderAddress == "/drafts?show=sent&before=a~1%2Cb%3A2")
    #expect(pager?.newerAddress == "/drafts?show=sent")
    #expect(Pager(Pagination(), next: nil, path: "/drafts") == nil)
  }
}
