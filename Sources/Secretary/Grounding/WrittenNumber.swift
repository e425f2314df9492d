/// Digits and what separates them, read as every number they may be.
struct WrittenNumber: Sendable {
  /// Canonical values; `1.500` has two.
  let values: [String]
  /// Index after its last piece.
  let end: Int
  /// The pieces between, for what else the same digits may be.
  let groups: [String]
  let separators: [String]

  /// Groups of a number that are read.
  private static let most = 8

  /// - Parameter joinsBlanks: whether `1 500` is one number here.
  init?(_ pieces: [TextPieces.Piece], at start: Int, joinsBlanks: Bool) {
    guard start < pieces.count, pieces[start].kind == .digits else { return nil }
    var groups = [pieces[start].word]
    var separators: [String] = []
    var index = start + 1
    while index < pieces.count, groups.count < Self.most {
      let piece = pieces[index]
      if piece.kind == .mark, piece.gap == .none, [".", ",", "'"].contains(piece.word), index + 1 < pieces.count,
        pieces[index + 1].kind == .digits, pieces[index + 1].gap == .none
      {
        separators.append(piece.word)
        groups.append(pieces[index + 1].word)
        index += 2
      } else if joinsBlanks, piece.kind == .digits, piece.gap == .blank, piece.word.utf8.count == 3,
        groups[0].utf8.count <= 3, !groups[0].hasPrefix("0"), separators.allSatisfy({ $0 == " " })
      {
        separators.append(" ")
        groups.append(piece.word)
        index += 1
      } else {
        break
      }
    }
    self.groups = groups
    self.separators = separators
    end = index
    values = Self.values(groups, separators)
  }

  private static func values(_ groups: [String], _ separators: [String]) -> [String] {
    guard let last = separators.last else { return [whole(groups[0])] }
    let kinds = Set(separators)
    let isGrouped = groups.dropFirst().allSatisfy { $0.utf8.count == 3 } && groups[0].utf8.count <= 3
    if kinds.count == 1 {
      if last == "'" || last == " " { return [whole(groups.joined())] }
      if separators.count > 1 { return isGrouped ? [whole(groups.joined())] : [groups.joined(separator: ".")] }
      let decimal = decimal(groups[0], groups[1])
      return isGrouped && !groups[0].hasPrefix("0") ? [whole(groups.joined()), decimal] : [decimal]
    }
    // Two kinds: the last one is the decimal point.
    return [decimal(groups.dropLast().joined(), groups[groups.count - 1])]
  }

  private static func whole(_ digits: String) -> String {
    let bare = digits.drop { $0 == "0" }
    return bare.isEmpty ? "0" : String(bare)
  }

  private static func decimal(_ whole: String, _ decimals: String) -> String {
    var kept = Substring(decimals)
    while kept.last == "0" { kept = kept.dropLast() }
    return kept.isEmpty ? Self.whole(whole) : "\(Self.whole(whole)).\(kept)"
  }

  /// A number times 1,000 or 1,000,000: the point moves.
  static func times(_ value: String, zeros: Int) -> String {
    let parts = value.split(separator: ".", maxSplits: 1)
    let decimals = parts.count > 1 ? String(parts[1]) : ""
    let moved = decimals.prefix(zeros) + String(repeating: "0", count: max(0, zeros - decimals.utf8.count))
    return decimal(String(parts[0]) + moved, String(decimals.dropFirst(zeros)))
  }

  // MARK: Words

  /// One to twelve. What is also an article, a pronoun or another word is never a fact by itself.
  static func word(_ word: String, in language: LetterLanguage?) -> Int? {
    guard let language, let list = words[language] else { return nil }
    return list[word]
  }

  private static let words: [LetterLanguage: [String: Int]] = [
    .english: CalendarWords.table("one two three four five six seven eight nine ten eleven twelve".components),
    .german: CalendarWords.table("ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf".components),
    .french: CalendarWords.table("un deux trois quatre cinq six sept huit neuf dix onze douze".components),
    .spanish: CalendarWords.table("un dos tres cuatro cinco seis siete ocho nueve diez once doce".components),
    .italian: CalendarWords.table("un due tre quattro cinque sei sette otto nove dieci undici dodici".components),
  ]

  /// Nine and new, six and you are.
  static func isDoubtful(_ word: String, in language: LetterLanguage?) -> Bool {
    ["one", "ein", "un"].contains(word) || word == "neuf" || word == "sei" && language == .italian
  }

  static let thousands: [String: Int] = [
    "k": 3, "thousand": 3, "tausend": 3, "tsd": 3, "mille": 3, "mila": 3, "mil": 3, "mio": 6, "million": 6,
    "millions": 6,
    "millionen": 6, "millon": 6, "millones": 6, "milione": 6, "milioni": 6,
  ]

  static let currencies: [String: String] = {
    let rows = [
      "EUR": "€ eur euro euros", "USD": "$ usd dollar dollars dólar dólares dollari dollaro",
      "GBP": "£ gbp pound pounds pfund livres libras sterline",
      "CHF": "chf sfr fr franken francs franc francos franchi franco",
      "JPY": "¥ jpy yen", "SEK": "sek", "NOK": "nok", "DKK": "dkk", "PLN": "pln zł", "CZK": "czk", "CAD": "cad",
      "AUD": "aud",
    ]
    var currencies: [String: String] = [:]
    for (code, row) in rows {
      for word in row.split(separator: " ") { currencies[TextPieces(String(word)).pieces[0].word] = code }
    }
    return currencies
  }()
}

extension String {
  fileprivate var components: [String] { split(separator: " ").map(String.init) }
}
