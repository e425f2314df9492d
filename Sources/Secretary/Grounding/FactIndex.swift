internal import CivilTime

/// The facts and the words of all sources, by what they say.
struct FactIndex: Sendable {
  /// Scalars of all sources together that are read.
  private static let mostScalars = 400_000
  /// Places that are kept for one meaning, and for one word in one source.
  private static let mostPlaces = 16
  /// Pieces within which the words of one name stand.
  private static let nameSpan = 6

  private struct Entry {
    let source: Int
    let fact: Fact
    let roles: Set<FactRole>
    let people: Set<String>
  }

  private let sources: [GroundingSource]
  private let today: Int
  private var entries: [FactMeaning: [Entry]] = [:]
  /// By source: where a word stands among its pieces.
  private var words: [[String: [Int]]] = []
  private var texts: [TextPieces] = []
  /// Sources in the order in which they are named.
  private let order: [Int]

  init(_ sources: [GroundingSource], owner: Set<String>, language: LetterLanguage?, today: CivilDate) {
    self.sources = sources
    self.today = today.dayNumber
    order = sources.indices.filter { !sources[$0].isForeign } + sources.indices.filter { sources[$0].isForeign }
    words = sources.map { _ in [:] }
    texts = sources.map { _ in TextPieces("") }
    var left = Self.mostScalars
    for number in order where left > 0 { left -= read(number, owner: owner, language: language) }
  }

  static func words(of person: EmailAddress) -> Set<String> {
    let name = TextPieces(person.name).pieces.filter { $0.kind == .word }.map(\.word)
    return Set(name.isEmpty ? TextPieces(person.localPart).pieces.filter { $0.kind == .word }.map(\.word) : name)
  }

  private mutating func read(_ number: Int, owner: Set<String>, language: LetterLanguage?) -> Int {
    let source = sources[number]
    let day = source.day.dayNumber
    let reader = FactReader(source.text, on: day, language: LetterLanguage(of: source.text) ?? language, for: .source)
    let author = source.author.map { Self.words(of: $0) } ?? owner
    let roles = FactRoles(in: reader, author: author, other: source.isForeign ? owner : [])
    for (place, reading) in reader.readings.enumerated() {
      let entry = Entry(
        source: number, fact: reading.fact, roles: roles.roles[place] ?? [], people: roles.people[place] ?? [])
      for meaning in reading.fact.meanings {
        add(entry, meaning)
        for implied in meaning.implied(on: day) { add(entry, implied) }
      }
    }
    for (place, piece) in reader.pieces.enumerated() where piece.kind == .word {
      note(piece.word, at: place, in: number)
      if let german = piece.german { note(german, at: place, in: number) }
    }
    texts[number] = reader.text
    return reader.text.scalars.count
  }

  private mutating func add(_ entry: Entry, _ meaning: FactMeaning) {
    if case .name = meaning { return }
    guard entries[meaning]?.count ?? 0 < Self.mostPlaces else { return }
    entries[meaning, default: []].append(entry)
  }

  private mutating func note(_ word: String, at place: Int, in number: Int) {
    guard words[number][word]?.count ?? 0 < Self.mostPlaces else { return }
    words[number][word, default: []].append(place)
  }

  // MARK: Looking up

  /// - Returns: the verdict, and whether only other people's mail says it.
  func verdict(
    on reading: FactReader.Reading, in draft: FactReader, roles: Set<FactRole>, people: Set<String>
  ) -> (verdict: Grounding.Verdict, isForeign: Bool) {
    let fact = reading.fact
    if case .name = fact.meanings.first {
      guard let place = placeOfName(reading, in: draft) else { return (.untraced, false) }
      return (.traced(place), sources[place.source].isForeign)
    }
    if let place = calendar(fact) { return (.traced(place), false) }
    var standing = Standing()
    for meaning in fact.meanings {
      for sought in meaning.sought {
        for entry in entries[sought] ?? [] {
          let conflicts =
            FactRole.conflict(roles, entry.roles, on: fact.kind)
            || !people.isEmpty && !entry.people.isEmpty && people.isDisjoint(with: entry.people)
          let saysSame = !entry.roles.isDisjoint(with: roles) || !entry.people.isDisjoint(with: people)
          standing.add(entry, isForeign: sources[entry.source].isForeign, conflicts: conflicts, saysSame: saysSame)
          // Where the draft says nothing about it the first place is the best: the user's own sources were read first.
          if roles.isEmpty, people.isEmpty { break }
        }
      }
    }
    if let same = standing.same { return (.traced(place(of: same.entry)), !standing.isOwn) }
    // A place that says nothing about it does not outweigh one that says something else.
    if let other = standing.other { return (.otherRole(place(of: other.entry)), false) }
    guard let silent = standing.silent else { return (.untraced, false) }
    return (.traced(place(of: silent.entry)), !standing.isOwn)
  }

  /// The best place found so far of each sort: the user's own before somebody else's, the first of several.
  private struct Standing {
    typealias Found = (entry: Entry, isForeign: Bool)

    var same: Found?
    var silent: Found?
    var other: Found?
    /// Whether a source that is not somebody else's mail says it.
    var isOwn = false

    mutating func add(_ entry: Entry, isForeign: Bool, conflicts: Bool, saysSame: Bool) {
      func better(than known: Found?) -> Bool { known.map { $0.isForeign && !isForeign } ?? true }
      if conflicts {
        if better(than: other) { other = (entry, isForeign) }
        return
      }
      isOwn = isOwn || !isForeign
      if saysSame {
        if better(than: same) { same = (entry, isForeign) }
      } else if better(than: silent) {
        silent = (entry, isForeign)
      }
    }
  }

  private func place(of entry: Entry) -> Grounding.Place {
    Grounding.Place(
      source: entry.source, origin: sources[entry.source].origin, range: entry.fact.range, text: entry.fact.text)
  }

  /// Today, this week and this year need no source.
  private func calendar(_ fact: Fact) -> Grounding.Place? {
    let known = fact.meanings.contains {
      switch $0 {
      case .day(today), .week(CalendarWords.monday(of: today)): true
      case .year(CivilDate(dayNumber: today).year): true
      default: false
      }
    }
    return known && fact.meanings.count <= 2
      ? Grounding.Place(source: sources.count, origin: .calendar, range: 0..<0, text: "") : nil
  }

  // MARK: Names

  private func placeOfName(_ reading: FactReader.Reading, in draft: FactReader) -> Grounding.Place? {
    let name = reading.pieces.filter {
      draft.pieces[$0].kind == .word
        && !(NameWords.particles.contains(draft.word($0)) && draft.pieces[$0].capitals == .none)
    }
    for source in order {
      let places = name.map { self.places(of: draft.pieces[$0], in: source) }
      guard let first = places.first, !places.contains(where: \.isEmpty) else { continue }
      let together = first.first { start in
        places.dropFirst().allSatisfy { $0.contains { abs($0 - start) <= Self.nameSpan } }
      }
      guard let together else { continue }
      let range = texts[source].pieces[together].range
      return Grounding.Place(
        source: source, origin: sources[source].origin, range: range, text: texts[source].text(range))
    }
    return nil
  }

  /// A word, its other spelling, or without the *s* of a genitive.
  private func places(of piece: TextPieces.Piece, in source: Int) -> [Int] {
    let spellings = [piece.word, piece.german].compactMap(\.self)
    for spelling in spellings { if let found = words[source][spelling] { return found } }
    for spelling in spellings where spelling.hasSuffix("s") && spelling.utf8.count > 3 {
      if let found = words[source][String(spelling.dropLast())] { return found }
    }
    return []
  }
}
