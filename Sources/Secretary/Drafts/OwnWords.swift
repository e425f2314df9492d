internal import CivilTime

/// What the person said about a draft: which facts they wrote into it, and how they wanted it written again. Nobody has to tell
/// them where these come from.
extension EmailDraft {
  /// Characters (Unicode scalars). Of more, the last are kept.
  static let longestOwnWords = 4_000

  /// With the facts of a new text that are not in the present one.
  package func ownWords(writing text: String) -> String {
    let day = CivilDate(inUTC: createdAt)
    let known = Set(FactReader.facts(in: body, on: day).flatMap(\.meanings))
    let added = FactReader.facts(in: text, on: day).filter { known.isDisjoint(with: $0.meanings) }.map(\.text)
    return ownWords(adding: added.joined(separator: "\n"))
  }

  package func ownWords(adding words: String) -> String {
    guard !words.isEmpty else { return ownWords }
    return (ownWords.isEmpty ? words : "\(ownWords)\n\(words)").lastScalars(Self.longestOwnWords)
  }
}
