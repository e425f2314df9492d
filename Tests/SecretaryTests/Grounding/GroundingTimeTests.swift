import CivilTime
import FoundationEssentials
import LinearTime
import Testing

@testable import Secretary

/// Whatever somebody makes long costs its grounding time in proportion.
@Suite(.serialized) struct GroundingTimeTests {
  @Test(arguments: growths) func `twice the text costs at most two and a half times`(_ growth: Growth) {
    #expect(growth.problem() == nil)
  }

  private static let day = CivilDate(year: 2026, month: 11, day: 27)
  private static let ben = EmailAddress(name: "Ben", address: "ben@friends.example")

  /// The same text as draft and as mail, so that everything is found as often as it can be.
  private static func ground(_ text: String) {
    _ = Grounding(
      draft: text, on: day, owner: EmailAddress(name: "Ada", address: "ada@example.com"), addressee: ben,
      sources: [GroundingSource(.message(1), text: text, day: day, author: ben)])
  }

  /// Below what is read of one text, so that all of it is.
  private static func text(_ name: String, _ make: @escaping @Sendable (Int) -> String) -> Growth {
    Growth(name, size: 12_000, make: make, read: ground)
  }

  private static let shapes: [Growth] = [
    text("letters", Input.times("The price is 300 € and Kemal Torvik comes on 3 Nov at 3 pm. ")),
    text("names", Input.times("Kemal Torvik ")),
    text("one run of names", Input.times("Ab-")),
    text("digits", Input.times("1 ")),
    text("one number", Input.times("123")),
    text("thousands", Input.times(".123")),
    text("telephone numbers", Input.times("+49 30 1234567 ")),
    text("at signs", Input.times("a@")),
    text("one address", Input.times("a.")),
    text("slashes", Input.times("http://")),
    text("accounts", Input.times("DE89 3704 0044 ")),
    text("one account", Input.times("A1")),
    text("dates", Input.times("3.11.")),
    text("commas between amounts", Input.times("3 €, ")),
    text("roles", Input.times("price ")),
    text("roles and one amount", Input.halves("price ", "3 €")),
    text("brackets", Input.times("[[")),
    text("gaps", Input.times("[[a?]]")),
    text("phrases", Input.times("we … pay ")),
    text("half phrases", Input.times("we ")),
    text("marks on a letter") { "e" + Input.times("\u{301}")($0) },
    text("blank lines", Input.times("\n")),
    text("joiners", Input.times("\u{200D}")),
    text("weekdays", Input.times("next Tuesday ")),
  ]

  /// Every fact is the person's own, so that each might be offered.
  private static func offering(_ name: String, _ make: @escaping @Sendable (Int) -> String) -> Growth {
    Growth("offering: " + name, size: 6_000, make: make) { text in
      let draft = EmailDraft(
        id: DraftID("d"), userID: UserID("ada"), messageID: MessageID("m"), threadID: ThreadID("t"),
        recipients: ReplyRecipients(from: EmailAddress(name: "Ada", address: "ada@example.com"), to: [ben]),
        subject: "",
        body: text, reason: "", writer: "", createdAt: .distantPast, ownWords: text)
      _ = DraftSources(Conversation(messages: []), settings: AgentSettings(userID: UserID("ada")), addresses: []) { _ in
        nil
      }.offered(of: draft)
    }
  }

  private static let offers: [Growth] = [
    offering("one sentence", Input.times("3 €, ")), offering("sentences", Input.times("It is 3 €. ")),
    offering("lines", Input.times("3 €\n")),
  ]

  private static let words = [
    "a", " ", "\n", "3", "€", ".", ",", ":", "-", "/", "@", "+", "(", ")", "'", "[[", "]]", "price", "Kemal", "Frau ",
    "Nov",
    "November ", "Tuesday", "https://", "DE89", " at ", "pm", "\u{301}", "é", "we guarantee ", "1.500", "tomorrow",
    "IBAN ", "Uhr",
  ]

  private static let growths =
    shapes + offers + Growth.random("random letters", of: words, size: 12_000, seeds: 1...6, read: ground)
}
