extension FactReader {
  static let accountWords = TextPieces.folded(
    """
    iban konto kontonummer kontonr account acct compte cuenta conto blz bankleitzahl sort routing kontoverbindung depot
    """)
  private static let bankWords = TextPieces.folded("bic swift")

  /// An IBAN, a BIC, or a number after a word for an account.
  mutating func readAccount() -> Bool {
    if let end = iban() {
      let account = pieces[index..<end].map(\.word).joined()
      add(.account, [.account(account)], through: end)
      return true
    }
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
