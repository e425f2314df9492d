extension FactReader {
  /// A number with its currency or per cent, in digits or as a word.
  mutating func readQuantity() -> Bool {
    let start = index
    var currency: String?
    var first = index
    if let before = WrittenNumber.currencies[word(index)], goesOn(index + 1) {
      first = index + 1
      if isMark(first, "."), isClose(first), pieces[index].kind == .word { first += 1 }
      guard first < pieces.count, pieces[first].kind == .digits, pieces[first].gap != .line else { return false }
      currency = before
    }
    let values: [String]
    var end: Int
    var times: Int?
    if let number = WrittenNumber(pieces, at: first, joinsBlanks: true) {
      if currency == nil, isListNumber(end: number.end) { return false }
      values = number.values
      end = number.end
      times = timeOfDay(number)
    } else if let value = WrittenNumber.word(word(first), in: language) {
      values = [String(value)]
      end = first + 1
    } else {
      return false
    }
    end = afterRoundSum(end)
    var scaled = values
    if goesOn(end), let zeros = WrittenNumber.thousands[word(end)],
      zeros > 3 || word(end) != "mil" || language == .spanish
    {
      scaled = values.map { WrittenNumber.times($0, zeros: zeros) }
      end += 1
      if goesOn(end), ["de", "d"].contains(word(end)), WrittenNumber.currencies[word(end + 1)] != nil { end += 1 }
    }
    if currency == nil, goesOn(end), let after = unit(at: end) {
      switch after {
      case .currency(let code): currency = code
      case .percent(let words):
        add(.number, scaled.map { .percent($0) }, from: start, through: end + words)
        return true
      }
      end += 1
    }
    if currency == nil, let shared = unitOfRange(after: end) {
      switch shared {
      case .currency(let code): currency = code
      case .percent:
        add(.number, scaled.map { .percent($0) }, from: start, through: end)
        return true
      }
    }
    if let currency {
      add(.amount, scaled.map { .amount($0, currency) }, from: start, through: end)
      return true
    }
    if pieces[first].kind == .word, WrittenNumber.isDoubtful(word(first), in: language), purpose == .draft {
      return false
    }
    var meanings = scaled.map { FactMeaning.number($0) }
    if let times { meanings.append(.time(times)) }
    if scaled.count == 1, let year = CalendarWords.year(scaled[0]), scaled[0].utf8.count == 4 {
      meanings.append(.year(year))
    }
    add(.number, meanings, from: start, through: end)
    return true
  }

  private static let percent: Set<String> = ["%", "percent", "prozent", "percento"]
  private static let per: Set<String> = ["pour", "por", "per"]

  private enum Unit {
    case currency(String)
    /// How many pieces say so.
    case percent(Int)
  }

  private func unit(at index: Int) -> Unit? {
    let current = word(index)
    if let code = WrittenNumber.currencies[current] { return .currency(code) }
    if Self.percent.contains(current) { return .percent(1) }
    if Self.per.contains(current), ["cent", "ciento", "cento"].contains(word(index + 1)) {
      return .percent(2)
    }
    return nil
  }

  /// `100–200 €`: what stands after the second belongs to both.
  private func unitOfRange(after end: Int) -> Unit? {
    guard goesOn(end),
      Self.between.contains(word(end)),
      goesOn(end + 1), let second = WrittenNumber(pieces, at: end + 1, joinsBlanks: true), goesOn(second.end)
    else { return nil }
    return unit(at: afterRoundSum(second.end))
  }

  /// `1'500.–` and `1500,-`.
  private func afterRoundSum(_ end: Int) -> Int {
    guard isMark(end, ".") || isMark(end, ","), isClose(end), isMark(end + 1, "-"), isClose(end + 1) else { return end }
    return isMark(end + 2, "-") && isClose(end + 2) ? end + 3 : end + 2
  }

  /// `14.30` may be a time.
  private func timeOfDay(_ number: WrittenNumber) -> Int? {
    guard number.groups.count == 2, number.separators == ["."], number.groups[1].utf8.count == 2,
      let hour = Int(number.groups[0]), let minute = Int(number.groups[1]), hour < 24, minute < 60
    else { return nil }
    return hour * 60 + minute
  }

  /// `1.` and `2)` at the beginning of a line count the lines; `24/7` counts nothing.
  private func isListNumber(end: Int) -> Bool {
    if pieces[index].isLine, isMark(end, ".") || isMark(end, ")"), isClose(end), end + 1 < pieces.count,
      pieces[end + 1].gap != .none, pieces[index].word.utf8.count <= 2
    {
      return true
    }
    if word(index) == "24", isMark(index + 1, "/"), word(index + 2) == "7" { return true }
    return word(index) == "7" && isMark(index - 1, "/") && word(index - 2) == "24"
  }

  /// `INV-2041`, `B12`, `RE/2026/0815`: letters with digits.
  mutating func readCode() -> Bool {
    guard pieces[index].kind == .word,
      pieces[index].capitals != .none || isClose(index + 1) && digits(index + 1, upTo: 60) != nil
    else { return false }
    var (end, hasDigits) = (index + 1, false)
    var code = word(index)
    while end < pieces.count, pieces[end].gap == .none, end - index < 16 {
      let piece = pieces[end]
      if piece.kind == .mark {
        guard ["-", "/", "_", ".", "#"].contains(piece.word), isClose(end + 1), end + 1 < pieces.count,
          pieces[end + 1].kind == .digits || pieces[end + 1].capitals == .all
        else { break }
      } else {
        hasDigits = hasDigits || piece.kind == .digits
        code += piece.word
      }
      end += 1
    }
    guard hasDigits, pieces[index].word.utf8.count <= 12 else { return false }
    // The digits alone are what people repeat.
    let inside = pieces[index..<end].filter { $0.kind == .digits }.map(\.word)
    let numbers = purpose == .source ? inside.map { FactMeaning.number(String($0.drop { $0 == "0" })) } : []
    add(.number, [.code(code)] + numbers, through: end)
    return true
  }
}
