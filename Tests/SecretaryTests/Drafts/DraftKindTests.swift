import Testing

@testable import Secretary

@Suite struct DraftKindTests {
  @Test(arguments: [
    "When are you free?", "Could we meet next week?", "Shall we schedule a call about it", "What time works for you?",
    "Wann passt es dir?", "Hättest du am Freitag Zeit?", "Können wir uns treffen?",
    "Seriez-vous disponible mardi ?", "¿Estás disponible el martes?", "Quando sei libera?",
  ])
  func `mail that wants to agree on a time is about scheduling`(text: String) {
    #expect(DraftKind(answering: .question(text: text), owner: .ada) == .scheduling)
  }

  @Test(arguments: [
    "Can you send me the plan?", "It was good to meet you.", "The meeting was long.", "Is the sample free of charge?",
    "Wann kommt die Rechnung?", "Was kostet das?", "C'est disponible ?", "",
  ])
  func `other mail wants an ordinary answer`(text: String) {
    #expect(DraftKind(answering: .question(text: text), owner: .ada) == .reply)
  }

  @Test func `what is quoted decides nothing`() {
    var message = EmailMessage.question(text: "The plan is attached.\n> When are you free?")
    message.text.newText = "The plan is attached."
    #expect(DraftKind(answering: message, owner: .ada) == .reply)
  }

  @Test func `a model is told to remind, not to answer`() {
    let message = EmailMessage.question(from: [MailboxOwner.ada.primary], to: [.ben], place: .sent)
    func rules(_ kind: DraftKind) -> String {
      PromptComposer(settings: AgentSettings(userID: UserID("ada")), owner: .ada).prompt(
        for: message, in: .of(message), to: ReplyRecipients(from: MailboxOwner.ada.primary, to: [.ben]), kind: kind
      ).system
    }
    #expect(rules(.followUp).contains("Do not answer it: write a short, friendly reminder"))
    #expect(!rules(.followUp).contains("Answer every question and request"))
    #expect(!rules(.reply).contains("reminder") && rules(.scheduling) == rules(.reply))
    #expect(PromptRules.areTold(in: PromptRules.reminder))
  }
}
