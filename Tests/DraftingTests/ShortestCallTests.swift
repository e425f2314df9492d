import FoundationEssentials
import Secretary
import Testing

@testable import Drafting

/// What budgets take for the shortest call is what the shortest prompts make of it.
@Suite struct ShortestCallTests {
  private static let ada = EmailAddress(name: "Ada", address: "ada@example.com")
  private static let message = EmailMessage(
    id: MessageID("m"), threadID: ThreadID("t"), receivedAt: Date(timeIntervalSince1970: 1_790_000_000),
    from: [EmailAddress(address: "ben@friends.example")], to: [ada], subject: "Hi", text: MessageText(visible: "Lunch?")
  )
  private static let composer = PromptComposer(
    settings: AgentSettings(userID: UserID("ada")), owner: MailboxOwner(primary: ada, sendAs: [ada]))

  @Test func `a letter to a line of mail, and its judgement, fit in what budgets reckon with, and fill most of it`() {
    let thread = EmailThread(id: ThreadID("t"), messages: [Self.message])
    let letter = Self.composer.prompt(
      for: Self.message, in: thread, to: ReplyRecipients(from: Self.ada, to: Self.message.from))
    let reading = Self.composer.assessment(of: Self.message, in: thread, for: Self.ada)
    let bounds: [(ModelPurpose, CompletionRequest)] = [
      (.writing, CompletionRequest(system: letter.system, user: letter.user)),
      (.judging, CompletionRequest(system: reading.system, user: reading.user, form: MailJudge.form)),
    ]
    for (purpose, request) in bounds {
      let estimate = TokenEstimate("\(request.rules)\n\(request.user)")
      let bound = ModelMemory.bound(estimate, form: request.form)
      #expect((purpose.shortestPrompt...purpose.shortestPrompt + 300).contains(bound), "\(purpose): \(bound)")
    }
  }
}
