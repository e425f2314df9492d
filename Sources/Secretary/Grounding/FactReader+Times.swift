extension FactReader {
  private static let beforeTime = TextPieces.folded(
    "at um gegen ab bis kl à às alle ore dalle las vers hasta from by before after around about zwischen between")
  private static let beforeBareTime: Set<String> = ["at", "um", "gegen", "las", "alle"]
  private static let beforeTimeWithPoint: Set<String> = ["um", "ore", "alle", "gegen", "dalle", "kl"]
  private static let beforeFrenchTime: Set<String> = ["a", "vers"]
  private static let longHours: Set<String> = ["heures", "heure", "horas", "hora", "hrs"]
  /// What may stand after a time that has no unit.
  static let afterTime = TextPieces.folded(
    "on and am und le et el y il e or oder ou o if wenn si se for für sharp in bei at um with mit avec con or statt instead"
  )
  private static let hours = TextPieces.folded("uhr h heures heure horas hora hrs clock")

  /// `14:30`, `2 pm`, `14h30`, `14.30 Uhr`, `halb drei`, `at 3`, noon.
  mutating func readTime() -> Bool {
    if pieces[index].kind == .word { return readWrittenTime() }
    guard let first = digits(index, upTo: 2), let hour = Int(first), hour <= 24 else { return false }
    if isClose(index + 1), [":", ".", "h"].contains(word(index + 1)), isClose(index + 2),
      let second = digits(index + 2, upTo: 2), second.utf8.count == 2, let minute = Int(second), minute < 60
    {
      let after = afterUnit(index + 3)
      let isTime =
        word(index + 1) != "." || after.end > index + 3
        || isAfter(Self.beforeTimeWithPoint, within: 1)
      if isTime, !(word(index + 1) == "." && isMark(index + 3, ".") && isClose(index + 4)) {
        addTime(hour, minute, isLong: first.hasPrefix("0"), half: after.half, through: after.end)
        return true
      }
      return false
    }
    let after = afterUnit(index + 1)
    if after.end > index + 1 {
      // `2 h` is as often two hours.
      if word(index + 1) == "h" || Self.longHours.contains(word(index + 1)) {
        guard isAfter(Self.beforeTime, within: 1), language != .english else {
          return false
        }
      }
      var (minute, end) = (0, after.end)
      if ["uhr", "h"].contains(word(index + 1)), goesOn(index + 2), let second = digits(index + 2, upTo: 2),
        let number = Int(second),
        number < 60, second.utf8.count == 2, !(isMark(index + 3, ".") && isClose(index + 4))
      {
        (minute, end) = (number, index + 3)
      }
      addTime(hour, minute, isLong: first.hasPrefix("0"), half: after.half, through: end)
      return true
    }
    return readRangeOfTimes(hour, first) || readBareTime(hour)
  }

  /// After `pm`, `Uhr`, `h`, and which half of the day was said.
  private func afterUnit(_ start: Int) -> (end: Int, half: Int?) {
    guard goesOn(start) else { return (start, nil) }
    let unit = word(start)
    if unit == "am" || unit == "pm" {
      // `um 3 am Dienstag` is no time of night.
      return unit == "am" && language == .german ? (start, nil) : (start + 1, unit == "am" ? 0 : 1)
    }
    if unit == "a" || unit == "p", isMark(start + 1, "."), isClose(start + 1), word(start + 2) == "m" {
      return (isMark(start + 3, ".") && isClose(start + 3) ? start + 4 : start + 3, unit == "a" ? 0 : 1)
    }
    if unit == "o", isMark(start + 1, "'"), word(start + 2) == "clock" { return (start + 3, nil) }
    return Self.hours.contains(unit) ? (start + 1, nil) : (start, nil)
  }

  private mutating func addTime(_ hour: Int, _ minute: Int, isLong: Bool, half: Int?, through end: Int) {
    var hours = [hour % 24]
    if let half {
      hours = [hour % 12 + 12 * half]
    } else if (1...12).contains(hour), !isLong {
      hours = [hour, (hour + 12) % 24]
    }
    add(.time, hours.map { .time($0 * 60 + minute) }, through: end)
  }

  /// `10–12 Uhr`, `9 to 5 pm`: the first has no unit of its own.
  private mutating func readRangeOfTimes(_ hour: Int, _ written: String) -> Bool {
    guard goesOn(index + 1),
      Self.between.contains(word(index + 1)),
      goesOn(index + 2), let second = digits(index + 2, upTo: 2), let other = Int(second), other <= 24
    else { return false }
    var end = index + 3
    if isMark(end, ":"), isClose(end + 1), digits(end + 1, upTo: 2) != nil { end += 2 }
    let after = afterUnit(end)
    guard after.end > index + 3, word(end) != "h" || language == .french else { return false }
    addTime(hour, 0, isLong: written.hasPrefix("0"), half: nil, through: index + 1)
    return true
  }

  /// `at 3`, `um 15`, `alle 15`, with nothing counted after it.
  private mutating func readBareTime(_ hour: Int) -> Bool {
    guard
      isAfter(Self.beforeBareTime, within: 1)
        || language == .french && isAfter(Self.beforeFrenchTime, within: 1),
      endsQuantity(index + 1)
    else { return false }
    addTime(hour, 0, isLong: false, half: nil, through: index + 1)
    return true
  }

  /// Whether nothing follows that could be counted.
  func endsQuantity(_ next: Int) -> Bool {
    guard goesOn(next) else { return true }
    if pieces[next].kind == .word {
      return Self.afterTime.contains(word(next)) || CalendarWords.weekdays[word(next)] != nil
        || CalendarWords.relative(word(next), in: language) != nil
    }
    if [",", "."].contains(word(next)) { return !(isClose(next + 1) && digits(next + 1, upTo: 9) != nil) }
    return [")", "?", "!", ";"].contains(word(next))
  }

  private mutating func readWrittenTime() -> Bool {
    let current = word(index)
    if let minutes = Self.named[current], current != "midi" || language == .french {
      guard current != "mittag" || isAfter(["am", "zu", "gegen", "bis"], within: 1) else { return false }
      add(.time, [.time(minutes)], through: index + 1)
      return true
    }
    if current == "halb", language == .german, let hour = hour(at: index + 1) {
      add(.time, [.time(hour * 60 - 30), .time((hour * 60 + 690) % 1440)], through: index + 2)
      return true
    }
    if current == "half", word(index + 1) == "past", let hour = hour(at: index + 2) {
      add(.time, [.time(hour % 12 * 60 + 30), .time((hour % 12 + 12) * 60 + 30)], through: index + 3)
      return true
    }
    guard let hour = WrittenNumber.word(current, in: language) else { return false }
    let after = afterUnit(index + 1)
    let hasUnit = after.end > index + 1 && (current != "un" || word(index + 1) == "heures")
    let isBare = isAfter(Self.beforeBareTime, within: 1) && endsQuantity(index + 1)
    let isDuration = word(index + 1) == "h" || Self.longHours.contains(word(index + 1))
    guard isBare || hasUnit && (!isDuration || isAfter(["a", "las", "vers"], within: 1)) else { return false }
    addTime(hour, 0, isLong: false, half: after.half, through: hasUnit ? after.end : index + 1)
    return true
  }

  private func hour(at index: Int) -> Int? {
    guard goesOn(index) else { return nil }
    return WrittenNumber.word(word(index), in: language)
      ?? digits(index, upTo: 2).flatMap { Int($0) }.flatMap { (1...12).contains($0) ? $0 : nil }
  }

  private static let named: [String: Int] = [
    "noon": 720, "midday": 720, "mittag": 720, "midi": 720, "mediodia": 720, "mezzogiorno": 720, "midnight": 0,
    "mitternacht": 0, "minuit": 0, "medianoche": 0, "mezzanotte": 0,
  ]
}
