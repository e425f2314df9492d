/// A text in words, digits and marks, each with where it stands. One pass, whatever the text.
struct TextPieces: Sendable {
  enum Kind: Sendable { case word, digits, mark }

  /// What stands before a piece.
  enum Gap: Int, Sendable { case none, blank, line, emptyLine }

  enum Capitals: Sendable { case none, first, all }

  struct Piece: Sendable {
    let kind: Kind
    /// In scalars of the text.
    let range: Range<Int>
    /// A word without capitals and accents, digits, or a single mark.
    let word: String
    /// The same with `ae`, `oe`, `ue` for `ä`, `ö`, `ü`, when that is another spelling.
    let german: String?
    let capitals: Capitals
    let gap: Gap

    var isLine: Bool { gap == .line || gap == .emptyLine }
  }

  /// Scalars of a text that are read: more than a draft may have.
  static let longest = EmailDraft.longestBody
  /// Scalars of one word that are kept.
  private static let longestWord = 60

  let scalars: [Unicode.Scalar]
  private(set) var pieces: [Piece] = []

  init(_ text: String) {
    scalars = Array(text.unicodeScalars.prefix(Self.longest))
    pieces.reserveCapacity(scalars.count / 4)
    var index = 0
    var gap = Gap.emptyLine
    while index < scalars.count {
      let scalar = scalars[index]
      switch Self.sort(of: scalar) {
      case .lineEnd:
        let isSecondOfTwo = scalar == "\n" && index > 0 && scalars[index - 1] == "\r"
        if !isSecondOfTwo { gap = gap.rawValue >= Gap.line.rawValue ? .emptyLine : .line }
        index += 1
      case .blank:
        if gap == .none { gap = .blank }
        index += 1
      case .nothing: index += 1
      case .digit: add(.digits, from: &index, after: &gap)
      case .letter: add(.word, from: &index, after: &gap)
      case .mark:
        pieces.append(
          Piece(
            kind: .mark, range: index..<(index + 1), word: Self.plain(scalar), german: nil, capitals: .none, gap: gap))
        gap = .none
        index += 1
      }
    }
  }

  private mutating func add(_ kind: Kind, from index: inout Int, after gap: inout Gap) {
    let start = index
    var word = String.UnicodeScalarView()
    var german: String.UnicodeScalarView?
    var (capitals, letters) = (0, 0)
    var beginsHigh = false
    while index < scalars.count {
      let scalar = scalars[index]
      let sort = Self.sort(of: scalar)
      guard sort == (kind == .digits ? .digit : .letter) || sort == .nothing else { break }
      index += 1
      guard sort != .nothing, index - start <= Self.longestWord else { continue }
      if scalar.isASCII {
        let isCapital = (0x41...0x5A).contains(scalar.value)
        let small = isCapital ? Unicode.Scalar(UInt8(scalar.value + 32)) : scalar
        word.append(small)
        german?.append(small)
        letters += 1
        if isCapital {
          capitals += 1
          if letters == 1 { beginsHigh = true }
        }
        continue
      }
      if scalar.properties.generalCategory == .nonspacingMark { continue }
      letters += 1
      if scalar.properties.isUppercase || scalar.properties.generalCategory == .titlecaseLetter {
        capitals += 1
        if letters == 1 { beginsHigh = true }
      }
      for small in scalar.properties.lowercaseMapping.unicodeScalars {
        if let umlaut = Self.umlauts[small] {
          if german == nil { german = word }
          german?.append(contentsOf: umlaut.unicodeScalars)
        } else {
          german?.append(contentsOf: (Self.plainLetters[small] ?? String(small)).unicodeScalars)
        }
        if let plain = Self.plainLetters[small] {
          word.append(contentsOf: plain.unicodeScalars)
        } else if small.properties.generalCategory != .nonspacingMark {
          word.append(small)
        }
      }
    }
    let isAll = letters > 1 && capitals == letters
    pieces.append(
      Piece(
        kind: kind, range: start..<index, word: String(word), german: german.map(String.init),
        capitals: kind == .digits ? .none : isAll ? .all : beginsHigh ? .first : .none, gap: gap))
    gap = .none
  }

  /// The words of a list in one line each, as they are compared.
  static func folded(_ list: String) -> Set<String> {
    Set(list.split { $0 == " " || $0 == "\n" }.map { TextPieces(String($0)).pieces.first?.word ?? "" })
  }

  func text(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(scalars[range])) }

  // MARK: Scalars

  private enum Sort { case letter, digit, blank, lineEnd, nothing, mark }

  private static func sort(of scalar: Unicode.Scalar) -> Sort {
    let value = scalar.value
    if value < 0x80 {
      switch value {
      case 0x30...0x39: return .digit
      case 0x41...0x5A, 0x61...0x7A: return .letter
      case 0x0A, 0x0B, 0x0C, 0x0D: return .lineEnd
      case 0x00...0x20, 0x7F: return .blank
      default: return .mark
      }
    }
    switch value {
    case 0x85, 0x2028, 0x2029: return .lineEnd
    case 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: return .blank
    case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0xFEFF: return .nothing
    case 0xAA, 0xBA: return .mark
    case 0xC0...0x24F where value != 0xD7 && value != 0xF7: return .letter
    case 0x300...0x36F: return .letter
    default: break
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
      .spacingMark:
      return .letter
    case .format, .control: return .nothing
    default: return .mark
    }
  }

  /// One spelling for the marks that programs exchange for each other.
  private static func plain(_ scalar: Unicode.Scalar) -> String {
    switch scalar.value {
    case 0x2018, 0x2019, 0x02BC, 0x60, 0xB4, 0x2032: "'"
    case 0x2010...0x2015, 0x2212: "-"
    case 0xAA, 0xBA, 0xB0: "º"
    default: String(scalar)
    }
  }

  private static let umlauts: [Unicode.Scalar: String] = ["ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"]

  private static let plainLetters: [Unicode.Scalar: String] = {
    var letters: [Unicode.Scalar: String] = ["ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d"]
    let rows = [
      "a": "àáâãäåāăą", "c": "çćĉċč", "d": "ď", "e": "èéêëēĕėęě", "g": "ĝğġģ", "h": "ĥ", "i": "ìíîïĩīĭįı", "j": "ĵ",
      "k": "ķ", "l": "ĺļľ", "n": "ñńņňŋ", "o": "òóôõöōŏő", "r": "ŕŗř", "s": "śŝşšș", "t": "ţťț", "u": "ùúûüũūŭůűų",
      "w": "ŵ", "y": "ýÿŷ", "z": "źżž",
    ]
    for (plain, others) in rows { for other in others.unicodeScalars { letters[other] = plain } }
    return letters
  }()
}
