/// The line, or the wrapped lines, that say who wrote what is quoted below: “On 1 May 2026, Ann <ann@example.com> wrote:”.
enum Attribution {
  /// Lines one attribution may be wrapped over, blank ones included.
  private static let maximumLines = 6

  /// The lines of the attribution that ends at `end`, or nil. Right above quoted lines less is needed: an address and a
  /// date before a colon say the same in every language.
  static func range(endingAt end: Int, in looks: [LineLook], aboveQuote: Bool) -> Range<Int>? {
    let last = looks[end]
    // A wrapped address may leave “> wrote:” on the last line, which looks quoted.
    guard !last.isQuote || last.bare.utf8.count < 40 else { return nil }
    guard !last.isBlank, mayEnd(last.bare) || isDated(last.bare) || endsWithVerb(last.bare) else { return nil }
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
      let continues = best == start + 1 && mayContinue(look.bare, with: looks[start + 1].bare)
      if best != nil, !continues, opensFully(joined) { break }
      joined = joined.isEmpty ? look.bare : look.bare + " " + joined
      guard isComplete(joined, aboveQuote: aboveQuote) else { continue }
      let opensWithDate = isDateOpener(look.bare)
      if best == nil || continues || opensWithDate && (blanks == 0 || joined.contains("@")) || isNameOpener(look.bare) {
        best = start
      }
    }
    return best.flatMap { last.isQuote && $0 == end ? nil : $0..<(end + 1) }
  }

  /// Nothing is missing at its beginning. Where nothing says when, the line above may: “On 1 May 2026 at 10:00, Ann” ⏎
  /// “<ann@example.com> wrote:”.
  private static func opensFully(_ joined: String) -> Bool {
    isDateOpener(joined) || isNameOpener(joined) && containsDate(joined[...])
  }

  /// Whether a line is the beginning of what stands right below it: a name before its address, a date before the time.
  private static func mayContinue(_ line: String, with below: String) -> Bool {
    guard line.utf8.count < 120, line.split(separator: " ").count <= 16 else { return false }
    if below.first == "<" || below.first == "(" && below.contains("@") { return true }
    return line.last == "," && containsDate(line[...])
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

  /// “… Ann <ann@example.com> wrote” with nothing after it.
  private static func endsWithVerb(_ line: String) -> Bool {
    line.utf8.contains(UInt8(ascii: "@")) && endsWithVerb(line[...])
  }

  private static func isComplete(_ joined: String, aboveQuote: Bool) -> Bool {
    // Dashes alone say nothing.
    guard joined.utf8.contains(where: { $0 >= UInt8(ascii: "0") && $0 != UInt8(ascii: "_") }) else { return false }
    if isDated(joined) { return true }
    // An address that was wrapped began on a line above.
    guard joined.count(where: { $0 == "<" }) >= joined.count(where: { $0 == ">" }) else { return false }
    var text = joined[...]
    while let last = text.last, last == ":" || last == "\u{FF1A}" || last == "-" || last == "*" || last.isWhitespace {
      text.removeLast()
    }
    let hasAddress = containsAddress(text)
    let hasDate = containsDate(text)
    guard text.utf8.count < joined.utf8.count else { return hasAddress && hasDate && isDateOpener(joined) }
    // “Quoting Ann <ann@example.com>:”
    if hasAddress, ReplyVocabulary.quoting.contains(where: joined.hasPrefix) { return true }
    // “---- Ann wrote ----”
    let isFramed = joined.hasPrefix("--") && joined.hasSuffix("--") && joined.count < 100
    guard hasAddress || hasDate || isFramed else { return false }
    // In any language: a date, and an address, in angle brackets right before the colon or anywhere above a quote.
    if hasAddress, hasDate, aboveQuote || text.last == ">" { return true }
    return verbIsLast(text)
  }

  /// The verb ends the text, or only a date follows it.
  private static func verbIsLast(_ text: Substring) -> Bool {
    if endsWithVerb(text) { return true }
    let words = text.split(separator: " ").suffix(14)
    guard let verb = words.lastIndex(where: { verbs.contains(String($0)) }) else { return false }
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

  private static func endsWithVerb(_ text: Substring) -> Bool {
    let last = text.utf8.last.map { min($0, 0x80) }
    return last.flatMap { verbsByEnd[$0] }?.contains { endsWithWord(text, $0) } ?? false
  }

  private static let verbs = Set(ReplyVocabulary.wrote)

  /// By their last byte, all that is not ASCII as one: of the many words few are worth comparing.
  private static let verbsByEnd = Dictionary(grouping: ReplyVocabulary.wrote) { min($0.utf8.last ?? 0, 0x80) }

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
    let start = Array(line.unicodeScalars.prefix(5))
    guard start.count == 5, start[..<4].allSatisfy(isDigit) else { return false }
    guard start[4] == "-" || start[4] == "/" || start[4].value >= 0x80 else { return false }
    // A line of its own that only gives a time is an appointment.
    guard line.count(where: { $0 == "<" }) == line.count(where: { $0 == ">" }) else { return false }
    if line.contains("gmt+") || line.contains("gmt-") || line.contains("utc+") {
      // Without an address a name must follow the time: “… 10:00 GMT+02:00 Ann”.
      let words = line.split(separator: " ")
      return containsAddress(line[...])
        || (4...7).contains(words.count) && words[2].hasPrefix("gmt") && words[2].contains(":")
          && words[3...].allSatisfy { !$0.contains(where: \.isNumber) }
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

  /// A year, a time, or numbers with date marks between them; in the digits of any script.
  static func containsDate(_ text: Substring) -> Bool {
    var digits = 0
    var groups = 0
    var last: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      if isDigit(scalar) {
        if digits == 0 {
          groups += 1
          if groups > 1, last == ":" || last == "/" || last == "." || last == "-" { return true }
        }
        digits += 1
        if digits == 4 { return true }
      } else {
        digits = 0
      }
      last = scalar
    }
    return groups >= 2
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII ? ("0"..."9").contains(scalar) : scalar.properties.numericType == .decimal
  }
}
