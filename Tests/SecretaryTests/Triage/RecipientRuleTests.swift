import Testing

@testable import Secretary

@Suite struct RecipientRuleTests {
  @Test(arguments: [
    TriageCase("a blind copy", .question(to: [.cleo]), "not-addressed"),
    TriageCase("a plus address", .question(to: [EmailAddress(address: "ada+fence@example.com")]), nil),
    TriageCase(
      "another's plus address", .question(to: [EmailAddress(address: "bob+ada@example.com")]), "not-addressed"),
    TriageCase(
      "an address that a server delivered here for",
      .question(to: [EmailAddress(address: "ada@old.example")], headers: ["X-Original-To": "ada@old.example"]), nil),
    TriageCase(
      "a stamp below the writer's own fields",
      .question(
        to: [EmailAddress(address: "ada@old.example")], headers: ["Subject": "x", "X-Original-To": "ada@old.example"]),
      "not-addressed"),
    TriageCase(
      "an alias in the server's own trace",
      .question(
        to: [EmailAddress(address: "ada@old.example")],
        headers: ["Received": "from a by mx.example with ESMTPS id 1 for <ada@old.example>; today"]), nil),
    TriageCase("a redirected mail", .question(to: [.cleo], headers: ["Resent-To": "ada@example.com"]), nil),
    TriageCase(
      "a shared mailbox of the house",
      .question(
        to: [EmailAddress(address: "info@example.com")],
        headers: ["List-Id": "<info.example.com>", "Precedence": "list"]), nil),
    TriageCase(
      "a colleague's mail to it",
      .question(
        from: [EmailAddress(address: "dan@example.com")], to: [EmailAddress(address: "info@example.com")],
        headers: ["List-Id": "<info.example.com>"]), "mailing-list"),
    TriageCase("undisclosed recipients", .question(to: []), "not-addressed"),
    TriageCase("an alias", .question(to: [EmailAddress(address: "Countess@engine.example")]), nil),
    TriageCase(
      "in copy, nothing asked", .question(to: [.cleo], cc: [MailboxOwner.ada.primary], text: "Done."), "only-copied"),
    TriageCase(
      "in copy, a question", .question(to: [.cleo], cc: [MailboxOwner.ada.primary], text: "Shall we?"), nil),
    TriageCase(
      "in copy, a question mark within an address",
      .question(
        to: [.cleo], cc: [MailboxOwner.ada.primary], text: "They are at https://files.example/get?id=4&v=3 now."),
      "only-copied"),
    TriageCase(
      "in copy, called by name",
      .question(to: [.cleo], cc: [MailboxOwner.ada.primary], text: "Ada, please look at the last page."), nil),
    TriageCase(
      "in copy, another's name",
      .question(to: [.cleo], cc: [MailboxOwner.ada.primary], text: "Adam will look at it."), "only-copied"),
  ])
  func `the user has to be among the recipients`(sample: TriageCase) {
    #expect(sample.found == sample.code)
  }

  @Test(
    arguments: [
      ("Lunch", [:], nil), ("Lunch", ["In-Reply-To": "<a@b>"], "only-copied"), ("Fwd: Lunch", [:], "only-copied"),
    ] as [(String, KeyValuePairs<String, String>, String?)])
  func `a question below the new words counts only in mail that opens a conversation`(
    subject: String, headers: KeyValuePairs<String, String>, code: String?
  ) {
    var message = EmailMessage.question(to: [.cleo], cc: [MailboxOwner.ada.primary], subject: subject, headers: headers)
    message.text = MessageText(visible: "Done.\n\nShall we?", newText: "Done.")
    #expect(Triage(owner: .ada).reasonToSetAside(message)?.code == code)
  }

  @Test(arguments: [
    ("He will come.", false), ("Will comes. I will not.", false),
    ("Will, look at page 3.", true), ("Hi Will", true), ("Look at this, Will.", true), ("See @Will", true),
  ])
  func `a name that is a word as well has to be called`(text: String, isCalled: Bool) {
    let will = MailboxOwner(primary: EmailAddress(name: "Will Owner", address: "will@example.com"))
    let message = EmailMessage.question(to: [.cleo], cc: [will.primary], text: text)
    #expect((Triage(owner: will).reasonToSetAside(message) == nil) == isCalled)
  }
}
