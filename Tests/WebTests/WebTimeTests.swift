import LinearTime
import Secretary
import Testing

@testable import Web

/// What a person posts, and a page of what strangers wrote, cost time in proportion.
@Suite(.serialized) struct WebTimeTests {
  @Test(arguments: growths) func `twice the text costs at most two and a half times`(_ growth: Growth) {
    #expect(growth.problem() == nil)
  }

  private static func form(_ name: String, _ piece: String) -> Growth {
    Growth(name, make: Input.times(piece)) { text in
      let form = FormFields("body=" + text)
      _ = form?.text("body").map { TypedText.all(in: FormFields("body=" + FormFields.encoded($0)) ?? FormFields()) }
    }
  }

  private static let pages = try? Pages()

  private static func show(_ draft: EmailDraft, _ conversation: Conversation) {
    let page = DraftPage(draft, conversation: conversation, isActive: true, gmailAddress: nil, clock: .sample)
    _ = try? pages?.text(of: page, for: .sample)
  }

  /// A conversation that went on in many messages.
  private static func newer(_ name: String, _ piece: String) -> Growth {
    Growth(name, make: Input.times(piece)) { text in
      let message = Conversation.Message(
        from: EmailAddress(name: "Bob Stone", address: "bob@stone.example"), receivedAt: WallClock.sample.now,
        text: text.scalars(500), quoted: text.scalars(500))
      let count = text.utf8.count / 1_000
      show(.sample, Conversation(messages: Conversation.sample.messages + Array(repeating: message, count: count)))
    }
  }

  private static let growths = [
    form("a field", "a+"), form("escapes", "%41"), form("line ends", "%0D%0A"), form("flags", "%F0%9F%87%A6"),
    form("fields", "&a="), form("equals signs", "="),
    Growth("blanks around flags", make: Input.times("\u{1F1E6}")) { _ = " \($0) ".trimmed },
    Growth("a long draft", make: Input.times("A sentence that goes on. <b>&\n")) { text in
      var draft = EmailDraft.sample
      draft.body = text
      show(draft, .sample)
    },
    Growth("a letter of flags", make: Input.times("\u{1F1E6}")) { text in
      var conversation = Conversation.sample
      conversation.messages[1].text = text
      show(.sample, conversation)
    },
    newer("newer messages", "Thursday, please. "), newer("newer messages of marks", "a\u{301}\u{202E}\n"),
  ]
}
