/// What the words around the facts of one text say they are. Every such word belongs to the nearest fact it can be said of:
/// in `1,500 € rent and 300 € deposit` each to the one before it.
struct FactRoles: Sendable {
  /// By reading.
  private(set) var roles: [Int: Set<FactRole>] = [:]
  /// Whose telephone number or account it is said to be, in words of their names.
  private(set) var people: [Int: Set<String>] = [:]

  /// Steps to a fact that are taken, a word each.
  private static let farthest = 8
  /// Steps that a comma or an *and* is worth.
  private static let comma = 3

  private let reader: FactReader
  /// By piece, the reading it is part of.
  private var readingAt: [Int: Int] = [:]

  /// - Parameters:
  ///   - author: who says *my* in it, in words of their name.
  ///   - other: who is meant by *your*.
  init(in reader: FactReader, author: Set<String>, other: Set<String>) {
    self.reader = reader
    for (number, reading) in reader.readings.enumerated() {
      for piece in reading.pieces { readingAt[piece] = number }
      if reading.fact.kind == .number, let role = FactRole.unit(reader.word(reading.pieces.upperBound)) {
        roles[number] = [role]
      }
    }
    for index in reader.pieces.indices where reader.pieces[index].kind == .word && readingAt[index] == nil {
      assign(index)
    }
    assignPeople(author: author, other: other)
  }

  private mutating func assign(_ index: Int) {
    let named = FactRole.roles(of: reader.word(index))
    guard !named.isEmpty else { return }
    for role in named {
      let before = nearest(from: index, step: -1) { role.suits($0) }
      let after = nearest(from: index, step: 1) { role.suits($0) }
      let target: Int?
      if let before, let after {
        target = before.steps < after.steps ? before.reading : after.reading
      } else {
        target = before?.reading ?? after?.reading
      }
      if let target { roles[target, default: []].insert(role) }
    }
  }

  /// The nearest reading of a kind in the same sentence, in one direction, with no other role's word between.
  private func nearest(
    from start: Int, step: Int, suits: (Fact.Kind) -> Bool
  ) -> (reading: Int, steps: Int)? {
    var steps = 0
    var index = start
    while steps <= Self.farthest {
      if step > 0 ? endsSentence(after: index) : endsSentence(after: index - 1) { return nil }
      index += step
      guard reader.pieces.indices.contains(index) else { return nil }
      if let reading = readingAt[index] {
        if suits(reader.readings[reading].fact.kind) { return (reading, steps) }
        steps += 1
        index = step > 0 ? reader.readings[reading].pieces.upperBound - 1 : reader.readings[reading].pieces.lowerBound
        continue
      }
      let piece = reader.pieces[index]
      if piece.kind == .mark {
        steps += [",", "(", ")", "+"].contains(piece.word) ? Self.comma : 0
        continue
      }
      if steps > 0, tellsApart(piece.word, suits) { return nil }
      steps += Self.joining.contains(piece.word) ? 1 + Self.comma : 1
    }
    return nil
  }

  /// Whether a word names another role of such facts; a deadline is one of whatever else is said.
  private func tellsApart(_ word: String, _ suits: (Fact.Kind) -> Bool) -> Bool {
    FactRole.roles(of: word).contains { role in
      role != .deadline && Fact.Kind.allCases.contains { role.suits($0) && suits($0) }
    }
  }

  private static let joining: Set<String> = [
    "and", "und", "et", "y", "e", "or", "oder", "ou", "o", "plus", "but", "aber", "mais", "pero", "ma",
  ]

  /// Whether a sentence ends behind a piece: at a point before a capital, at an empty line, or at the end of a line that is
  /// not full. Letters are wrapped at about 72 columns.
  private func endsSentence(after index: Int) -> Bool {
    guard index >= 0, index + 1 < reader.pieces.count else { return true }
    let next = reader.pieces[index + 1]
    if next.gap == .emptyLine { return true }
    if next.gap == .line, isShortLine(endingAt: index) { return true }
    let piece = reader.pieces[index]
    guard piece.kind == .mark, next.gap != .none, readingAt[index] == nil || readingAt[index] != readingAt[index + 1]
    else {
      return false
    }
    if ["!", "?", ";"].contains(piece.word) { return true }
    guard piece.word == "." else { return false }
    guard next.capitals != .none || ["¿", "¡", "\"", "„", "“", "«", "("].contains(next.word) else { return false }
    let before = reader.word(index - 1)
    return !(before.utf8.count == 1 && reader.pieces[index - 1].kind == .word)
      && !["nr", "no", "ca", "st", "co"].contains(before) && !NameWords.titles.contains(before)
  }

  private func isShortLine(endingAt index: Int) -> Bool {
    let end = reader.pieces[index].range.upperBound
    var start = index
    while start > 0, !reader.pieces[start].isLine, end - reader.pieces[start].range.lowerBound < 50 { start -= 1 }
    return end - reader.pieces[start].range.lowerBound < 50
  }

  // MARK: Whose it is

  private static let mine = TextPieces.folded(
    "my me mein meine meiner meinem meinen mich mir mon ma mes moi mi mis llamarme mio mia miei chiamarmi contattarmi our us unsere unserer unser uns notre nos nuestro nuestra nostro nostra"
  )
  private static let yours = TextPieces.folded(
    "your you ihre ihrer ihrem ihren deine deiner deinem votre vos ton ta tu tus su sus suo sua tuo tua vostro vostra")

  private mutating func assignPeople(author: Set<String>, other: Set<String>) {
    for (number, reading) in reader.readings.enumerated()
    where reading.fact.kind == .phone || reading.fact.kind == .account {
      let start = reading.pieces.lowerBound
      if let name = nearest(from: start, step: -1, suits: { $0 == .name })
        ?? nearest(from: reading.pieces.upperBound - 1, step: 1, suits: { $0 == .name })
      {
        if case .name(let words) = reader.readings[name.reading].fact.meanings.first { people[number] = Set(words) }
        continue
      }
      var index = start
      for _ in 0..<Self.farthest where people[number] == nil {
        if endsSentence(after: index - 1) { break }
        index -= 1
        if Self.mine.contains(reader.word(index)), !author.isEmpty { people[number] = author }
        if Self.yours.contains(reader.word(index)), !other.isEmpty { people[number] = other }
      }
      if people[number] == nil, isSignatureLine(start) { people[number] = author.isEmpty ? nil : author }
    }
  }

  /// A number with nothing before it in its line but a word for it.
  private func isSignatureLine(_ start: Int) -> Bool {
    var index = start
    while index > 0, !reader.pieces[index].isLine {
      index -= 1
      guard
        reader.pieces[index].kind == .mark || FactReader.phoneWords.contains(reader.word(index))
          || reader.word(index).utf8.count == 1
      else { return false }
    }
    return true
  }
}
