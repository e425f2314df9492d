/// A subject line as programs write it: an opening of theirs, and the subject of the mail that they answer.
struct LoweredSubject: Sendable {
  /// In lower case, with single blanks, without brackets at the front.
  private let text: String
  /// Whether there were brackets or their like.
  private let isFramed: Bool

  init(_ subject: String) {
    let line = subject.scalars(TriageSubject.longestValue)
    let lowered = line.lowercased().split { $0.isWhitespace }.joined(separator: " ")
    isFramed = lowered.first.map(Self.isFrame) ?? false
    text = lowered.drop(while: Self.isFrame).description
  }

  /// How one of the openings is followed.
  enum Opening: Equatable {
    /// It is the whole line, or a mark parts it from the rest: `Automatic reply: Lunch`.
    case apart
    /// A word that belongs to it: `Out of office until Monday`.
    case continued
  }

  /// Nil also when another word follows: `Auto reply texts for the website`.
  func opening(of phrases: [String]) -> Opening? {
    var found: Opening?
    for phrase in phrases where text.hasPrefix(phrase) {
      let rest = text.dropFirst(phrase.count).drop { $0 == " " }
      guard let next = rest.first, next.isLetter || next.isNumber else { return .apart }
      // `自動返信` needs no mark; of other scripts the word must end with the phrase.
      guard text.dropFirst(phrase.count).first == " " else { continue }
      if Self.continuations.contains(String(rest.prefix { $0.isLetter })) { found = .continued }
    }
    return found
  }

  func opens(with prefixes: Set<String>) -> Bool {
    guard let end = text.firstIndex(where: { $0 == ":" || $0 == "：" }) else { return false }
    // `Re[2]:` counts the answers, and French puts a blank before the colon.
    return prefixes.contains(String(text[..<end].prefix { $0 != "[" && $0 != "(" && $0 != " " }))
      && text[..<end].count <= 12
  }

  /// `[SPAM] Watches`, `***SPAM*** Watches`, `{Spam?} Watches`; a person's "Spam: what to do" is none.
  var isMarkedSpam: Bool {
    guard isFramed, text.hasPrefix("spam") else { return false }
    return text.dropFirst(4).drop { $0 == "?" || $0 == " " }.first.map { "]})>*".contains($0) } ?? false
  }

  private static func isFrame(_ character: Character) -> Bool { "[({【<*\"“«- ".contains(character) }

  private static let continuations: Set<String> = [
    "auto", "autoreply", "automatic", "re", "reply", "response", "message", "notice", "notification", "until", "till",
    "from", "to", "for", "bis", "vom", "ab", "jusqu", "du", "hasta", "del", "fino", "dal", "até", "tot", "van", "till",
    "til", "fra", "do", "od", "asti",
  ]
}
