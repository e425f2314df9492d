/// What a person may want remembered.
extension DraftSources {
  /// Sentences offered of one draft.
  static let mostOffered = 5

  /// Sentences of a draft with a fact that only the person knew: they wrote it in, and no source has it.
  package func offered(of draft: EmailDraft) -> [String] {
    guard !draft.ownWords.isEmpty else { return [] }
    var unaided = draft
    unaided.ownWords = ""
    let unknown = Set(grounding(of: unaided).untraced.map(\.fact.range))
    let theirs = grounding(of: draft).findings.filter { $0.isTraced && unknown.contains($0.fact.range) }
    let sentences = Sentences(draft.body)
    var (offered, seen): ([String], Set<Int>) = ([], [])
    for fact in theirs where offered.count < Self.mostOffered {
      let sentence = sentences.around(fact.fact.range.lowerBound)
      // Each is looked at once, however many facts it has.
      guard seen.insert(sentence.lowerBound).inserted, let text = RememberedFact.text(typed: sentences.text(sentence))
      else { continue }
      if !offered.contains(text) { offered.append(text) }
    }
    return offered
  }
}

/// A text as sentences and lines, found by where something stands in it.
private struct Sentences {
  private let scalars: [Unicode.Scalar]
  /// Where each begins, and the end.
  private let starts: [Int]

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
    var starts = [0]
    for (index, scalar) in scalars.enumerated().dropFirst() where scalar.properties.isWhitespace {
      if scalar == "\n" || ".!?".unicodeScalars.contains(scalars[index - 1]) { starts.append(index) }
    }
    self.starts = starts + [scalars.count]
  }

  /// - Parameter place: in Unicode scalars.
  func around(_ place: Int) -> Range<Int> {
    var (low, high) = (0, starts.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= place { low = middle } else { high = middle }
    }
    return starts[low]..<starts[high]
  }

  func text(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(scalars[range])) }
}
