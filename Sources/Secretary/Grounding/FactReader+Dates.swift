internal import CivilTime

/// A date as it is written, before it is known which year is meant.
private struct DateParts {
  var days: [(day: Int, month: Int)]
  var year: Int?
  var end: Int
}

extension FactReader {
  /// A date, with a weekday before it or without: `Di, 03.11.`, `Nov 3rd, 2026`, `3 de noviembre`.
  mutating func readDate() -> Bool {
    let start = index
    if let weekday = weekdayBeforeDate(), let parts = dateParts(at: weekday.end) {
      add(.date, meanings(of: parts, weekday: weekday.day), from: start, through: parts.end)
      return true
    }
    if let parts = dateParts(at: start) {
      add(.date, meanings(of: parts, weekday: nil), through: parts.end)
      readRestOfRange(parts)
      return true
    }
    return readRange() || readDayOfMonth() || readMonth()
  }

  private func meanings(of parts: DateParts, weekday: Int?) -> [FactMeaning] {
    let numbers = parts.days.compactMap { CalendarWords.day($0.day, $0.month, year: parts.year, near: day) }
    guard let weekday else { return numbers.map { .day($0) } }
    let right = numbers.filter { CalendarWords.weekday(of: $0) == weekday }
    return right.isEmpty ? numbers.map { .wrongWeekday(weekday, $0) } : right.map { .day($0) }
  }

  private func weekdayBeforeDate() -> (day: Int, end: Int)? {
    var end = index + 1
    // `So, 03.11.` is a day, `So 3 November is fine` has none.
    let isShort = isMark(end, ".") || isMark(end, ",") || language == .english && word(index).utf8.count > 2
    guard
      let weekday = CalendarWords.weekdays[word(index)] ?? (isShort ? CalendarWords.shortWeekdays[word(index)] : nil)
    else { return nil }
    while goesOn(end), isMark(end, ".") || isMark(end, ",") { end += 1 }
    if goesOn(end), ["the", "den", "dem", "der", "le", "el", "il"].contains(word(end)) { end += 1 }
    return goesOn(end) ? (weekday, end) : nil
  }

  private static let ordinals: Set<String> = ["st", "nd", "rd", "th", "er", "º", "o"]
  private static let of: Set<String> = ["of", "de", "d"]
  private static let beforeOrdinal: Set<String> = ["the", "am", "vom", "zum", "den", "dem", "der"]
  private static let beforeDay: Set<String> = ["le", "il", "el", "dia", "al", "dal"]

  // MARK: Forms

  private func dateParts(at start: Int) -> DateParts? {
    numericDate(at: start) ?? dayAndMonth(at: start) ?? monthAndDay(at: start)
  }

  /// `2026-11-03`, `03.11.2026`, `3.11.`, `03/11`.
  private func numericDate(at start: Int) -> DateParts? {
    guard let first = digits(start), isClose(start + 1), pieces.indices.contains(start + 2), isClose(start + 2),
      let second = digits(start + 2, upTo: 2), let one = Int(first), let two = Int(second)
    else { return nil }
    let separator = word(start + 1)
    guard [".", "/", "-"].contains(separator) else { return nil }
    let hasThird = isMark(start + 3, separator) && isClose(start + 3)
    let third = hasThird && isClose(start + 4) ? digits(start + 4) : nil
    // `06.12.34.56.78` is a telephone number.
    if third != nil, isMark(start + 5, separator), isClose(start + 5), isClose(start + 6), digits(start + 6) != nil {
      return nil
    }
    if first.utf8.count == 4 {
      guard let third, let last = Int(third), (1...12).contains(two), (1...31).contains(last) else { return nil }
      return DateParts(days: [(last, two)], year: one, end: start + 5)
    }
    guard first.utf8.count <= 2 else { return nil }
    if let third, let year = CalendarWords.year(third), separator != "-" || third.utf8.count == 4 {
      let days = separator == "." ? [(one, two)] : [(one, two), (two, one)]
      return possible(days).map { DateParts(days: $0, year: year, end: start + 5) }
    }
    guard third == nil else { return nil }
    let isAfterPreposition = start == index && isAfter(CalendarWords.before, within: 1) || start > index
    let isTwoDigits = first.utf8.count == 2 && second.utf8.count == 2
    switch separator {
    case ".":
      // `3.11.` at the end of a sentence may be a number; with nothing before that asks for a date, it is read as one.
      let goesOnSmall = goesOn(start + 4) && pieces[start + 4].kind == .word && pieces[start + 4].capitals == .none
      guard hasThird, isAfterPreposition || isTwoDigits || goesOnSmall else { return nil }
      return possible([(one, two)]).map { DateParts(days: $0, end: start + 4) }
    case "/":
      guard isAfterPreposition || isTwoDigits, "\(one)/\(two)" != "24/7" else { return nil }
      return possible([(one, two), (two, one)]).map { DateParts(days: $0, end: start + 3) }
    default: return nil
    }
  }

  private func possible(_ days: [(Int, Int)]) -> [(day: Int, month: Int)]? {
    let kept = days.filter { (1...31).contains($0.0) && (1...12).contains($0.1) }
    return kept.isEmpty ? nil : kept.map { (day: $0.0, month: $0.1) }
  }

  /// `3 Nov`, `3rd of November 2026`, `3. November`, `1er novembre`, `3 de noviembre de 2026`.
  private func dayAndMonth(at start: Int) -> DateParts? {
    guard let number = digits(start, upTo: 2), let day = Int(number), (1...31).contains(day) else { return nil }
    var end = afterOrdinal(start + 1)
    if goesOn(end), Self.of.contains(word(end)) { end += isMark(end + 1, "'") ? 2 : 1 }
    guard goesOn(end), let month = month(at: end) else { return nil }
    return withYear(DateParts(days: [(day, month)], end: end + 1))
  }

  /// `Nov 3rd`, `November 3, 2026`.
  private func monthAndDay(at start: Int) -> DateParts? {
    guard start < pieces.count, let month = month(at: start) else { return nil }
    var next = start + 1
    if isMark(next, "."), isClose(next) { next += 1 }
    if goesOn(next), word(next) == "the" { next += 1 }
    guard goesOn(next), let number = digits(next, upTo: 2), let day = Int(number), (1...31).contains(day),
      !isMark(next + 1, ":")
    else { return nil }
    return withYear(DateParts(days: [(day, month)], end: afterOrdinal(next + 1, withPoint: false)))
  }

  private func afterOrdinal(_ index: Int, withPoint: Bool = true) -> Int {
    guard isClose(index) else { return index }
    if withPoint, isMark(index, ".") || isMark(index, "º") {
      return isMark(index + 1, "º") && isClose(index + 1) ? index + 2 : index + 1
    }
    return Self.ordinals.contains(word(index)) ? index + 1 : index
  }

  /// A month's name; a short one may have a point, and English ones have a capital, because of *may* and *march*.
  private func month(at index: Int) -> Int? {
    let piece = pieces[index]
    guard piece.kind == .word, let month = CalendarWords.month(piece.word, in: language) else { return nil }
    if piece.capitals == .none, ["may", "march", "mar", "jan", "set"].contains(piece.word), language != .italian,
      language != .french, language != .spanish
    {
      return nil
    }
    return month
  }

  private func withYear(_ parts: DateParts) -> DateParts {
    var (parts, next) = (parts, parts.end)
    if isMark(next, "."), isClose(next), goesOn(next + 1), digits(next + 1) != nil { next += 1 }
    if isMark(next, ","), isClose(next) { next += 1 }
    if goesOn(next), ["de", "del"].contains(word(next)) { next += 1 }
    if goesOn(next), let written = digits(next), written.utf8.count == 4, let year = CalendarWords.year(written),
      !isMark(next + 1, ":")
    {
      (parts.year, parts.end) = (year, next + 1)
    }
    return parts
  }

  // MARK: Ranges

  /// Between the two ends of a range.
  static let between: Set<String> = [
    "-", "bis", "to", "until", "and", "und", "et", "y", "e", "au", "al", "a", "or", "oder", "ou", "o",
  ]

  /// `3–5 November`: the first day has the month of the second.
  private mutating func readRange() -> Bool {
    guard let number = digits(index, upTo: 2), let first = Int(number), (1...31).contains(first) else { return false }
    var next = afterOrdinal(index + 1)
    guard goesOn(next), Self.between.contains(word(next)) else { return false }
    next += 1
    if goesOn(next), ["the", "dem", "zum"].contains(word(next)) { next += 1 }
    guard goesOn(next), let parts = dateParts(at: next) else { return false }
    let days = parts.days.map { (day: first, month: $0.month) }
    add(
      .date, meanings(of: DateParts(days: days, year: parts.year, end: 0), weekday: nil),
      through: afterOrdinal(index + 1)
    )
    return true
  }

  /// `Nov 3-5`, `03.11.-05.11.`
  private mutating func readRestOfRange(_ parts: DateParts) {
    guard isMark(index, "-"), goesOn(index), let number = digits(index + 1, upTo: 2), let last = Int(number),
      parts.days.count == 1, dateParts(at: index + 1) == nil, isClose(index + 1), (1...31).contains(last),
      !isMark(index + 2, ":"), !isMark(index + 2, "-")
    else { return }
    index += 1
    let days = [(day: last, month: parts.days[0].month)]
    add(
      .date, meanings(of: DateParts(days: days, year: parts.year, end: 0), weekday: nil),
      through: afterOrdinal(index + 1)
    )
  }

  // MARK: Parts of a date

  /// `the 3rd`, `am 3.`, `le 3`, with no month: the one it is, or one beside it.
  private mutating func readDayOfMonth() -> Bool {
    guard let number = digits(index, upTo: 2), let first = Int(number), (1...31).contains(first) else { return false }
    let end = afterOrdinal(index + 1)
    let isOrdinal = end > index + 1
    guard isAfter(isOrdinal ? Self.beforeOrdinal : Self.beforeDay, within: 1) else { return false }
    if !isOrdinal {
      guard language == .french || language == .spanish || language == .italian else { return false }
      // `le 3 pommes` counts something.
      guard endsQuantity(end) else { return false }
    } else if goesOn(end), pieces[end].kind == .word, !Self.afterTime.contains(word(end)) {
      return false
    }
    let now = CivilDate(dayNumber: day)
    let candidates = [-1, 0, 1].compactMap { offset -> Int? in
      let months = now.year * 12 + now.month - 1 + offset
      return CalendarWords.day(first, months % 12 + 1, year: months / 12, near: day)
    }
    add(.date, candidates.map { .day($0) }, through: end)
    return true
  }

  /// `in November`, `November 2026`.
  private mutating func readMonth() -> Bool {
    guard pieces[index].kind == .word, CalendarWords.months[word(index)] != nil, let month = month(at: index) else {
      return false
    }
    let parts = withYear(DateParts(days: [(1, month)], end: index + 1))
    if parts.year == nil {
      // The month of May, and not a wish or a name.
      if word(index) == "may", !isAfter(CalendarWords.beforeMonth, within: 1) { return false }
      if word(index) == "mai", language != .german, language != .french { return false }
    }
    let now = CivilDate(dayNumber: day)
    let years = parts.year.map { [$0] } ?? [now.year, now.month > month ? now.year + 1 : now.year - 1]
    add(.date, years.map { .month($0 * 12 + month - 1) }, through: parts.end)
    return true
  }
}
