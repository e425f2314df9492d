/// One thing that can be said of how a letter is written. Which there are is a closed list: no word of anybody's letter, and no name,
/// can become one.
package struct WritingTrait: Sendable, Hashable {
  package enum Kind: String, Sendable, Codable, CaseIterable {
    case greeting
    /// How whoever is greeted is named.
    case naming
    case closing
    /// About so many words.
    case length
    /// `du` or `Sie`, `tu` or `vous`.
    case register
    /// What some letters have and others do not.
    case habit

    /// Whether a letter has one value of it at most.
    package var isExclusive: Bool { self != .habit }
  }

  package let kind: Kind
  package let value: String

  /// Nil for what is not on the list.
  package init?(_ kind: Kind, _ value: String) {
    guard WritingVocabulary.values(of: kind).contains(value) else { return nil }
    self.kind = kind
    self.value = value
  }

  /// As it is stored: `greeting:Hi`.
  package var code: String { "\(kind.rawValue):\(value)" }

  package init?(code: String) {
    guard let colon = code.firstIndex(of: ":"), let kind = Kind(rawValue: String(code[..<colon])) else { return nil }
    self.init(kind, String(code[code.index(after: colon)...]))
  }
}

/// By its code, so that nothing becomes a trait that is not on the list.
extension WritingTrait: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let trait = WritingTrait(code: try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no trait of the list")
    }
    self = trait
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(code)
  }
}
