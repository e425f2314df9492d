import LinearTime
import Secretary
import Testing

@testable import Drafting

/// A model may write what it likes: taking the letter out of it costs time in proportion.
@Suite(.serialized) struct DraftingTimeTests {
  @Test(arguments: growths) func `twice the answer costs at most two and a half times`(_ growth: Growth) {
    #expect(growth.problem() == nil)
  }

  private static func clean(_ answer: String) {
    _ = try? ReplyCleaning.reply(
      from: answer, signature: "Ada", owner: EmailAddress(name: "Ada Lovelace", address: "ada@example.com"))
  }

  /// Longer answers than 200,000 characters are not looked at.
  private static func growth(_ name: String, _ make: @escaping @Sendable (Int) -> String) -> Growth {
    Growth(name, size: 30_000, make: make) { clean($0) }
  }

  private static let growths =
    [
      growth("words", Input.times("Yes, on Friday at ten. ")),
      growth("lines", Input.times("Yes.\n")),
      growth("combining marks") { "Hi,\n\ne" + Input.times("\u{301}")($0) },
      // What goes back over them shows only where there are many.
      Growth("flags", size: 180_000, make: Input.times("\u{1F1E6}")) { clean($0) },
      growth("lines of flags", Input.times(String(repeating: "\u{1F1E6}", count: 2_000) + "a\n")),
      growth("flags in a channel") { "<|channel|>final<|message|>" + Input.times("\u{1F1E6}")($0) + "<|end|>" },
      growth("channels", Input.times("<|channel|>final<|message|>")),
      growth("joiners", Input.times("\u{1F469}\u{200D}")),
      growth("tag characters", Input.times("\u{1F3F4}\u{E0067}")),
      growth("blanks between letters", Input.times("a ")),
      growth("a line of blanks") { "a" + Input.times(" ")($0) + "b" },
      growth("blank lines") { "a" + Input.times("\n")($0) + "b" },
      growth("rules", Input.times("---\n")),
      growth("fences", Input.times("```\n")),
      growth("fences in lines", Input.times("``` a\nb\n")),
      growth("header lines", Input.times("Subject: a\n")),
      growth("announcements", Input.times("Here is a draft reply:\n\n")),
      growth("offers", Input.times("Hi,\n\nLet me know if you want me to change it.\n\n")),
      growth("elements", Input.times("<answer>")),
      growth("elements around it") { Input.times("<answer>")($0 / 2) + "Yes" + Input.times("</answer>")($0 / 2) },
      growth("subject elements", Input.times("<subject>a</subject>")),
      growth("open tags", Input.times("<")),
      growth("unfinished tags", Input.times("<a b=\"")),
      growth("paragraphs of HTML", Input.times("<p>Yes</p><br>")),
      growth("thoughts", Input.times("<think>a</think>")),
      growth("thoughts in thoughts", Input.times("<think>")),
      growth("ends of thoughts", Input.times("</think>")),
      growth("emphasis", Input.times("**a** _b_ `c` ")),
      growth("open emphasis", Input.times("*")),
      growth("open code", Input.times("` ")),
      growth("links", Input.times("[a](b) ")),
      growth("open links", Input.times("[")),
      growth("link ends", Input.times("](")),
      growth("lists", Input.times("- * 1. # a\n")),
      growth("entities", Input.times("&amp;&#38;&")),
      growth("an opened piece", Input.times("<a")), growth("opened links", Input.times("[x](")),
      growth("opened entities", Input.times("&#")), growth("opened emphasis before words", Input.times("**a ")),
      growth("opened objects", Input.times("{\"")), growth("quotes", Input.times("> ")),
      growth("blanks to fill", Input.times("_")), growth("greetings", Input.times("Hi\n\n")),
      growth("labels", Input.times("a:\n")), growth("terminal sequences", Input.times("\u{1B}[")),
      growth("paragraphs without an end", Input.times("<p>")),
      growth("objects", Input.times("{\"a\":")),
      growth("arrays", Input.times("[")),
      growth("strings", Input.times("{\"reply\":\"a\\n\\\"")),
      growth("quotation marks", Input.times("“„«»")),
      growth("placeholders", Input.times("[Your Name] ")),
      growth("open brackets", Input.times("[a ")),
      growth("greetings", Input.times("Hi Ben,\n")),
      growth("closings", Input.times("Best regards,\nAda\n")),
      growth("the owner's name", Input.times("Ada Lovelace\n")),
      growth("terminal sequences", Input.times("\u{1B}[3")),
      growth("references", Input.times("[1] ")),
      growth("citation marks", Input.times("【1†source】")),
      growth("control tokens", Input.times("<|a|>")),
      growth("repetition", Input.times("I will see to it and write to you again. ")),
      Growth("a subject to quote", make: Input.times("Re: „a“ ")) { _ = HoldingReply.topic($0) },
      Growth("a subject of marks", make: Input.times("\u{301}")) { _ = HoldingReply.topic("e" + $0) },
    ]
    + Growth.random(
      "answers",
      of: [
        "a", " ", "\n", "\n\n", "\r\n", "Hi Ben,\n", "Yes, on Friday. ", "Best regards,\n", "Ada\n", "---\n", "```",
        "`", "*", "**", "_",
        "#", "- ", "<answer>", "</answer>", "<think>", "</think>", "<p>", "<br>", "<", ">", "[", "](", ")", "{\"",
        "\":", "\"", "}", "&",
        "&amp;", ";", "“", "”", "Subject: a\n", "Here is the reply:\n", "[Name]", "\u{301}", "\u{1F1E6}", "\u{200D}",
        "\u{200B}",
        "\u{E0041}", "\u{1B}[", "|", "<|", ">", "Let me know if you want changes.\n", ":",
      ], size: 25_000, seeds: 1...16
    ) { clean($0) }
}
