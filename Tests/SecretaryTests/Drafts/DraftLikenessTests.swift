import FoundationEssentials
import Testing

@testable import Secretary

@Suite struct DraftLikenessTests {
  private let draft = EmailDraft(
    id: DraftID("d"), userID: UserID("ada"), messageID: MessageID("m1"), threadID: ThreadID("t1"),
    recipients: ReplyRecipients(from: MailboxOwner.ada.primary, to: [.ben], cc: [.cleo]), subject: "Re: Lunch",
    body: "Dear Ben,\n\nFriday suits me \u{1F469}\u{200D}\u{1F373}.\n\nAda\n", reason: "", writer: "",
    createdAt: .distantPast)

  private func found(
    _ text: String? = nil, to: [EmailAddress] = [.ben], cc: [EmailAddress] = [.cleo], subject: String = "Re: Lunch",
    headers: KeyValuePairs<String, String> = [:], parts: [MessagePart] = [MessagePart(type: "text/plain")]
  ) -> EmailMessage {
    .question(
      id: "m9", from: [MailboxOwner.ada.primary], to: to, cc: cc, subject: subject, text: text ?? draft.body,
      headers: headers, place: .draft, parts: parts)
  }

  @Test(arguments: [
    "Dear Ben,\n\nFriday suits me \u{1F469}\u{200D}\u{1F373}.\n\nAda\n",
    "Dear Ben,\r\n\r\nFriday suits\r\nme \u{1F469}\u{1F373}.\r\n\r\nAda",
    "\u{FEFF}Dear Ben,\u{A0}\nFriday  suits me \u{1F469}\u{200D}\u{1F373}. \nAda\u{200B}",
  ])
  func `another way to break lines is no other text`(text: String) {
    #expect(draft.isWritten(in: found(text)))
  }

  @Test(arguments: [
    "Dear Ben,\n\nFriday suits me not \u{1F469}\u{1F373}.\n\nAda\n", "Dear Ben,", "",
    "Dear Ben,\n\nFriday suits me \u{1F469}\u{1F373}.\n\nAda\n\nOn Friday Ben wrote:\n> so?",
    "DearBen,\n\nFriday suits me \u{1F469}\u{1F373}.\n\nAda",
  ])
  func `any other word makes it the user's`(text: String) {
    #expect(!draft.isWritten(in: found(text)))
  }

  @Test(arguments: StandingMark.Kind.allCases)
  func `a draft that names what only the other side may want has a line above it that is ours`(kind: StandingMark.Kind)
  {
    var marked = draft
    marked.checks = DraftChecks(traced: 1, marks: [kind: 1])
    let hasLine = [StandingMark.Kind.account, .payment, .foreign].contains(kind)
    #expect(marked.placedBody.hasPrefix("[Check before sending:") == hasLine)
    #expect(marked.placedBody.hasSuffix("]\n\n\(marked.body)") == hasLine)
    #expect(marked.isWritten(in: found(marked.placedBody)) && marked.isWritten(in: found(marked.body)) != hasLine)
    marked.body += "Pay [[amount?]]."
    let lines = marked.placedBody.split(separator: "\n")
    #expect(lines[0].hasPrefix("[Not ready to send:") && lines[1].hasPrefix("[Check before sending:") == hasLine)
  }

  @Test func `the line above a draft with gaps is ours, and without it the text is the user's`() {
    var open = draft
    open.body = "Hallo Ben,\n\nich komme um [[Uhrzeit?]] zu dir.\n\nAda\n"
    #expect(
      open.placedBody
        == "[Noch nicht senden: Was in doppelten Klammern steht, muss ergänzt werden; diese Zeile bitte löschen.]\n\n\(open.body)"
    )
    #expect(open.isWritten(in: found(open.placedBody)))
    #expect(!open.isWritten(in: found(open.body)))
    #expect(draft.placedBody == draft.body)
    open.body = "[[?]] [[price?]]"
    #expect(open.placedBody.hasPrefix("[Not ready to send"), "of a language that is not clear")
  }

  @Test func `other people, another subject, a blind copy, an attachment or another conversation make it the user's`() {
    #expect(draft.isWritten(in: found(to: [EmailAddress(name: "B.", address: "BEN@friends.example")])))
    #expect(!draft.isWritten(in: found(to: [.cleo], cc: [.ben])))
    #expect(!draft.isWritten(in: found(cc: [])))
    #expect(!draft.isWritten(in: found(subject: "Re: Dinner")))
    #expect(!draft.isWritten(in: found(headers: ["Bcc": "boss@example.com"])))
    #expect(!draft.isWritten(in: found(parts: [MessagePart(type: "image/png", filename: "plan.png")])))
    var elsewhere = found()
    elsewhere.threadID = ThreadID("t2")
    #expect(!draft.isWritten(in: elsewhere))
  }

  @Test func `a host name in another script comes back in letters`() {
    var draft = draft
    draft.recipients.to = [EmailAddress(address: "ben@bücher.example")]
    #expect(draft.isWritten(in: found(to: [EmailAddress(address: "ben@xn--bcher-kva.example")])))
    #expect(!draft.isWritten(in: found(to: [EmailAddress(address: "eve@xn--bcher-kva.example")])))
  }
}
