/// How far what was sent is from what its writer proposed, in words: Levenshtein's distance over them.
package struct SentChanges: Sendable, Equatable, Codable {
  /// Words of each text that are compared; of longer ones the first. This bounds what a comparison takes.
  static let longest = 1_000
  /// Unicode scalars that are looked through for them.
  private static let lookedThrough = 20_000

  /// Words put in, taken out, or put in the place of another.
  package var distance: Int
  /// Words of the longer text.
  package var words: Int

  package init(distance: Int, words: Int) {
    self.distance = distance
    self.words = words
  }

  package init(from proposed: String, to sent: String) {
    let (one, other) = (Self.words(of: proposed), Self.words(of: sent))
    words = max(one.count, other.count)
    distance = Self.distance(one, other)
  }

  /// "as it was proposed", "with small changes (3 of 42 words)".
  package var meaning: String {
    let share = words == 0 ? 0 : Double(distance) / Double(words)
    let degree =
      switch share {
      case 0: "as it was proposed"
      case ..<0.2: "with small changes"
      case ..<0.6: "with large changes"
      default: "mostly in other words"
      }
    return distance == 0 ? degree : "\(degree) (\(distance) of \(words.counted("word")))"
  }

  private static func words(of text: String) -> [String] {
    Array(EmailDraft.essence(of: text.scalars(lookedThrough)).prefix(longest))
  }

  private static func distance(_ one: [String], _ other: [String]) -> Int {
    var numbers: [String: Int] = [:]
    let (one, other) = (one.map { number(of: $0, &numbers) }, other.map { number(of: $0, &numbers) })
    // The distances of the beginnings of `other` from what was gone through of `one`.
    var row = Array(0...other.count)
    for (index, word) in one.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for column in other.indices {
        let replaced = diagonal + (word == other[column] ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(replaced, min(diagonal, row[column]) + 1)
      }
    }
    return row[other.count]
  }

  /// Each word as a number, so that comparing two takes the same time however long they are.
  private static func number(of word: String, _ numbers: inout [String: Int]) -> Int {
    if let number = numbers[word] { return number }
    numbers[word] = numbers.count
    return numbers.count - 1
  }
}

extension EmailDraft {
  /// What the person changed before it went out as this message, wherever they changed it; nil for a message that is not this
  /// draft, but an answer of its own.
  package func changes(in message: EmailMessage) -> SentChanges? {
    guard message.headers.first(Self.header) == id.rawValue else { return nil }
    return SentChanges(from: proposedBody ?? body, to: "\(message.text.newText)\n\(message.text.signature)")
  }
}
