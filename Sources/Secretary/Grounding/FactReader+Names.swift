/// What is taken for a name.
///
/// Wherever only names have capitals, it is a run of capitalised words within a sentence. At its beginning it takes a given
/// name, two words that are no ordinary ones, or one before what somebody does.
///
/// German writes every noun with a capital, so there a name needs a sign: a title, a greeting or a company's form beside it,
/// a given name, a known place, a street with its number, two capitals in a row that are no nouns of a kind, or a single
/// word without an article that does something. What has none of these signs is left alone.
///
/// A line of nothing but such words below the closing is who signs.
extension FactReader {
  private static let mostWords = 6

  func isSentenceStart(_ index: Int) -> Bool {
    guard index > 0, !pieces[index].isLine else { return true }
    let before = pieces[index - 1]
    return before.kind == .mark && !["'", ",", "-", "&", "/", "@", "#", ")", "]"].contains(before.word)
      && !(before.word == "." && index > 1 && isAbbreviated(index - 2))
  }

  /// `Dr.`, `J.`: a point that ends no sentence.
  private func isAbbreviated(_ index: Int) -> Bool {
    isClose(index + 1) && (NameWords.titles.contains(word(index)) || word(index).utf8.count == 1 || word(index) == "co")
  }

  mutating func readName() -> Bool {
    guard isCapital(index) else { return false }
    let run = nameRun()
    let certain = language == .german ? germanName(in: run) : name(in: run)
    if let name = certain ?? hint(in: run) {
      let words = pieces[name].filter { $0.kind == .word }.map(\.word)
      add(.name, [.name(words)], from: name.lowerBound, through: name.upperBound, isHint: certain == nil)
    }
    index = max(index, run.upperBound)
    return true
  }

  private func isCapital(_ index: Int) -> Bool {
    index < pieces.count && pieces[index].kind == .word && pieces[index].capitals != .none
  }

  /// Capitalised words in a row, particles between them included.
  private func nameRun() -> Range<Int> {
    var (end, words) = (index + 1, 1)
    while words < Self.mostWords, end < pieces.count {
      if isMark(end, "."), isAbbreviated(end - 1), goesOn(end + 1), isCapital(end + 1) {
        end += 2
      } else if isMark(end, "-"), isClose(end), isClose(end + 1), isCapital(end + 1) {
        end += 2
      } else if isMark(end, "'"), isClose(end), isClose(end + 1), isCapital(end + 1) {
        end += 2
      } else if isMark(end, "&"), goesOn(end), goesOn(end + 1), isCapital(end + 1) {
        end += 2
      } else if goesOn(end), isCapital(end), isNoOtherFact(end) {
        end += 1
      } else if goesOn(end), NameWords.particles.contains(word(end)), pieces[end].kind == .word, goesOn(end + 1),
        isCapital(end + 1), !NameWords.ordinary.contains(word(end + 1)), !isOrdinary(end - 1), isNoOtherFact(end + 1),
        language != .german || isGiven(end - 1) || isAfterTitle(end - 1)
      {
        end += 2
      } else {
        break
      }
      words += 1
    }
    return index..<end
  }

  /// Dates, numbers and the like end a name.
  private func isNoOtherFact(_ index: Int) -> Bool {
    let next = isMark(index + 1, "-") && isClose(index + 1) ? index + 2 : index + 1
    return contacts[index] == nil && CalendarWords.weekdays[word(index)] == nil
      && CalendarWords.months[word(index)] == nil
      && !(isClose(next) && digits(next, upTo: 60) != nil) && !Self.accountWords.contains(word(index))
      && WrittenNumber.currencies[word(index)] == nil
  }

  private func isOrdinary(_ index: Int) -> Bool {
    let current = word(index)
    return current.utf8.count < 2 || NameWords.ordinary.contains(current) || NameWords.titles.contains(current)
      || NameWords.acronyms.contains(current) || CalendarWords.month(current, in: language) != nil
      || CalendarWords.weekdays[current] != nil || WrittenNumber.currencies[current] != nil
  }

  private func isGiven(_ index: Int) -> Bool { NameWords.given.contains(word(index)) }

  private func trimmed(_ run: Range<Int>) -> Range<Int>? {
    var (start, end) = (run.lowerBound, run.upperBound)
    while start < end,
      pieces[start].kind == .mark || isOrdinary(start)
        || NameWords.particles.contains(word(start)) && pieces[start].capitals == .none
    {
      start += 1
    }
    while end > start,
      pieces[end - 1].kind == .mark || isOrdinary(end - 1) && !NameWords.companies.contains(word(end - 1))
    { end -= 1 }
    return start < end ? start..<end : nil
  }

  // MARK: Signs

  private func isAfterTitle(_ index: Int) -> Bool {
    guard index > 0, goesOn(index) else { return false }
    let before = isMark(index - 1, ".") ? index - 2 : index - 1
    return before >= 0 && NameWords.titles.contains(word(before))
  }

  private func isGreeted(_ index: Int) -> Bool {
    index > 0 && goesOn(index) && NameWords.greetings.contains(word(index - 1))
  }

  /// A line of one to three words near the end, after a line that closes the letter.
  private func isSignature(_ run: Range<Int>) -> Bool {
    let next = run.upperBound
    guard pieces[run.lowerBound].isLine, run.lowerBound > 0, next >= pieces.count || pieces[next].isLine,
      pieces.count - next <= 12, run.count <= 4
    else { return false }
    return isMark(run.lowerBound - 1, ",") || isClosing(before: run.lowerBound)
  }

  private static let closings = TextPieces.folded(
    "regards wishes grüße grüsse gruß gruss cordialement salutations saludos saludo saluti atentamente sincerely cheers thanks dank danke merci gracias grazie amicalement cordialmente"
  )

  private func isClosing(before index: Int) -> Bool {
    let line = pieces[..<index].suffix(2)
    return line.contains { Self.closings.contains($0.word) }
  }

  private func doesSomething(after end: Int) -> Bool {
    guard goesOn(end), pieces[end].kind == .word, pieces[end].capitals == .none else { return false }
    if NameWords.doings.contains(word(end)) { return true }
    guard NameWords.helpers.contains(word(end)) else { return false }
    return (end + 1...end + 2).contains { goesOn($0) && NameWords.toPeople.contains(word($0)) }
  }

  private func isShouted(_ index: Int) -> Bool {
    pieces[index].capitals == .all
      && (index > 0 && goesOn(index) && pieces[index - 1].capitals == .all && !isOrdinary(index - 1)
        || goesOn(index + 1) && pieces[index + 1].capitals == .all && !NameWords.companies.contains(word(index + 1)))
  }

  // MARK: Languages in which only names have capitals

  private func name(in run: Range<Int>) -> Range<Int>? {
    guard let name = trimmed(run).map(withoutVerb) else { return nil }
    let first = name.lowerBound
    if name.count == 1, isShouted(first) { return nil }
    if isAfterTitle(first) || isGreeted(first) || isSignature(name) { return name }
    let isKnown = name.contains { isGiven($0) || NameWords.places.contains(word($0)) }
    if isKnown || NameWords.companies.contains(word(name.upperBound - 1)) && name.count > 1 { return name }
    if !isSentenceStart(first) { return name.count == 1 && smallWords.contains(word(first)) ? nil : name }
    let words = name.filter { pieces[$0].kind == .word && pieces[$0].capitals != .none }
    // `Kind Regards` and `Project Plan` stand in a line of their own: a heading.
    if words.count > 1 {
      let isHeading = pieces[first].isLine && (name.upperBound >= pieces.count || pieces[name.upperBound].isLine)
      return isHeading || words.contains { smallWords.contains(word($0)) } ? nil : name
    }
    return doesSomething(after: name.upperBound) && !smallWords.contains(word(first)) && language != nil ? name : nil
  }

  /// `Chiamo Nuria Tamrini`, `Llamo a Marta`: what begins a sentence before a name is a verb.
  private func withoutVerb(_ name: Range<Int>) -> Range<Int> {
    let (first, next) = (name.lowerBound, name.lowerBound + 1)
    guard isSentenceStart(first), !isGiven(first), next < name.upperBound, isCapital(next), pieces[next].gap == .blank,
      isGiven(next) || name.count > 2
    else { return name }
    return next..<name.upperBound
  }

  // MARK: German

  private func germanName(in run: Range<Int>) -> Range<Int>? {
    guard let name = trimmed(run) else { return nil }
    let first = name.lowerBound
    if isAfterTitle(first) || isGreeted(first) || isSignature(name) { return name }
    for index in name where isGiven(index) {
      // `Liebe Frau Keller`, `Stefan Brandt`: from the given name on.
      return index..<name.upperBound
    }
    if NameWords.companies.contains(word(name.upperBound - 1)), name.count > 1 { return name }
    if let place = name.first(where: { NameWords.places.contains(word($0)) }) { return place..<(place + 1) }
    if let street = street(in: name) { return street }
    if name.count == 1 { return isGermanName(first) ? name : nil }
    let words = name.filter { pieces[$0].kind == .word && pieces[$0].capitals != .none }
    guard words.count > 1, !words.contains(where: isGermanNoun), words.allSatisfy({ !smallWords.contains(word($0)) }),
      !isMark(first + 1, "-")
    else { return nil }
    if isSentenceStart(first) { return words.count == 2 && doesSomething(after: name.upperBound) ? name : nil }
    return isAfterArticle(first) ? nil : name
  }

  /// Two capitals in a row that may be somebody's: enough to say whose number stands beside them.
  private func hint(in run: Range<Int>) -> Range<Int>? {
    guard let name = trimmed(run), name.count == 2, isCapital(name.lowerBound), isCapital(name.lowerBound + 1),
      !name.contains(where: isGermanNoun)
    else { return nil }
    return name
  }

  /// A single word: what does something without an article, a town, or capitals of a company.
  private func isGermanName(_ index: Int) -> Bool {
    let current = word(index)
    if index > 0, goesOn(index), NameWords.beforeTown.contains(word(index - 1)),
      NameWords.townEndings.contains(where: current.hasSuffix), current.utf8.count >= 6
    {
      return true
    }
    if pieces[index].capitals == .all { return !isShouted(index) && (2...6).contains(current.utf8.count) }
    guard !isGermanNoun(index), !smallWords.contains(current), doesSomething(after: index + 1) else { return false }
    return isSentenceStart(index) || isAfter(["dass", "ob", "und", "weil", "wenn", "aber"], within: 1)
  }

  private func isAfterArticle(_ index: Int) -> Bool {
    guard index > 0, goesOn(index) else { return false }
    return [
      "der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines", "ihr", "ihre",
      "ihren",
      "ihrem", "ihrer", "unser", "unsere", "unseren", "mein", "meine", "meinen", "kein", "keine", "keinen", "diese",
      "dieser",
      "dieses", "diesen", "zum", "zur", "im", "am", "vom", "beim", "ins",
    ].contains(word(index - 1))
      || pieces[index - 1].kind == .digits
  }

  private func isGermanNoun(_ index: Int) -> Bool {
    let current = word(index)
    return NameWords.germanPairs.contains(current) || current.utf8.count > 14
      || NameWords.germanEndings.contains { current.hasSuffix($0) && current.utf8.count > $0.utf8.count + 1 }
  }

  private func street(in name: Range<Int>) -> Range<Int>? {
    for index in name where isStreet(word(index)) {
      let next = isMark(index + 1, ".") ? index + 2 : index + 1
      if goesOn(next), digits(next, upTo: 4) != nil { return name.lowerBound..<(index + 1) }
    }
    return nil
  }

  private func isStreet(_ word: String) -> Bool {
    NameWords.streets.contains(word) || word.utf8.count > 7 && NameWords.streetEndings.contains(where: word.hasSuffix)
  }
}
