import Drafting
import Secretary
import Testing

@Suite struct HoldingReplyTests {
  private static func prompt(
    subject: String = "Lunch", name: String = "Ann Lee", signature: String = "Bob", language: LetterLanguage? = nil
  ) -> Prompt {
    Prompt(
      system: "", user: "", addressee: EmailAddress(name: name, address: "ann@example.com"),
      owner: EmailAddress(address: "bob@example.com"), subject: subject, signature: signature, language: language)
  }

  @Test func `it says that the message was seen, promises nothing, and names its writer`() async throws {
    let draft = try await HoldingReply().write(Self.prompt())
    #expect(
      draft.body
        == "Hello Ann,\n\nThank you for your message about \"Lunch\". I have seen it and will get back to you.\n\nBob\n"
    )
    #expect(draft.writer == "holding-reply")
  }

  @Test(arguments: LetterLanguage.allCases)
  func `a reminder asks for an answer in the language of the question, and says nothing of it`(
    language: LetterLanguage
  ) async throws {
    var prompt = Self.prompt(subject: "Lunch for 12", language: language)
    let seen = try await HoldingReply().write(prompt)
    prompt.kind = .followUp
    let draft = try await HoldingReply().write(prompt)
    #expect(draft.writer == "reminder" && draft.body != seen.body && !draft.body.contains("Lunch"))
    #expect(draft.body.split(separator: "\n").first == seen.body.split(separator: "\n").first)
    #expect(LetterLanguage(of: draft.body) == language || LetterLanguage(of: draft.body) == nil)
  }

  @Test func `without subject and signature nothing is left dangling`() async throws {
    let draft = try await HoldingReply().write(Self.prompt(subject: " ", name: "", signature: " \n"))
    #expect(draft.body == "Hello,\n\nThank you for your message. I have seen it and will get back to you.\n")
  }

  @Test func `it leaves no gap, whatever the subject looks like`() async throws {
    let draft = try await HoldingReply().write(Self.prompt(subject: "Your offer [[price?]]"))
    #expect(draft.body.contains("Thank you for your message. I have"))
  }

  @Test(arguments: [
    ("Re: Lunch", "Lunch"), ("AW: Re: fwd: Lunch", "Lunch"), ("a\r\nb", "a b"), ("say \"hi\"", "say hi"),
    ("Note: this", "Note: this"), (String(repeating: "x", count: 200), String(repeating: "x", count: 99) + "…"),
  ])
  func `the subject is quoted clean`(subject: String, shown: String) async throws {
    let draft = try await HoldingReply().write(Self.prompt(subject: subject))
    #expect(draft.body.contains("about \"\(shown)\". I have"))
  }

  @Test(arguments: [
    (
      LetterLanguage.german,
      "Hallo Ann,\n\nvielen Dank für die Nachricht zu „Lunch“. Ich habe sie gesehen und melde mich.\n"
    ),
    (.french, "Bonjour Ann,\n\nmerci pour le message au sujet de « Lunch ». Je l’ai bien vu et j’y répondrai.\n"),
    (.spanish, "Hola, Ann:\n\nGracias por el mensaje sobre «Lunch». Lo he visto y responderé.\n"),
  ])
  func `it speaks the language of the mail`(language: LetterLanguage, body: String) async throws {
    #expect(try await HoldingReply().write(Self.prompt(signature: "", language: language)).body == body)
  }

  @Test(arguments: LetterLanguage.allCases)
  func `it says in every language which message it was`(language: LetterLanguage) async throws {
    let about = try await HoldingReply().write(Self.prompt(subject: "Re: Lunch", signature: "", language: language))
      .body
    let plain = try await HoldingReply().write(Self.prompt(subject: "", name: "", signature: "", language: language))
      .body
    #expect(about.contains("Lunch") && !about.contains("Re:"))
    #expect(about.hasSuffix(".\n") && plain.hasSuffix(".\n") && plain.split(separator: "\n").count == 2)
  }

  @Test(arguments: [
    "PhD", "Acme, Inc.", "Lind, PhD", "URGENT!!! click http://x", "ann@example.com", String(repeating: "a", count: 50),
    "123",
  ])
  func `nobody is greeted by what is no given name`(name: String) async throws {
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
