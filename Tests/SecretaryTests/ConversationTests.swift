import FoundationEssentials
import Testing

@testable import Secretary

@Suite struct ConversationTests {
  private func conversation(_ messages: EmailMessage..., answering id: String = "m1") -> Conversation {
    Conversation(of: EmailThread(id: ThreadID("t1"), messages: messages), answering: MessageID(id), owner: .ada)
  }

  @Test func `a person sees who wrote what to whom, what is theirs, and which message is answered`() {
    let mine = EmailMessage.question(id: "m0", from: [MailboxOwner.ada.sendAs[1]], to: [.ben], text: "Hello Ben")
    var theirs = EmailMessage.question(
      cc: [.cleo], subject: "Re: Lunch", minute: 5,
      parts: [MessagePart(type: "text/plain"), MessagePart(type: "image/png", filename: "map.png")])
    theirs.text.hadHiddenText = true
    let shown = conversation(mine, theirs).messages
    #expect(shown.map(\.from) == [MailboxOwner.ada.sendAs[1], .ben])
    #expect(shown.map(\.isOwn) == [true, false])
    #expect(shown.map(\.isAnswered) == [false, true])
    #expect(shown.map(\.hadHiddenText) == [false, true])
    #expect(shown[1].to == [MailboxOwner.ada.primary])
    #expect(shown[1].cc == [.cleo])
    #expect(shown[1].subject == "Re: Lunch")
    #expect(shown[1].attachments == ["map.png"])
    #expect(shown[1].text == "Are you free for lunch on Friday?")
    #expect(shown[1].receivedAt == theirs.receivedAt)
  }

  @Test(arguments: [MailPlace.draft, .trash, .spam]) func `what is not part of the conversation is not shown`(
    _ place: MailPlace
  ) {
    let other = EmailMessage.question(id: "m0", place: place)
    #expect(conversation(other, .question()).messages.map(\.isAnswered) == [true])
  }

  struct Body: CustomTestStringConvertible {
    var name: String
    var visible, new, rest: String
    var testDescription: String { name }
  }

  @Test(arguments: [
    Body(name: "nothing repeated", visible: "Hello\n\nBen", new: "Hello\n\nBen", rest: ""),
    Body(
      name: "history below", visible: "Yes.\n\nOn Monday Ada wrote:\n> Lunch?\n", new: "Yes.",
      rest: "On Monday Ada wrote:\n> Lunch?"),
    Body(name: "history above", visible: "> Lunch?\n\nYes.\n\nBen", new: "Yes.\n\nBen", rest: "> Lunch?"),
    Body(name: "spaces at line ends", visible: "Yes. \r\n\r\n-- \r\nBen", new: "Yes.", rest: "-- \nBen"),
    Body(
      name: "a quote that only one of the two marks", visible: "> Clause 3\n\nDo you agree?\n\n> Old",
      new: "Clause 3\n\nDo you agree?", rest: "> Old"),
    Body(name: "only history", visible: "> Lunch?", new: "", rest: ""),
    Body(name: "a text that does not fit loses nothing", visible: "one\ntwo", new: "three", rest: "one\ntwo"),
  ])
  func `what a message repeats is told apart from what it says`(_ body: Body) {
    var message = EmailMessage.question()
    message.text = MessageText(visible: body.visible, newText: body.new)
    let shown = conversation(message).messages[0]
    #expect(shown.text == (body.new.isEmpty ? body.visible : body.new))
    #expect(shown.quoted == body.rest)
  }

  @Test func `a long conversation keeps its newest messages and the one that is answered`() {
    let thread = EmailThread(
      id: ThreadID("t1"), messages: (0..<100).map { .question(id: "m\($0)", text: "text \($0)", minute: $0) })
    let late = Conversation(of: thread, answering: MessageID("m99"), owner: .ada).messages
    #expect(late.map(\.text) == (70..<100).map { "text \($0)" })
    #expect(Conversation(of: thread, answering: MessageID("m99"), owner: .ada).leftOut == 70)
    let early = Conversation(of: thread, answering: MessageID("m3"), owner: .ada).messages
    #expect(early.map(\.text) == ["text 3"] + (71..<100).map { "text \($0)" })
    #expect(early.filter(\.isAnswered).map(\.text) == ["text 3"])
  }

  @Test func `nothing in a message can make it large`() throws {
    let long = "e" + String(repeating: "\u{301}", count: 1_000_000)
    let name = EmailAddress(name: String(repeating: "日", count: 1_000_000), address: "a@b.example")
    var message = EmailMessage.question(
      from: [name], to: Array(repeating: name, count: 5_000), cc: Array(repeating: name, count: 5_000), subject: long,
      parts: Array(repeating: MessagePart(type: "text/plain", filename: long), count: 200))
    message.text = MessageText(visible: "new\n" + long, newText: "new")
    let shown = conversation(message).messages[0]
    #expect(shown.quoted.unicodeScalars.count == 20_000 + 1)
    #expect(shown.quoted.hasSuffix("…"))
    #expect(shown.subject.unicodeScalars.count == 250 + 1)
    #expect(shown.to.count == 50)
    #expect(shown.cc.count == 50)
    #expect(shown.attachments.count == 50)
    #expect(shown.size < 500_000)
  }

  @Test func `a message is as large as all its texts`() {
    let message = Conversation.Message(
      from: EmailAddress(name: "Bé", address: "b@c.example"), to: [EmailAddress(name: "C", address: "c@c.example")],
      cc: [EmailAddress(address: "d@c.example")], receivedAt: .distantPast, subject: "four", text: "three", quoted: "q",
      attachments: ["a.png"])
    #expect(message.size == 3 + 11 + 1 + 11 + 11 + 4 + 5 + 1 + 5)
    #expect(!message.hadHiddenText && !message.isOwn && !message.isAnswered)
  }

  @Test func `a large conversation keeps the message that is answered and then the newest, and counts the rest`() {
    let thread = EmailThread(
      id: ThreadID("t1"),
      messages: (0..<20).map { .question(id: "m\($0)", text: String(repeating: "日", count: 30_000), minute: $0) })
    let large = Conversation(of: thread, answering: MessageID("m3"), owner: .ada)
    #expect(large.messages.map(\.size).reduce(0, +) <= 1_000_000)
    #expect(large.messages.first?.isAnswered == true)
    #expect(large.messages.count == 16 && large.leftOut == 4)
    #expect(large.messages.dropFirst().map(\.receivedAt) == thread.messages.suffix(15).map(\.receivedAt))
  }

  @Test func `a conversation kept by an earlier version says of no message that it was left out`() throws {
    let kept = Data(#"{"messages":[]}"#.utf8)
    #expect(try JSONDecoder().decode(Conversation.self, from: kept) == Conversation(messages: []))
  }

  @Test func `a conversation survives its way through JSON`() throws {
    let original = conversation(.question(id: "m0", from: []), .question())
    #expect(try JSONDecoder().decode(Conversation.self, from: JSONEncoder().encode(original)) == original)
  }
}

@Suite struct DraftBodyTests {
  @Test(arguments: [
    ("Dear Ben,\r\n\r\nyes.\r\n", "Dear Ben,\n\nyes.\n"), ("a\rb\n\rc", "a\nb\n\nc"), ("\na", "\na"),
    ("a\u{0}b\u{1b}[2Jc\td", "ab[2Jc\td"),
    ("", ""), ("Grüße 👩‍👩‍👧 \u{200e}שלום", "Grüße 👩‍👩‍👧 \u{200e}שלום"),
    ("می\u{200C}خواهم", "می\u{200C}خواهم"), ("a\u{200b}b\u{202e}c\u{e0061}\u{e0062}\u{200e}", "abc"),
  ])
  func `a body is taken as typed, with plain line ends and nothing that is no text`(_ typed: String, _ body: String) {
    #expect(Array(EmailDraft.body(typed: typed).unicodeScalars) == Array(body.unicodeScalars))
  }
}
