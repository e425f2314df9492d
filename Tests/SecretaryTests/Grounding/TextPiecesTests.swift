import Testing

@testable import Secretary

@Suite struct TextPiecesTests {
  private static func words(_ text: String) -> [String] { TextPieces(text).pieces.map(\.word) }

  @Test func `words, digits and marks are pieces of their own`() {
    #expect(Self.words("Ab12,x") == ["ab", "12", ",", "x"])
    #expect(TextPieces("Ab12,x").pieces.map(\.kind) == [.word, .digits, .mark, .word])
    #expect(TextPieces("Ab12,x").pieces.map(\.range) == [0..<2, 2..<4, 4..<5, 5..<6])
    #expect(Self.words("@AZ[`az{/09:") == ["@", "az", "[", "'", "az", "{", "/", "09", ":"])
    #expect(Self.words("aÀ×b÷c") == ["aa", "×", "b", "÷", "c"])
    #expect(Self.words("日本") == ["日本"])
  }

  @Test func `what stands before a piece is nothing, a blank, a line's end or an empty line`() {
    #expect(
      TextPieces("a b\nc\n\nd\r\ne, f\r\n\r\ng \n h").pieces.map(\.gap)
        == [.emptyLine, .blank, .line, .emptyLine, .line, .none, .blank, .emptyLine, .line])
  }

  @Test func `a line's end in front is an empty line`() {
    #expect(TextPieces("\na").pieces.map(\.gap) == [.emptyLine])
  }

  @Test func `every blank and every line's end of Unicode is one`() {
    let blanks: [Unicode.Scalar] = [
      " ", "\t", "\u{7F}", "\u{A0}", "\u{1680}", "\u{2000}", "\u{200A}", "\u{202F}", "\u{205F}", "\u{3000}",
    ]
    for blank in blanks {
      #expect(TextPieces("a\(blank)b").pieces.map(\.gap) == [.emptyLine, .blank], "\(blank.value)")
    }
    let ends: [Unicode.Scalar] = ["\n", "\u{B}", "\u{C}", "\r", "\u{85}", "\u{2028}", "\u{2029}"]
    for end in ends { #expect(TextPieces("a\(end)b").pieces.map(\.gap) == [.emptyLine, .line], "\(end.value)") }
  }

  @Test func `what cannot be seen parts no word`() {
    let hidden: [Unicode.Scalar] = [
      "\u{AD}", "\u{200B}", "\u{200F}", "\u{202A}", "\u{202E}", "\u{2060}", "\u{2064}", "\u{FEFF}", "\u{301}",
      "\u{61C}", "\u{9F}",
    ]
    for scalar in hidden {
      #expect(Self.words("a\(scalar)b") == ["ab"], "\(scalar.value)")
      #expect(TextPieces("a\(scalar)b").pieces[0].range == 0..<3)
    }
    #expect(Self.words("1\u{200B}2") == ["12"])
  }

  @Test func `a word has no capitals, one in front, or nothing else`() {
    let expected: [(String, TextPieces.Capitals)] = [
      ("ab", .none), ("aB", .none), ("Ab", .first), ("A", .first), ("ABc", .first), ("AB", .all), ("ÄB", .all),
      ("Éa", .first), ("éÀ", .none), ("É", .first), ("A\u{301}b", .first), ("12", .none), ("日", .none),
    ]
    for (text, capitals) in expected { #expect(TextPieces(text).pieces[0].capitals == capitals, "\(text)") }
  }

  @Test func `letters are compared without what stands on them, umlauts in both spellings`() {
    let spellings: [(String, String, String?)] = [
      ("Müller", "muller", "mueller"), ("Mu\u{308}ller", "muller", nil), ("Köln", "koln", "koeln"),
      ("Jäger", "jager", "jaeger"), ("Søren", "soren", "soeren"), ("Åsa", "asa", "aasa"), ("Straße", "strasse", nil),
      ("Cœur", "coeur", nil), ("Øyvindß", "oyvindss", "oeyvindss"), ("Éñç", "enc", nil), ("Łódź", "lodz", nil),
      ("Überß", "uberss", "ueberss"), ("Zürichs", "zurichs", "zuerichs"), ("İx", "ix", nil),
    ]
    for (text, word, german) in spellings {
      #expect(TextPieces(text).pieces.map(\.word) == [word])
      #expect(TextPieces(text).pieces[0].german == german, "\(text)")
    }
  }

  @Test func `marks that programs exchange for each other are one`() {
    #expect(Self.words("‘’`´′").allSatisfy { $0 == "'" })
    #expect(Self.words("-‐–—―−").allSatisfy { $0 == "-" })
    #expect(Self.words("ªº°") == ["º", "º", "º"])
  }

  @Test func `sixty scalars of a word are kept, and all of it is one piece`() {
    let pieces = TextPieces(String(repeating: "a", count: 60) + "b c").pieces
    #expect(pieces.map(\.word) == [String(repeating: "a", count: 60), "c"])
    #expect(pieces[0].range == 0..<61)
  }

  @Test func `as much is read as a draft may have`() {
    #expect(TextPieces.longest == EmailDraft.longestBody)
    #expect(TextPieces(String(repeating: ",", count: TextPieces.longest + 1)).pieces.count == TextPieces.longest)
  }
}
