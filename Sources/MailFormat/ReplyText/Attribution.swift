/// The line, or the wrapped lines, that say who wrote what is quoted below: “On 1 May 2026, Ann <ann@example.com> wrote:”.
enum Attribution {
  /// Lines one attribution may be wrapped over, blank ones included.
  private static let maximumLines = 6

  /// The lines of the attribution that ends at `end`, or nil.
  static func range(endingAt end: Int, in looks: [LineLook]) -> Range<Int>? {
    let last = looks[end]
    // A wrapped address may leave “> wrote:” on the last line, which looks quoted.
    guard !last.isQuote || last.bare.utf8.count < 40 else { return nil }
    guard !last.isBlank, mayEnd(last.bare) || isDated(last.bare) else { return nil }
    var joined = ""
    var blanks = 0
    var best: Int?
    for start in stride(from: end, through: max(0, end - maximumLines + 1), by: -1) {
      let look = looks[start]
      if look.isBlank {
        blanks += 1
        continue
      }
      // Where a line above ends a sentence, or is quoted itself, the attribution cannot begin there.
      if start < end, endsSentence(look.bare) || look.isQuote || joined.utf8.count + look.bare.utf8.count > 400 {
        break
      }
      joined = joined.isEmpty ? look.bare : look.bare + " " + joined
      if isComplete(joined) {
        let opensWithDate = isDateOpener(look.bare)
        if best == nil || opensWithDate && (blanks == 0 || joined.contains("@")) || isNameOpener(look.bare) {
          best = start
        }
        // Where nothing says when, the line above may: “On 1 May 2026 at 10:00, Ann” ⏎ “<ann@example.com> wrote:”.
        if opensWithDate || isNameOpener(look.bare) && containsDate(joined[...]) {
          break
        }
      }
    }
    return best.flatMap { last.isQuote && $0 == end ? nil : $0..<(end + 1) }
  }

  /// Ends with a colon, or with the dashes some programs put in its place.
  private static func mayEnd(_ line: String) -> Bool {
    line.last == ":" || line.last == "\u{FF1A}" || line.hasSuffix("---")
  }

  private static func endsSentence(_ line: String) -> Bool {
    guard let last = line.last else { return true }
    if last == ".", let word = line.split(separator: " ").last {
      // “28.” and “aug.” belong to a date.
      return word.count > 5
    }
    return last == "!" || last == "?" || last == ":" || last == "\u{FF1A}"
  }

  private static func isComplete(_ joined: String) -> Bool {
    if isDated(joined) { return true }
    // An address that was wrapped began on a line above.
    guard joined.count(where: { $0 == "<" }) >= joined.count(where: { $0 == ">" }) else { return false }
    var text = joined[...]
    while let last = text.last, last == ":" || last == "\u{FF1A}" || last == "-" || last == "*" || last.isWhitespace {
      text.removeLast()
    }
    guard text.utf8.count < joined.utf8.count else { return false }
    let hasAddress = containsAddress(text)
    let hasDate = containsDate(text)
    guard hasAddress || hasDate else { return false }
    // In any language: a date, and an address in angle brackets right before the colon.
    if hasAddress, hasDate, text.last == ">" { return true }
    return verbIsLast(text)
  }

  /// The verb ends the text, or only a date follows it.
  private static func verbIsLast(_ text: Substring) -> Bool {
    if ReplyVocabulary.wrote.contains(where: { endsWithWord(text, $0) }) { return true }
    let words = text.split(separator: " ").suffix(14)
    guard let verb = words.lastIndex(where: { ReplyVocabulary.wrote.contains(String($0)) }) else { return false }
    // “Am 2. März schrieb Ann Example”: the verb comes second, the name last.
    if ReplyVocabulary.verbSecond.contains(String(words[verb])), isDateOpener(String(text)), words.endIndex - verb <= 7
    {
      return true
    }
    return words[(verb + 1)...].allSatisfy { word in
      ReplyVocabulary.afterVerb.contains(String(word)) || word.contains(where: \.isNumber) || isDayOrMonth(word)
        || word.contains("@") || word.first == "\"" || word.last == "\""
    }
  }

  private static func endsWithWord(_ text: Substring, _ word: String) -> Bool {
    guard text.hasSuffix(word) else { return false }
    guard let before = text.dropLast(word.count).last else { return true }
    // Languages without blanks between words, and clients that put none after the address.
    return !before.isLetter || word.unicodeScalars.first.map { $0.value > 0x2000 } ?? false
  }

  private static func isDayOrMonth(_ word: Substring) -> Bool {
    let bare = word.prefix { $0.isLetter }
    let rest = word.dropFirst(bare.count)
    guard (2...10).contains(bare.count), rest.allSatisfy({ $0 == "." || $0 == "," }) else { return false }
    return !rest.isEmpty || ReplyVocabulary.months.contains(String(bare.prefix(3)))
      || ReplyVocabulary.weekdays.contains(String(bare))
  }

  /// “2026-05-01 10:00 GMT+02:00 Ann <ann@example.com>:”, which names nobody's verb.
  private static func isDated(_ line: String) -> Bool {
    let bytes = Array(line.utf8.prefix(16))
    guard bytes.count >= 8, bytes[..<4].allSatisfy(isDigit) else { return false }
    let separator = bytes[4]
    guard separator == UInt8(ascii: "-") || separator == UInt8(ascii: "/") || separator >= 0x80 else { return false }
    if line.contains("gmt+") || line.contains("gmt-") || line.contains("utc+") {
      return !line.hasSuffix("<") && line.count(where: { $0 == "<" }) == line.count(where: { $0 == ">" })
    }
    return containsAddress(line[...]) && (line.hasSuffix(">") || line.hasSuffix(">:"))
  }

  /// How an attribution begins: a word such as “On” before a date, a day, or a date.
  private static func isDateOpener(_ line: String) -> Bool {
    var words = line.split(separator: " ", maxSplits: 3).map(String.init)
    if let first = words.first, first.allSatisfy({ $0 == "-" }) { words.removeFirst() }
    guard let first = words.first, containsDate(line[...]) else { return false }
    let bare = first.prefix { $0.isLetter || $0 == "'" }
    return ReplyVocabulary.openers.contains(first) || first.hasPrefix("在") || first.first?.isNumber == true
      || !bare.isEmpty && ReplyVocabulary.weekdays.contains(String(bare))
  }

  /// … or a name with an address, or an address alone.
  private static func isNameOpener(_ line: String) -> Bool {
    guard let address = line.firstIndex(of: "@") else { return false }
    let before = line[..<address]
    return before.contains("<") && before.first != "<" || before.split(separator: " ").count <= 1 && before.first != "<"
  }

  private static func containsAddress(_ text: Substring) -> Bool {
    guard let at = text.firstIndex(of: "@") else { return false }
    let before = at > text.startIndex ? text[text.index(before: at)] : " "
    let after = text[text.index(after: at)...].first ?? " "
    return (before.isLetter || before.isNumber) && (after.isLetter || after.isNumber)
  }

  /// A year, a time, or numbers with date marks between them.
  private static func containsDate(_ text: Substring) -> Bool {
    var digits = 0
    var groups = 0
    var marked = false
    var last: UInt8 = 0
    for byte in text.utf8 {
      if isDigit(byte) {
        if digits == 0 {
          groups += 1
          if groups > 1,
            last == UInt8(ascii: ":") || last == UInt8(ascii: "/") || last == UInt8(ascii: ".")
              || last == UInt8(ascii: "-")
          {
            marked = true
          }
        }
        digits += 1
        if digits == 4 { marked = true }
      } else {
        digits = 0
      }
      last = byte
    }
    return marked || groups >= 2
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
}
