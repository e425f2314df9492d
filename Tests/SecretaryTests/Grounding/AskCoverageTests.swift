import FoundationEssentials
import Testing

@testable import Secretary

@Suite struct AskCoverageTests {
  private static let mail = """
    Hi Ada, how are you?

    When does the workshop begin? How many people may I bring? And where do we park the cars?
    """

  private static func open(
    _ letter: String, to mail: String = mail, _ kinds: Set<Fact.Kind> = [], gaps: Int = 0
  ) -> [String] {
    AskCoverage(of: mail, in: letter, stating: kinds, gaps: gaps).open
  }

  @Test func `a question that nothing in the letter takes up is open`() {
    let letter = "The workshop begins at nine, and you may bring three people."
    #expect(Self.open(letter) == ["And where do we park the cars?"])
    #expect(AskCoverage(of: Self.mail, in: letter, stating: [], gaps: 0).asked == 3)
    #expect(Self.open("Thanks for writing.").count == 3)
    #expect(Self.open("\(letter) You can park behind the house.").isEmpty)
  }

  @Test(
    arguments: [
      ("When shall we meet?", "Thursday.", Fact.Kind.weekday), ("Wann passt es Ihnen?", "Um 9.", .time),
      ("Combien ça coûte?", "45 euros.", .amount), ("¿Cuándo llegas?", "El 3.", .date),
      ("Chi viene?", "Anna Rossi.", .name),
      ("How many?", "Three hundred", .number),
    ]) func `what it asks for may be a kind of fact`(question: String, letter: String, kind: Fact.Kind)
  {
    #expect(Self.open(letter, to: question) == [question])
    #expect(Self.open(letter, to: question, [kind]).isEmpty)
    #expect(Self.open(letter, to: question, [.link]) == [question])
  }

  @Test(
    arguments: [
      "Yes, with pleasure.", "Nein, tut mir leid.", "Oui.", "Sí.", "Sounds lovely.", "Purtroppo non è possibile.",
    ]) func `a plain yes or no answers one question, and no more`(letter: String)
  {
    #expect(Self.open(letter, to: "Shall we paint the fence?").isEmpty)
    #expect(Self.open(letter, to: "Shall we paint the fence? Should Cleo bring brushes?").count == 2)
  }

  @Test(
    arguments: [
      ("Please send me the insurance papers by Friday.", "I will look for the papers tonight.", "The roof holds."),
      ("Schick mir bitte die Unterlagen bis Freitag.", "Die Unterlagen sende ich dir morgen.", "Das Dach ist dicht."),
      ("Merci de m'envoyer le contrat.", "Voici le contrat.", "Le toit est étanche."),
      ("Envíame el contrato antes del viernes.", "Aquí tienes el contrato.", "El techo está seco."),
      ("Mandami il contratto entro venerdì.", "Ecco il contratto.", "Il tetto è asciutto."),
    ]) func `a request counts as a question does`(ask: String, taken: String, passed: String)
  {
    #expect(Self.open(taken, to: ask).isEmpty)
    #expect(Self.open(passed, to: ask) == [ask])
  }

  @Test func `what is asked in words that every letter has counts as taken up`() {
    #expect(Self.open("x", to: "Please let me know.").isEmpty && Self.open("x", to: "Bitte melde dich.").isEmpty)
  }

  @Test func `so does each gap that is left to be filled in`() {
    let mail = "Shall we paint the fence? Should Cleo bring brushes?"
    #expect(Self.open("[[x?]]", to: mail, gaps: 1).count == 2)
    #expect(Self.open("[[x?]] [[y?]]", to: mail, gaps: 2).isEmpty)
  }

  @Test func `words that every letter has take up nothing, and other forms of a word do`() {
    #expect(Self.open("Let me know what you think, please.", to: "Do you know what they think of painting?").count == 1)
    #expect(Self.open("They like the paint.", to: "Do you know what they think of painting?").isEmpty)
  }

  @Test func `of what nothing can be told nothing is said`() {
    #expect(Self.open("x", to: "行きますか。").isEmpty && Self.open("x", to: "Or so?").isEmpty)
    #expect(AskCoverage(of: "No question.", in: "x", stating: [], gaps: 0) == .nothing)
  }

  // MARK: Which drafts it is asked of

  private static func checked(_ change: (inout EmailDraft) -> Void, doubts: [SenderDoubt]? = nil) -> CheckedText {
    let conversation = Conversation(messages: [
      Conversation.Message(
        from: nil, receivedAt: Date(timeIntervalSince1970: 0), text: mail, isAnswered: true, doubts: doubts)
    ])
    var draft = EmailDraft(
      id: DraftID("d"), userID: UserID("u"), messageID: MessageID("m"), threadID: ThreadID("t"),
      recipients: ReplyRecipients(from: EmailAddress(address: "a@b.example"), to: []), subject: "", body: "Noted.",
      reason: "", writer: "model", createdAt: Date(timeIntervalSince1970: 0))
    change(&draft)
    return DraftSources(conversation, settings: AgentSettings(userID: UserID("u")), addresses: []) { _ in nil }
      .check(draft)
  }

  @Test func `a draft of a model's is compared with the mail it answers`() {
    #expect(Self.checked { _ in }.asks.open.count == 3)
    #expect(Self.checked { $0.body = "The workshop begins; people may park." }.asks.open.isEmpty)
  }

  @Test(arguments: [StockText.holdingReply, .reminder]) func `a stock text is not`(text: StockText) {
    #expect(Self.checked { $0.writer = text.rawValue }.asks == .nothing)
  }

  @Test func `nor is a reminder`() {
    #expect(Self.checked { $0.kind = .followUp }.asks == .nothing)
  }

  @Test func `a doubt about the sender is told with it`() {
    #expect(!Self.checked { _ in }.isDoubtful && !Self.checked({ _ in }, doubts: []).isDoubtful)
    #expect(Self.checked({ _ in }, doubts: [.notAuthentic]).isDoubtful)
  }
}
