/// What a conversation has said so far, for recognising it when it comes back, whatever marks and line breaks a mail
/// program gave it: runs of four words, and whole lines where there are fewer.
package struct EarlierText: Sendable {
  /// Whose words a run of words is: one author's, or those of several.
  private enum Author: Equatable {
    case one(String)
    case several
  }

  private static let run = 4
  /// Words that are kept; more than any person reads before they answer.
  private static let maximumWords = 200_000

  private var runs: [Int: Author] = [:]
  private var lines: [Int: Author] = [:]
  private var words = 0

  package init() {}

  package var isEmpty: Bool { words == 0 }

  /// - Parameter author: the address.
  package mutating func add(_ text: String, by author: String) {
    var window: [Substring] = []
    for line in text.split(whereSeparator: \.isNewline) {
      let found = Self.words(of: line)
      guard !found.isEmpty, words < Self.maximumWords else { continue }
      words += found.count
      Self.note(found[...], author, in: &lines)
      for word in found {
        window.append(word)
        if window.count > Self.run { window.removeFirst() }
        if window.count == Self.run { Self.note(window[...], author, in: &runs) }
      }
    }
  }

  private static func note(_ words: ArraySlice<Substring>, _ author: String, in table: inout [Int: Author]) {
    let key = hash(words)
    table[key] = table[key].map { $0 == .one(author) ? $0 : .several } ?? .one(author)
  }

  private static func hash(_ words: ArraySlice<Substring>) -> Int {
    var hasher = Hasher()
    for word in words { hasher.combine(word) }
    return hasher.finalize()
  }

  private static func words(of line: some StringProtocol) -> [Substring] {
    line.lowercased().split { !$0.isLetter && !$0.isNumber }
  }

  /// How much of some text was said before: its words, those of them that were, and those that another than `author` said.
  struct Share {
    var words = 0
    var known = 0
    var byOthers = 0

    static func + (one: Share, other: Share) -> Share {
      Share(words: one.words + other.words, known: one.known + other.known, byOthers: one.byOthers + other.byOthers)
    }

    var isKnown: Bool { words > 0 && known * 10 >= words * 7 }
    var isByOthers: Bool { words > 0 && byOthers * 10 >= words * 7 }
  }

  /// A word counts as known when some run through it is.
  func share(of line: some StringProtocol, by author: String) -> Share {
    let words = Self.words(of: line)
    var share = Share(words: words.count)
    guard !isEmpty, !words.isEmpty else { return share }
    guard words.count >= Self.run else {
      guard let known = lines[Self.hash(words[...])] else { return share }
      share.known = words.count
      share.byOthers = known == .one(author) ? 0 : words.count
      return share
    }
    var knownEnd = 0
    var othersEnd = 0
    for start in 0...(words.count - Self.run) {
      guard let known = runs[Self.hash(words[start..<(start + Self.run)])] else { continue }
      let end = start + Self.run
      share.known += end - max(start, knownEnd)
      knownEnd = end
      if known != .one(author) {
        share.byOthers += end - max(start, othersEnd)
        othersEnd = end
      }
    }
    return share
  }
}
