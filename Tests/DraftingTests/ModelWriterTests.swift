import Secretary
import Synchronization
import Testing

@testable import Drafting

/// Answers what it was told to, one after the other, and keeps what it was asked.
private final class ScriptedModel: LanguageModel {
  let name = "scripted"
  private let answers: [String]
  private let asked = Mutex<[CompletionRequest]>([])

  init(_ answers: String...) { self.answers = answers }

  var requests: [CompletionRequest] { asked.withLock(\.self) }

  func complete(_ request: CompletionRequest) async throws(LanguageModelError) -> Completion {
    let number = asked.withLock { requests in
      requests.append(request)
      return requests.count
    }
    guard number <= answers.count else { throw .temporary("it has said everything") }
    var completion = Completion(text: answers[number - 1], usage: TokenUsage(prompt: 100, completion: 10 * number))
    (completion.cost, completion.currency) = (Cost(microUnits: 7), "EUR")
    return completion
  }
}

@Suite struct ModelWriterTests {
  private static let prompt = Prompt(
    system: "The rules.", user: "The mail.", addressee: EmailAddress(name: "Ben Lind", address: "ben@friend.example"),
    owner: EmailAddress(name: "Mia Owner", address: "mia@home.example"), subject: "Paint", signature: "")

  @Test func `what is a letter is taken at once`() async throws {
    let model = ScriptedModel("Hi Ben,\n\nI will look.")
    let text = try await ModelWriter(model).write(Self.prompt)
    #expect(text.body == "Hi Ben,\n\nI will look.\n" && text.usage?.prompt == 100)
    #expect(model.requests.map(\.system) == ["The rules."])
  }

  @Test(arguments: ["", "Hi Mia,\n\nhere you are.", "Dear [Name],\n\nyes.", "I'm sorry, but I can't help with that."])
  func `what is none is asked for once more, with the reason, and both count`(answer: String) async throws {
    let model = ScriptedModel(answer, "Hi Ben,\n\nI will look.")
    let text = try await ModelWriter(model).write(Self.prompt)
    #expect(text.body == "Hi Ben,\n\nI will look.\n")
    #expect(text.usage?.prompt == 200 && text.usage?.completion == 30 && text.usage?.cost == Cost(microUnits: 14))
    let again = try #require(model.requests.last)
    #expect(model.requests.count == 2 && again.user == "The mail.")
    #expect(
      again.system.hasPrefix("The rules.\n\nYou have answered this before, and your answer could not be used: it "))
    // Nothing of what it wrote goes back: it may have been the mail's.
    #expect(answer.isEmpty || !again.system.contains(answer))
  }

  @Test func `after the second it is withheld, with the reason of that`() async throws {
    let model = ScriptedModel("", "Hi Mia,\n\nhere you are.", "Hi Ben,\n\nI will look.")
    await #expect(throws: DraftingError.unusable("it is addressed to the person it is written for")) {
      try await ModelWriter(model).write(Self.prompt)
    }
    #expect(model.requests.count == 2)
  }

  @Test func `a model that gives nothing is not asked again at once`() async throws {
    let model = ScriptedModel()
    await #expect(throws: DraftingError.model(.temporary("it has said everything"))) {
      try await ModelWriter(model).write(Self.prompt)
    }
    #expect(model.requests.count == 1)
  }
}
