import Testing

@testable import Secretary

@Suite struct OwnReplyTests {
  private static let reply: KeyValuePairs<String, String> = ["In-Reply-To": "<1@friends.example>"]

  private func mail(
    from: EmailAddress = MailboxOwner.ada.primary, to: [EmailAddress] = [.ben], subject: String = "Re: Lunch",
    text: String = "Hi Ben, gladly.", headers: KeyValuePairs<String, String> = reply, place: MailPlace = .sent
  ) -> EmailMessage {
    .question(from: [from], to: to, subject: subject, text: text, headers: headers, place: place)
  }

  @Test func `what the user answered to somebody is an example, without quotes and signature`() {
    var message = mail(to: [EmailAddress(name: "B", address: "BEN@friends.example")])
    message.text = MessageText(visible: "Hi Ben, gladly.\n\nAda\n> Lunch?", newText: "Hi Ben, gladly.")
    #expect(OwnReply(message, to: .ben, owner: .ada)?.text == "Hi Ben, gladly.")
    #expect(OwnReply(mail(headers: [:]), to: .ben, owner: .ada) != nil)
  }

  @Test func `what does not show how the user answers that person is none`() {
    let others: [(String, EmailMessage)] = [
      ("to somebody else", mail(to: [.cleo])),
      ("by somebody else", mail(from: .ben, place: .inbox)),
      ("a letter that answers nothing", mail(subject: "Lunch", headers: [:])),
      ("a forward", mail(subject: "Fwd: Lunch")),
      ("automatic", mail(headers: ["In-Reply-To": "<1@a>", "Auto-Submitted": "auto-replied"])),
      ("a program's", mail(headers: ["In-Reply-To": "<1@a>", "Auto-Submitted": "auto-generated"])),
      ("written by the secretary", mail(headers: ["In-Reply-To": "<1@a>", "X-Secretary-Draft": "d1"])),
      ("empty", mail(text: " \n")),
      ("a draft", mail(place: .draft)),
      ("a chat", mail(place: .chat)),
    ]
    for (name, message) in others { #expect(OwnReply(message, to: .ben, owner: .ada) == nil, "\(name)") }
  }
}
