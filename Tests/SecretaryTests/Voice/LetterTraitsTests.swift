import Testing

@testable import Secretary

@Suite struct LetterTraitsTests {
  private static func codes(
    _ text: String, signature: String = "", in language: LetterLanguage = .english
  ) -> Set<String> {
    Set(LetterTraits.traits(of: text, signature: signature, in: language).map(\.code))
  }

  /// The values of one kind.
  private static func values(
    _ kind: WritingTrait.Kind, _ text: String, signature: String = "", in language: LetterLanguage = .english
  ) -> [String] {
    LetterTraits.traits(of: text, signature: signature, in: language).filter { $0.kind == kind }.map(\.value)
  }

  @Test func `a letter has its greeting, name, closing, length and habits`() {
    #expect(
      Self.codes("Hi Ben,\n\nI'd love to come. See you there!\n\nBest,\nAda") == [
        "greeting:Hi", "naming:given", "closing:Best", "length:15", "habit:exclamation marks", "habit:contractions",
      ])
    #expect(
      Self.codes("Sehr geehrte Frau Lind,\n\nich sende Ihnen den Plan.\n\nMit freundlichen Grüßen", in: .german) == [
        "greeting:Sehr geehrte", "naming:full", "closing:Freundliche Grüße", "length:15", "register:formal",
      ])
    #expect(
      Self.codes("Salut Luc,\ntu peux venir ?\nÀ bientôt", in: .french) == [
        "greeting:Salut", "naming:given", "closing:À bientôt", "length:15", "register:informal",
      ])
  }

  @Test(arguments: [
    ("Hi,", "Hi", "none"), ("Hi all,", "Hi", "none"), ("Hi Ben, thanks for asking.", "Hi", "given"),
    ("Hello Ben and Cleo!", "Hello", "given"), ("Dear Mr Lind,", "Dear", "full"), ("Dear Ben Lind:", "Dear", "full"),
    ("Liebe Anna,", "Liebe/Lieber", "given"), ("good MORNING Ben", "Good morning", "given"),
    ("Hi – it works", "Hi", "none"),
  ]) func `a greeting is told from its line`(_ line: String, _ greeting: String, _ naming: String) {
    #expect(Self.values(.greeting, "\(line)\nIt works now.") == [greeting])
    #expect(Self.values(.naming, "\(line)\nIt works now.") == [naming])
  }

  @Test(arguments: [
    "It works now.", "Dear me, what a day this has been for all of the people in town", "Highly likely.",
    "Dear old friends of the house and garden in the valley", "Ben, it works.",
  ]) func `what only looks like a greeting is none`(_ line: String) {
    let found = Self.codes(line)
    #expect(found.contains("greeting:none") || line.hasPrefix("Dear me"))
    #expect(found.contains("greeting:none") == !found.contains { $0.hasPrefix("naming:") })
  }

  @Test(arguments: [
    ("Yes.\n\nThanks!", "Thanks"), ("Yes.\nLG Ada", "Liebe Grüße"),
    ("Yes.\n\nKind regards,\nAda Lovelace", "Kind regards"),
    ("Yes.\nThanks for the offer, which I like.", "none"), ("Thanks for lunch.", "none"), ("Best to ask them.", "none"),
    ("Yes.\n\nCheers - A.", "Cheers"), ("Yes.", "none"),
  ]) func `a closing is a line of its own, with a name at most`(_ text: String, _ closing: String) {
    #expect(Self.values(.closing, text) == [closing])
  }

  @Test func `the closing is found where it was told apart as a signature, and not further down there`() {
    #expect(Self.values(.closing, "Yes.", signature: "Viele Grüße\nAda\nEngine Ltd") == ["Viele Grüße"])
    #expect(Self.values(.closing, "Yes.", signature: "Ada\nEngine Ltd\nLondon\nUK\nBest") == ["none"])
  }

  @Test func `a letter is as long whether or not its end was told apart`() {
    let text = Array(repeating: "word", count: 19).joined(separator: " ")
    #expect(Self.values(.length, "\(text)\n\nKind regards,\nAda Lovelace") == ["15"])
    #expect(Self.values(.length, text, signature: "Kind regards,\nAda Lovelace") == ["15"])
  }

  @Test func `a pronoun at the beginning of a German sentence may be either, and as many of both say nothing`() {
    #expect(Self.values(.register, "Sie kommt morgen. Ihr Zug ist spät.", in: .german).isEmpty)
    #expect(Self.values(.register, "Kommen Sie morgen?", in: .german) == ["formal"])
    #expect(Self.values(.register, "Kommst du morgen? Ich frage Sie.", in: .german).isEmpty)
    #expect(Self.values(.register, "Kommst du mit deinem Hund? Ich frage Sie.", in: .german) == ["informal"])
    #expect(Self.values(.register, "You and you.", in: .english).isEmpty)
  }

  @Test(arguments: [
    (20, "15"), (21, "40"), (60, "40"), (61, "80"), (110, "80"), (111, "150"), (220, "150"), (221, "300"),
  ])
  func `a length is one of five`(_ words: Int, _ value: String) {
    #expect(Self.values(.length, Array(repeating: "word", count: words).joined(separator: " ")) == [value])
  }

  @Test func `habits are seen, and what is quoted is not the letter's`() {
    #expect(Set(Self.values(.habit, "- one\n- two\nfine 🎉")) == ["bullet lists", "emoji"])
    #expect(Self.values(.habit, "- one\nfine :)") == ["emoji"])
    #expect(Self.values(.habit, "It is fine.\n> That's great! 🎉").isEmpty)
    #expect(Self.values(.habit, "Don’t.") == ["contractions"] && Self.values(.habit, "Ada's plan").isEmpty)
    #expect(Self.values(.habit, "l'eau d'ici don't", in: .french).isEmpty)
  }

  @Test func `no word of a letter becomes a trait`() {
    let secret = "Hello Rumpelstiltskin,\n\nmy bank is Goldbank.\n\nRegards,\nRumpelstiltskin"
    for code in Self.codes(secret) {
      #expect(!code.contains("umpel") && !code.contains("old") && WritingTrait(code: code) != nil)
    }
    #expect(WritingTrait(code: "greeting:Rumpelstiltskin") == nil && WritingTrait(code: "greeting") == nil)
    #expect(WritingTrait(code: "mood:none") == nil)
  }
}
