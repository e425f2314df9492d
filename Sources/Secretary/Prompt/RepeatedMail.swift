/// Whether a letter only says what the mail says that it answers: what a model writes that was asked to repeat it.
package struct RepeatedMail: Sendable {
  /// Words that are compared at a time, and how many a letter must have to be told from an ordinary one.
  private static let run = 6
  private static let least = 15
  /// The share of its runs that stand in the mail too. Its greeting, its close and the signature do not.
  private static let share = 0.7

  private let runs: Set<[String]>

  /// - Parameter conversation: as a model was given it.
  package init(conversation: String) {
    let mark = "message-to-answer"
    let tags = conversation.split(separator: "\n", omittingEmptySubsequences: false)
    let start = tags.lastIndex { $0.hasPrefix("<\(mark) ") }
    let end = tags.lastIndex { $0.hasPrefix("</\(mark)>") }
    guard let start, let end, start < end else {
      runs = []
      return
    }
    runs = Set(Self.runs(of: PromptComposer.unescaped(tags[(start + 1)..<end].joined(separator: "\n"))))
  }

  package func isAll(of letter: String) -> Bool {
    let found = Self.runs(of: letter)
    guard found.count + Self.run > Self.least else { return false }
    return Double(found.count(where: runs.contains)) >= Self.share * Double(found.count)
  }

  private static func runs(of text: String) -> [[String]] {
    // Between blanks: a link or an account is one word.
    let words = text.lowercased().unicodeScalars.split(whereSeparator: \.properties.isWhitespace)
      .map {
        String(String.UnicodeScalarView($0.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil }))
      }
      .filter { !$0.isEmpty }
    guard words.count >= run else { return [] }
    return (0...(words.count - run)).map { Array(words[$0..<($0 + run)]) }
  }
}
