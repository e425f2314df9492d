import Testing

@testable import Drafting

@Suite struct ReplyCleaningTests {
  private static let letter = "Hello Ann,\n\nThursday suits me.\n\nBob"

  @Test(arguments: [
    letter, "  \n\(letter)\n\n", "```\n\(letter)\n```", "```text\n\(letter)\n```", "Subject: Re: Lunch\n\n\(letter)",
    "<think>She wants a date.</think>\n\(letter)", "thinking without a beginning</think>\(letter)",
    "Here is a draft reply:\n\n\(letter)", "Sure! Here's the email:\n```\n\(letter)\n```",
    "Here is the reply:\nSubject: x\n\n\(letter)",
    letter.replacing("\n", with: "\r\n"),
  ])
  func `only the wrapping is taken off`(answer: String) throws {
    #expect(try ReplyCleaning.reply(from: answer, signature: "") == Self.letter + "\n")
  }

  @Test(arguments: [
    "", " \n\t ", "<think>and so on", "<think>a</think>", "```\n```", "...", "Subject: only this",
    "Hello " + String(repeating: "!", count: 50), String(repeating: "I will come back to you.\n", count: 10),
    "Hello,\n\nBest,\n[Your Name]", "Dear [Recipient's Name],\nyes", "See you on [date].", "Hi {{first_name}}",
    "Regards, <your name>", "Yes<|im_end|>", "[INST] reply [/INST] yes",
    String(repeating: "word and ", count: 1000),
  ])
  func `what must not be offered as a reply is refused`(answer: String) {
    #expect(throws: DraftingError.self) { try ReplyCleaning.reply(from: answer, signature: "") }
  }

  @Test(arguments: [
    "See [1] and [the appendix].", "I wrote to <ann@example.com>.", "x < y and y > z",
    "Our rule is: reply within a day.",
    "Here is what I found: nothing.", "Sure, Thursday is fine.", "Use ```swift``` if you like.\nBye",
    "The [draft] and the [minutes] are attached.",
  ])
  func `ordinary words are left alone`(answer: String) throws {
    #expect(try ReplyCleaning.reply(from: answer, signature: "") == answer + "\n")
  }

  @Test func `the signature is added once`() throws {
    #expect(try ReplyCleaning.reply(from: "Yes.", signature: "Bob\nAcme") == "Yes.\n\nBob\nAcme\n")
    #expect(try ReplyCleaning.reply(from: "Yes.\n\nBob\nAcme", signature: "Bob\nAcme") == "Yes.\n\nBob\nAcme\n")
  }
}
