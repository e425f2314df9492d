internal import CivilTime

extension FactReader {
  /// A weekday, *tomorrow*, *next week*.
  mutating func readDay() -> Bool {
    let current = word(index)
    if let weekday = CalendarWords.weekdays[current] {
      addWeekday(weekday)
      return true
    }
    if language == .french, current == "aujourd", isMark(index + 1, "'"), word(index + 2) == "hui" {
      add(.weekday, [.day(day)], through: index + 3)
      return true
    }
    if CalendarWords.week.contains(current) || CalendarWords.month.contains(current) { return readPeriod() }
    if let days = CalendarWords.relative(current, in: language) { return readRelative(days) }
    return false
  }

  private mutating func readRelative(_ days: Int) -> Bool {
    var (days, start) = (days, index)
    // *Guten Morgen*, *heute Morgen* and *por la mañana* are no dates.
    if word(index) == "morgen", pieces[index].capitals != .none, index > 0, !isSentenceStart(index) { return false }
    if word(index) == "morgen", isAfter(["guten", "schonen", "jeden"], within: 1) { return false }
    if word(index) == "manana", isAfter(["la", "esta", "una"], within: 1) { return false }
    if ["demain", "manana"].contains(word(index)), isAfter(["apres", "pasado"], within: 2) {
      days = 2
      start = index - (isMark(index - 1, "-") ? 2 : 1)
    } else if word(index) == "tomorrow", isAfter(["after"], within: 1), isAfter(["day"], within: 2) {
      days = 2
      start = index - 2
    }
    add(.weekday, [.day(day + days)], from: start, through: index + 1)
    return true
  }

  private mutating func addWeekday(_ weekday: Int) {
    let coming = day + (weekday - CalendarWords.weekday(of: day) + 7) % 7
    var (start, end) = (index, index + 1)
    var meanings: [FactMeaning] = [.weekday(weekday)]
    let after = word(end) == "que" || word(end) == "de" ? word(end + 1) : word(end)
    if isAfter(CalendarWords.next, within: 1) || goesOn(end) && CalendarWords.next.contains(after) {
      // Whether the coming one is meant or the one a week later, people do not agree.
      meanings = [.day(coming), .day(coming + 7)]
    } else if isAfter(CalendarWords.last, within: 1) || goesOn(end) && CalendarWords.last.contains(after) {
      meanings = [.day(coming - 7), .day(coming - 14)]
    } else if purpose == .source {
      meanings += [.day(coming), .day(coming - 7)]
    }
    if isAfter(CalendarWords.nextOrLast, within: 1) { start = index - 1 }
    if goesOn(end), CalendarWords.next.contains(after) || CalendarWords.last.contains(after) {
      end += after == word(end) ? 1 : 2
    }
    add(.weekday, meanings, from: start, through: end)
  }

  private mutating func readPeriod() -> Bool {
    let isWeek = CalendarWords.week.contains(word(index))
    let after = word(index + 1) == "que" ? word(index + 2) : word(index + 1)
    func says(_ list: Set<String>) -> Bool {
      isAfter(list, within: 1) || goesOn(index + 1) && list.contains(after)
    }
    let isNext = says(CalendarWords.next)
    guard isNext || says(CalendarWords.last) || isAfter(CalendarWords.this, within: 1) else { return false }
    let offset = isNext ? 1 : says(CalendarWords.last) ? -1 : 0
    let isBefore = isAfter(CalendarWords.whichOne, within: 1)
    let now = CivilDate(dayNumber: day)
    let meaning: FactMeaning =
      isWeek
      ? .week(CalendarWords.monday(of: day) + 7 * offset) : .month(now.year * 12 + now.month - 1 + offset)
    add(
      .weekday, [meaning], from: isBefore ? index - 1 : index,
      through: isBefore ? index + 1 : after == word(index + 1) ? index + 2 : index + 3)
    return true
  }
}
