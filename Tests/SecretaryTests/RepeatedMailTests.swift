import Testing

@testable import Secretary

@Suite struct RepeatedMailTests {
  private static let mail = """
    Hi Mia, the paint for the hall has come & the ladder is in the cellar. Which colour do you want for the kitchen, \
    and may I begin on Thursday? Ben
    """
  private static let read = RepeatedMail(
    conversation: """
      <conversation>
      <message number="1">
      I would like to know when you can come to the house to look at the walls, the doors and the windows.
      </message>
      <message-to-answer number="2">
      \(PromptComposer.escaped(mail))
      </message-to-answer>
      </conversation>
      """)

  @Test(arguments: [mail, "Hi Ben,\n\n\(mail)\n\nBest,\nMia", mail.uppercased()])
  func `a letter that only says what the mail says is known`(letter: String) {
    #expect(Self.read.isAll(of: letter))
  }

  @Test(arguments: [
    "", "Hi Ben,\n\nthe paint for the hall has come.",
    "Hi Ben,\n\nyou ask which colour I want for the kitchen, and whether you may begin on Thursday. White, and yes: come at nine.",
    "I would like to know when you can come to the house to look at the walls, the doors and the windows.",
  ])
  func `a letter that takes up some of it is a letter`(letter: String) {
    #expect(!Self.read.isAll(of: letter))
  }

  @Test func `without a mail nothing is repeated`() {
    #expect(!RepeatedMail(conversation: Self.mail).isAll(of: Self.mail))
  }
}
