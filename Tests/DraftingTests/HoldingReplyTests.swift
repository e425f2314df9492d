import Drafting
import Secretary
import Testing

@Suite struct HoldingReplyTests {
  private static func prompt(
    subject: String = "Lunch", name: String = "Ann Lee", signature: String = "Bob"
  ) -> Prompt {
    Prompt(
      system: "", user: "", addressee: EmailAddress(name: name, address: "ann@example.com"),
      owner: EmailAddress(address: "bob@example.com"), subject: subject, signature: signature)
  }

  @Test func `it says that the message was seen, promises nothing, and names its writer`() async throws {
    let draft = try await HoldingReply().write(Self.prompt())
    #expect(
      draft.body
        == "Hello Ann Lee,\n\nThank you for your message about \"Lunch\". I have seen it and will get back to you.\n\nBob\n"
    )
    #expect(draft.writer == "holding-reply")
  }

  @Test func `without subject and signature nothing is left dangling`() async throws {
    let draft = try await HoldingReply().write(Self.prompt(subject: " ", name: "", signature: " \n"))
    #expect(draft.body == "Hello,\n\nThank you for your message. I have seen it and will get back to you.\n")
  }

  @Test(arguments: [
    ("Re: Lunch", "Lunch"), ("AW: Re: fwd: Lunch", "Lunch"), ("a\r\nb", "a b"), ("say \"hi\"", "say hi"),
    ("Note: this", "Note: this"), (String(repeating: "x", count: 200), String(repeating: "x", count: 99) + "…"),
  ])
  func `the subject is quoted clean`(subject: String, shown: String) async throws {
    let draft = try await HoldingReply().write(Self.prompt(subject: subject))
    #expect(draft.body.contains("about \"\(shown)\". I have"))
  }

  @Test(arguments: ["URGENT!!! click http://x", "ann@example.com", String(repeating: "a", count: 50), "123"])
  func `a display name that is no name is not repeated`(name: String) async throws {
    let draft = try await HoldingReply().write(Self.prompt(name: name))
    #expect(draft.body.hasPrefix("Hello,\n"))
  }

  @Test func `it cannot follow an instruction, and says what to do instead`() async throws {
    var prompt = Self.prompt()
    prompt.isRewriting = true
    let refusal = await #expect(throws: DraftingError.beyondWriter) { try await HoldingReply().write(prompt) }
    #expect(refusal?.description.contains("Change the text yourself") == true)
  }
}
