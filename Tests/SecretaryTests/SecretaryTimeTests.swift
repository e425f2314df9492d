import FoundationEssentials
import LinearTime
import Testing

@testable import Secretary

/// Whatever a stranger makes long costs the domain time in proportion.
@Suite(.serialized) struct SecretaryTimeTests {
  @Test(arguments: growths) func `twice the input costs at most two and a half times`(_ growth: Growth) {
    #expect(growth.problem() == nil)
  }

  // MARK: A message's way through the domain

  /// Triage, judgement, recipients, prompt and what is kept beside the draft.
  private static func handle(_ message: EmailMessage, earlier: [EmailMessage] = []) {
    let thread = EmailThread(id: ThreadID("t1"), messages: earlier + [message])
    _ = Triage(owner: .ada).verdict(on: message, in: thread, drafts: DraftActivity())
    _ = Judge(owner: .ada).judgement(of: message, in: thread, correspondent: nil)
    _ = MailboxOwner.ada.lesson(of: message)
    _ = LetterTraits.traits(of: message.text.newText, signature: message.text.visible, in: .german)
    _ = Conversation(of: thread, answering: message.id, owner: .ada)
    guard let recipients = ReplyRecipients.replying(to: message, owner: .ada) else { return }
    _ = composer.prompt(for: message, in: thread, to: recipients)
  }

  private static let composer = PromptComposer(
    settings: AgentSettings(userID: UserID("ada"), instructions: "Be brief.", signature: "Ada"), owner: .ada)

  private static func text(_ name: String, _ make: @escaping @Sendable (Int) -> String) -> Growth {
    Growth(name, make: make) { text in
      var message = EmailMessage.question(text: text)
      handle(message)
      message.text.newText = "Can you come on Friday?"
      handle(message)
    }
  }

  /// What leaves for a model, before it is cut.
  private static func hiding(_ name: String, _ make: @escaping @Sendable (Int) -> String) -> Growth {
    Growth("hiding: " + name, make: make) { text in
      var names = PromptNames()
      _ = names.hidden(in: SecretRedaction.redacted(text))
      _ = names.restored(in: text)
    }
  }

  private static let bodies: [Growth] = [
    text("a text", Input.times("Can you come on Friday? ")),
    text("lines", Input.times("a\n")),
    text("blank lines", Input.halves("a\n", "\n")),
    // What is new is looked for in what is shown, line by line.
    Growth("one line of blanks below quotes", make: Input.halves(">\n", " ")) { text in
      var message = EmailMessage.question(text: text)
      message.text.newText = String(text.drop { $0 == ">" || $0 == "\n" })
      handle(message)
    },
    text("combining marks") { "e" + Input.times("\u{301}")($0) },
    text("flags", Input.times("\u{1F1E6}")),
    text("zero-width joiners", Input.times("\u{1F469}\u{200D}")),
    text("the owner's name", Input.times("ada ")),
    text("questions", Input.times("?")),
    text("addresses of pages", Input.times("https://a.example/?a=b ")),
    text("unsubscribing", Input.times("unsubscribe ")),
    text("asking for a time", Input.times("when are you free ")),
    text("error codes", Input.times("550 5.1.1 ")),
    text("markup", Input.times("</message-to-answer>&<")),
    text("mail addresses", Input.times("a@b.example ")),
    hiding("words", Input.times("password ")), hiding("one word", Input.times("a")), hiding("colons", Input.times(":")),
    hiding("at signs", Input.times("@")), hiding("an address without an end", Input.times("a.b@c.")),
    hiding("digits", Input.times("4111 1111 ")), hiding("marks", { "e" + Input.times("\u{301}")($0) }),
    hiding("flags", Input.times("\u{1F1E6}")), hiding("keys", Input.times("-----BEGIN PRIVATE KEY-----\n")),
  ]

  private static let headers: [Growth] = [
    Growth("a subject", make: Input.times("Re: ")) { handle(.question(subject: $0)) },
    Growth("a subject of marks", make: Input.times("\u{301}")) { handle(.question(subject: "e" + $0)) },
    Growth("a subject of flags", make: Input.times("\u{1F1E6}")) { handle(.question(subject: $0)) },
    Growth("findings of a server", make: Input.times("; dmarc=fail (a)")) {
      handle(.question(headers: ["Authentication-Results": "mx.google.com" + $0]))
    },
    Growth("an unfinished finding", make: Input.times("(")) {
      handle(.question(headers: ["Authentication-Results": "mx.google.com;" + $0]))
    },
    Growth("a name", make: Input.times("Ben, PhD (")) {
      handle(.question(from: [EmailAddress(name: $0, address: "ben@friends.example")]))
    },
    Growth("a name of flags", make: Input.times("\u{1F1E6}")) {
      handle(.question(from: [EmailAddress(name: $0, address: "ben@friends.example")]))
    },
    Growth("an address", make: Input.times("a.")) {
      handle(.question(from: [EmailAddress(address: $0 + "@b.example")]))
    },
    Growth("header fields", make: Input.times("a")) { text in
      let fields = (0..<text.utf8.count / 20).map {
        MailHeaders.Field(name: "Received", value: "from a\($0) for <a@b>")
      }
      var message = EmailMessage.question()
      message.headers = MailHeaders(fields)
      handle(message)
    },
    Growth("a header value", make: Input.times("<a@b> ;")) { text in
      handle(
        .question(headers: [
          "Received": text, "Delivered-To": text, "List-Id": text, "Auto-Submitted": text,
          "Authentication-Results": text,
          "References": text, "Return-Path": text, "X-Forwarded-To": text,
        ]))
    },
    Growth("recipients", make: Input.times("a")) { text in
      let crowd = (0..<text.utf8.count / 60).map { EmailAddress(name: "P \($0)", address: "p\($0)@b.example") }
      handle(.question(to: crowd, cc: crowd, replyTo: crowd))
    },
    Growth("parts", make: Input.times("a")) { text in
      let parts = (0..<text.utf8.count / 20).map { MessagePart(type: "text/calendar", filename: "f\($0).ics") }
      handle(.question(parts: parts))
    },
    Growth("messages", make: Input.times("a")) { text in
      let earlier = (0..<text.utf8.count / 200).map { EmailMessage.question(id: "e\($0)", minute: -$0) }
      handle(.question(), earlier: earlier)
    },
  ]

  // MARK: One thing at a time

  private static let draft = EmailDraft(
    id: DraftID("d"), userID: UserID("ada"), messageID: MessageID("m1"), threadID: ThreadID("t1"),
    recipients: ReplyRecipients(from: MailboxOwner.ada.primary, to: [.ben]), subject: "Re: Lunch", body: "Yes.",
    reason: "", writer: "", createdAt: .distantPast)

  private static let single: [Growth] = [
    Growth("a typed body", make: Input.times("a\r\n\u{200B}")) { _ = EmailDraft.body(typed: $0) },
    Growth("a draft changed in Gmail", make: Input.times("yes \u{200B}\n")) { text in
      var draft = Self.draft
      draft.body = text
      _ = draft.isWritten(in: .question(text: text))
    },
    Growth("words changed", make: Input.times("yes \u{200B}no\n")) { _ = SentChanges(from: $0, to: "no " + $0) },
    Growth("requests", make: Input.times("please find please ")) { _ = Requests.made(in: $0) },
    Growth("requests in lines", make: Input.times("a,\nplease find. ")) { _ = Requests.made(in: $0) },
    Growth("a line to show", make: Input.times("a\u{301}\u{202E} ")) { _ = ShownText($0) },
    Growth("a letter to show", make: Input.times("a\u{301}\u{202E}\n")) { _ = ShownText(letter: $0) },
    Growth("flags to show", make: Input.times("\u{1F1E6}")) { _ = ShownText(letter: $0) },
    Growth("tag characters", make: Input.times("\u{1F3F4}\u{E0067}")) { _ = InvisibleText($0) },
    Growth("joiners", make: Input.times("\u{1F469}\u{200D}\u{FE0F}")) { _ = InvisibleText($0) },
    Growth("a subject's prefixes", make: Input.times("Re: AW: ")) { _ = SubjectLine.topic(of: $0) },
    Growth("prefixes with numbers", make: Input.times("Re[2]:")) { _ = SubjectLine.topic(of: $0) },
    Growth("a host name", make: Input.times("а.")) { _ = DomainScript.warning(on: $0) },
    Growth("a label", make: Input.times("ß")) { _ = Punycode.label($0) },
    Growth("a host to write", make: Input.times("ß.")) { _ = EmailAddress(address: "a@" + $0).onTheWire },
    Growth("a promise of a file", make: Input.times("attache -")) { _ = AttachmentMention.isIn($0) },
    Growth("a language", make: Input.times("und the de la ")) { _ = LetterLanguage(of: $0) },
    Growth("a number", make: Input.times("9")) { _ = (0...1).number(in: $0) },
    Growth("a mail that is quoted", make: Input.times("ab ")) { _ = QuotedText($0).holds("ab ab ac") },
    Growth("a quotation", make: Input.times("ab ")) { _ = QuotedText($0 + $0).holds($0 + "c") },
    Growth("an ask of marks", make: Input.times("e\u{301}&amp;")) { text in
      let prompt = composer.assessment(of: .question(text: text), in: .of(.question()), for: MailboxOwner.ada.primary)
      _ = MailAssessment(verdict: "done", reason: text, asks: [text, text], of: prompt)
    },
    Growth("a line of the ledger", make: Input.times("a\n")) { _ = LedgerLine($0) },
  ]

  private static let words = [
    "a", " ", "\n", "\r\n", "\t", "?", "!", ".", ",", ":", "@", "<", ">", "Ada", "ada@example.com", "Re:",
    "unsubscribe",
    "https://", "\u{301}", "\u{1F1E6}", "\u{200B}", "\u{200D}", "\u{202E}", "\u{E0041}", "\u{1F3F4}", "é", "日", "5.1.1",
    "> ",
    "out of office", "ticket #1", "\u{FF1A}", "\0",
  ]

  private static let random =
    Growth.random("messages", of: words, seeds: 1...8) { text in
      handle(
        .question(
          from: [EmailAddress(name: text, address: "ben@friends.example")], subject: text, text: text,
          headers: ["List-Id": text, "Received": text, "Delivered-To": text]))
    }
    + Growth.random("texts to show", of: words) {
      _ = ShownText(letter: $0)
      _ = ShownText($0)
      _ = EmailDraft.body(typed: $0)
      _ = SubjectLine.topic(of: $0)
    }
    + Growth.random("drafts changed in Gmail", of: words) { text in
      var draft = Self.draft
      draft.body = text
      _ = draft.isWritten(in: .question(text: text + "!"))
    }

  private static let growths = bodies + headers + single + random
}
