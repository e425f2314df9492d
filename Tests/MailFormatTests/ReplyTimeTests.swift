import LinearTime
import Testing

@testable import MailFormat

/// Telling new text from history costs time in proportion to the body, whatever stands in it.
@Suite(.serialized) struct ReplyTimeTests {
  @Test(arguments: growths) func `twice the body costs at most two and a half times`(_ growth: Growth) {
    #expect(growth.problem() == nil)
  }

  /// A reply in a conversation that has said something.
  private static let context: ReplyContext = {
    var earlier = EarlierText()
    earlier.add("Can you come on Friday at ten, or is it too early for you?", by: "ann@example.com")
    return ReplyContext(
      sender: MailAddress(name: "Ben Lind", address: "ben@friends.example"),
      people: Participants([MailAddress(name: "Ann Example", address: "ann@example.com")]), earlier: earlier)
  }()

  private static func split(_ body: String) { _ = ReplyText.split(body, in: context) }

  private static func growth(_ name: String, _ make: @escaping @Sendable (Int) -> String) -> Growth {
    Growth(name, size: 30_000, make: make) { split($0) }
  }

  /// No more than 20,000 lines are looked at, so these are the kinds of lines of which each one costs most.
  @Test(arguments: [
    "From: a\n", "a b c 2026 @:\n", "Ben Lind\nRegards,\n", attribution,
    "Can you come on Friday at ten, or is it too early?\n",
  ]) func `a megabyte costs at most two seconds`(_ piece: String) {
    #expect(Growth("", make: Input.times(piece)) { Self.split($0) }.seconds(for: 1_000_000) <= 2)
  }

  private static let attribution = "On 1 May 2026 at 10:00, Ann <ann@example.com> wrote:\n"

  private static let growths =
    [
      growth("From lines", Input.times("From: a\n")),
      growth("header lines", Input.times("From: Ann <ann@example.com>\nSent: 1 May 2026 10:00\nTo: b\nSubject: c\n\n")),
      growth("header lines that never end", Input.times("Subject: \(String(repeating: "a ", count: 180))\n")),
      growth("banners", Input.times("-----Original Message-----\n\n")),
      growth("attributions", Input.times(attribution)),
      growth("attributions above quotes", Input.times(attribution + "> a\n")),
      growth("attributions that are none", Input.times("On 1 May 2026 at 10:00, Ann <ann@example.com>:\n")),
      growth("wrapped attributions", Input.times("On 1 May 2026 at 10:00,\nAnn <\nann@example.com>\n\nwrote:\n")),
      growth("lines that end in a colon", Input.times("a b c 2026 @:\n")),
      growth("quotes", Input.times("> a\n")),
      growth("quotes and answers", Input.times("> a\n\nb\n")),
      growth("deep quotes") { String(repeating: ">", count: $0) },
      growth("blank lines", Input.halves(">\n", "\n")),
      growth("trailing blanks below quotes") { attribution + Input.halves(">\n", " ")($0) },
      growth("signature marks", Input.times("--\n\n")),
      growth("signature marks above text", Input.times("-- \nAnn\n\n")),
      growth("footers below a quote") { "> a\n" + Input.times("This message is confidential.\n\n")($0) },
      growth("footers alone", Input.times("This message is confidential.\n\n")),
      growth("device lines", Input.times("Sent from my iPhone\n")),
      growth("device lines and quotes", Input.times("Sent from my iPhone\n> a\n")),
      growth("dashes", Input.times("---\n")),
      growth("rules", Input.times("____________\n***\n")),
      growth("names", Input.times("Ben Lind\nRegards,\n")),
      growth("what was said before", Input.times("Can you come on Friday at ten, or is it too early for you?\n")),
      growth("one long line of it", Input.times("Can you come on Friday at ten ")),
      growth("code", Input.times("```\n> a\n")),
      growth("tables", Input.times("| a | b |\n")),
      growth("combining marks") { "e" + Input.times("\u{301}")($0) },
      growth("flags", Input.times("\u{1F1E6}")),
      growth("lines of flags", Input.times(String(repeating: "\u{1F1E6}", count: 90) + ":\n")),
      Growth("quote containers", make: Input.times("<blockquote>a")) { _ = ReplyText.read(html: $0, in: context) },
      Growth("containers in a row", make: Input.times("<div class=gmail_quote>a</div>b<hr>")) {
        _ = ReplyText.read(html: $0, in: context)
      },
      Growth("what a conversation said", make: Input.times("a b c d e\n")) { text in
        var earlier = EarlierText()
        earlier.add(text, by: "ann@example.com")
        _ = earlier.share(of: text, by: "ben@friends.example")
      },
      Growth("people", make: { size in (0..<size / 30).map { "Ann\($0) <a\($0)@b.example>, " }.joined() }) { text in
        var people = Participants(AddressList.parse(text))
        people.remove(MailAddress(address: "a1@b.example"))
        _ = people.contains(namedIn: text)
      },
    ]
    + Growth.random(
      "bodies",
      of: [
        "a", " ", "\n", "\n\n", "> ", ">", "On 1 May 2026, Ann <ann@example.com> wrote:\n", "From: Ann <a@b.example>\n",
        "Sent: 1 May 2026\n", "Subject: x\n", "To: y\n", "-----Original Message-----\n", "-- \n", "____\n", "---\n",
        "Sent from my iPhone\n", "This message is confidential\n", "Best regards,\n", "Ben\n", "Ben Lind\n", "Why?\n",
        "wrote:",
        "can you come on friday\n", "```\n", "|", "\u{301}", "\u{1F1E6}", "\u{A0}", "10:00", "@", ":", "<", "P.S. a\n",
      ], size: 25_000, seeds: 1...8
    ) { split($0) }
}
