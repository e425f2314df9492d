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

  /// Of a text of ours, which ends in the user's signature.
  package init?(of body: String, signedWith signature: String) {
    let (text, end) = (body.trimmed, signature.trimmed)
    let isSigned =
      !end.isEmpty && text.utf8.count > end.utf8.count && text.utf8.suffix(end.utf8.count).elementsEqual(end.utf8)
    self.init(of: isSigned ? String(decoding: text.utf8.dropLast(end.utf8.count), as: UTF8.self) : text, signature: end)
  }
}

/// The language, and the traits by their codes; of these what is on no list is left out.
extension LetterStyle: Codable {
  package init(from decoder: any Decoder) throws {
    var values = try decoder.unkeyedContainer()
    language = try values.decode(LetterLanguage.self)
    traits = []
    while !values.isAtEnd {
      if let trait = WritingTrait(code: try values.decode(String.self)) { traits.insert(trait) }
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var values = encoder.unkeyedContainer()
    try values.encode(language)
    for code in traits.map(\.code).sorted() { try values.encode(code) }
  }
}
