package import CivilTime

/// Reads facts out of a text: what a person would check before they sign it. One pass, whatever the text.
///
/// Names of months and weekdays are known in English, German, French, Spanish and Italian, whatever language the text is in;
/// number words and what is a name depend on it.
package struct FactReader: Sendable {
  /// What a text is read for. What may be a fact and may be an ordinary word, such as the Italian *sei*, backs up a draft
  /// but is never held against one.
  enum Purpose: Sendable { case draft, source }

  /// A fact and its pieces.
  struct Reading: Sendable {
    let fact: Fact
    let pieces: Range<Int>
    /// A name so uncertain that it only says whose a number is.
    let isHint: Bool
  }

  let text: TextPieces
  let language: LetterLanguage?
  /// The day on which it is written, since 1970-01-01.
  let day: Int
  let purpose: Purpose
  private(set) var readings: [Reading] = []
  var index = 0
  /// Words that also stand in small letters, which makes them ordinary ones.
  private(set) var smallWords: Set<String> = []
  private(set) var contacts: [Int: Contact] = [:]

  var pieces: [TextPieces.Piece] { text.pieces }

  /// - Parameter day: the day on which it is written, for *tomorrow* and *3 Nov*.
  package static func facts(in text: String, on day: CivilDate, language: LetterLanguage? = nil) -> [Fact] {
    let reader = FactReader(text, on: day.dayNumber, language: language ?? LetterLanguage(of: text), for: .draft)
    return reader.readings.filter { !$0.isHint }.map(\.fact)
  }

  init(_ text: String, on day: Int, language: LetterLanguage?, for purpose: Purpose) {
    self.text = TextPieces(text)
    self.language = language
    self.day = day
    self.purpose = purpose
    contacts = Contact.all(in: self.text)
    for piece in pieces where piece.kind == .word && piece.capitals == .none { smallWords.insert(piece.word) }
    let gaps = DraftGaps(text).ranges
    var nextGap = 0
    while index < pieces.count {
      while nextGap < gaps.count, gaps[nextGap].upperBound <= pieces[index].range.lowerBound { nextGap += 1 }
      if nextGap < gaps.count, gaps[nextGap].contains(pieces[index].range.lowerBound) {
        index += 1
        continue
      }
      let start = index
      if !readFact() { index = start + 1 }
    }
  }

  /// Whether one begins at `index`, which is after it then.
  private mutating func readFact() -> Bool {
    if let contact = contacts[index] {
      add(contact.kind, contact.meanings, through: contact.end)
      return true
    }
    switch pieces[index].kind {
    case .digits: return readPurse() || readDate() || readPhone() || readTime() || readQuantity()
    case .word:
      return readAccount() || readDate() || readTime() || readQuantity() || readCode() || readDay() || readName()
    case .mark: return readPhone() || readQuantity()
    }
  }

  mutating func add(
    _ kind: Fact.Kind, _ meanings: [FactMeaning], from start: Int? = nil, through end: Int, isHint: Bool = false
  ) {
    let start = start ?? index
    let range = pieces[start].range.lowerBound..<pieces[end - 1].range.upperBound
    readings.append(
      Reading(
        fact: Fact(kind: kind, range: range, text: text.text(range), meanings: meanings), pieces: start..<end,
        isHint: isHint))
    index = end
  }

  // MARK: Looking around

  func word(_ index: Int) -> String { pieces.indices.contains(index) ? pieces[index].word : "" }

  /// Whether the piece there stands in the same line as the one before it.
  func goesOn(_ index: Int) -> Bool { index < pieces.count && !pieces[index].isLine }

  func isMark(_ index: Int, _ mark: String) -> Bool {
    index >= 0 && index < pieces.count && pieces[index].kind == .mark && pieces[index].word == mark
  }

  /// Whether the piece there is right behind the one before it.
  func isClose(_ index: Int) -> Bool { index < pieces.count && pieces[index].gap == .none }

  func digits(_ index: Int, upTo most: Int = 4) -> String? {
    guard index >= 0, index < pieces.count, pieces[index].kind == .digits, pieces[index].word.utf8.count <= most else {
      return nil
    }
    return pieces[index].word
  }

  /// Whether one of the words before, of so many, is in a list; in the same line.
  func isAfter(_ list: Set<String>, within count: Int) -> Bool {
    var place = index
    for _ in 0..<count {
      guard place > 0, !pieces[place].isLine else { return false }
      place -= 1
      if pieces[place].kind == .word, list.contains(pieces[place].word) { return true }
    }
    return false
  }
}
