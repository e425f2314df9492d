/// How one letter is written: in what language, and with which traits.
package struct LetterStyle: Sendable, Equatable {
  package var language: LetterLanguage
  package var traits: Set<WritingTrait>

  package init(_ language: LetterLanguage, _ traits: Set<WritingTrait>) {
    self.language = language
    self.traits = traits
  }

  /// Nil for a letter whose language is not clear.
  package init?(of text: String, signature: String = "") {
    guard let language = LetterLanguage(of: text) else { return nil }
    self.init(language, LetterTraits.traits(of: text, signature: signature, in: language))
  }

  /// Nil when its language is none that we know; traits that are on no list are left out.
  package init?(stored: [String]) {
    guard let language = stored.first.flatMap(LetterLanguage.init(rawValue:)) else { return nil }
    self.init(language, Set(stored.dropFirst().compactMap(WritingTrait.init(code:))))
  }

  /// The language, and the traits by their codes.
  package var stored: [String] { [language.rawValue] + traits.map(\.code).sorted() }
}
