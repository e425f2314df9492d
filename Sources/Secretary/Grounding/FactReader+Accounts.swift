extension FactReader {
  static let accountWords = TextPieces.folded(
    """
    iban konto kontonummer kontonr account acct compte cuenta conto blz bankleitzahl sort routing kontoverbindung depot
    """)
  private static let bankWords = TextPieces.folded("bic swift")

  /// An IBAN, the address of a purse, a BIC, or a number after a word for an account.
  mutating func readAccount() -> Bool {
    if let end = iban() ?? checkedIBAN() {
      let account = pieces[index..<end].filter { $0.kind != .mark }.map(\.word).joined()
      add(.account, [.account(account)], through: end)
      return true
    }
    if readPurse() { return true }
    if Self.bankWords.contains(word(index)) || Self.accountWords.contains(word(index)) { return readAccountAfterWord() }
    return false
  }

  /// Two letters and two digits, then eleven to thirty letters and digits in one run, or in groups of four at most.
  private func iban() -> Int? {
    guard pieces[index].word.utf8.count == 2, pieces[index].capitals == .all, isClose(index + 1),
      let check = digits(index + 1, upTo: 34), check.utf8.count >= 2
    else { return nil }
    var (end, count) = (index + 2, 2 + check.utf8.count)
    var inGroup = count
    var isOneRun = true
    while end < pieces.count, goesOn(end), pieces[end].kind != .mark, count <= 34 {
      let piece = pieces[end]
      guard piece.kind == .digits || piece.capitals == .all || piece.word.utf8.count == 1 && piece.capitals == .first
      else { break }
      let size = piece.word.utf8.count
      if piece.gap == .blank {
        if inGroup > 4 || size > 4 { break }
        isOneRun = false
        inGroup = size
      } else {
        inGroup += size
        if inGroup > 4, !isOneRun { break }
      }
      count += size
      end += 1
    }
    return (15...34).contains(count) ? end : nil
  }

  /// The same in whatever letters, groups and marks between them, when its check digits are right (ISO 7064, MOD 97-10).
  private func checkedIBAN() -> Int? {
    guard pieces[index].word.utf8.count == 2, isClose(index + 1), let check = digits(index + 1, upTo: 34),
      check.utf8.count >= 2
    else { return nil }
    var account: [UInt8] = []
    var found: Int?
    var end = index
    while end < pieces.count, end == index || goesOn(end), account.count <= 34 {
      if pieces[end].kind == .mark {
        guard ["-", ".", "/"].contains(word(end)) else { break }
      } else {
        account += pieces[end].word.utf8
        if (15...34).contains(account.count), Self.hasRightCheck(account) { found = end + 1 }
      }
      end += 1
    }
    return found
  }

  private static func hasRightCheck(_ account: [UInt8]) -> Bool {
    var rest = 0
    for byte in account[4...] + account[..<4] {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): rest = (rest * 10 + Int(byte - UInt8(ascii: "0"))) % 97
      case UInt8(ascii: "a")...UInt8(ascii: "z"): rest = (rest * 100 + Int(byte - UInt8(ascii: "a")) + 10) % 97
      default: return false
      }
    }
    return rest == 1
  }

  /// An address that coins are sent to: `bc1…`, `0x` with forty digits of base 16, or 26 to 35 letters and digits after 1 or 3.
  mutating func readPurse() -> Bool {
    var end = index
    while end < pieces.count, end == index || isClose(end), pieces[end].kind != .mark, end - index <= 64 { end += 1 }
    let scalars = text.scalars[pieces[index].range.lowerBound..<pieces[end - 1].range.upperBound]
    guard scalars.allSatisfy(\.isASCII), (26...62).contains(scalars.count) else { return false }
    let written = String(String.UnicodeScalarView(scalars))
    let small = written.lowercased()
    let isPurse =
      small.hasPrefix("bc1") && [42, 62].contains(scalars.count)
      || small.hasPrefix("0x") && scalars.count == 42 && small.dropFirst(2).allSatisfy(\.isHexDigit)
      || "13".contains(written.prefix(1)) && scalars.count <= 35 && small != written && written.uppercased() != written
    guard isPurse else { return false }
    add(.account, [.account(written)], through: end)
    return true
  }

  private mutating func readAccountAfterWord() -> Bool {
    let isBank = Self.bankWords.contains(word(index))
    var next = index + 1
    var passed = 0
    while goesOn(next), passed < 4,
      pieces[next].kind == .mark && [":", ".", "#", "-", "º", "/"].contains(word(next))
        || pieces[next].capitals == .none
          && ["number", "no", "nr", "nummer", "code", "is", "numero", "n", "ist", "lautet", "est", "es", "e"].contains(
            word(next))
    {
      next += 1
      passed += 1
    }
    guard goesOn(next) else { return false }
    if isBank {
      var end = next
      var code = ""
      while end < pieces.count, pieces[end].kind != .mark, end == next || pieces[end].gap == .none, end - next < 6 {
        code += pieces[end].word
        end += 1
      }
      guard [8, 11].contains(code.utf8.count), pieces[next].capitals == .all else { return false }
      add(.account, [.account(code)], from: next, through: end)
      return true
    }
    var (end, number) = (next, "")
    while end < pieces.count, end == next || !pieces[end].isLine, end - next < 16 {
      if pieces[end].kind == .digits {
        number += pieces[end].word
      } else if !(pieces[end].kind == .mark && ["-", "/"].contains(word(end)) && end > next
        && digits(end + 1, upTo: 20) != nil)
      {
        break
      }
      end += 1
    }
    guard number.utf8.count >= 5 else { return false }
    add(.account, [.account(number)], from: next, through: end)
    return true
  }
}
