/// What stands below the new text without belonging to it: signatures, rules, lines of phones, a last quote.
extension ReplySplitter {
  /// A signature is short: below a mark at most so many lines with text.
  static let maximumSignatureLines = 14

  mutating func trimEnd() {
    // Each round drops something; a few are enough for any end a person writes.
    var changed = true
    var rounds = 0
    while changed, rounds < 20 {
      rounds += 1
      changed = dropTrailing(.signature) { [.deviceLine, .rule, .signatureMark, .footer].contains($0) }
      if endsWithQuote { changed = dropTrailing(.history) { $0 == .quote } || changed }
      changed = dropBelowMark() || changed
      changed = dropDashedName() || changed
    }
    dropClosing()
  }

  private var lastNew: Int? { lines.indices.last { verdicts[$0] == .new && !looks[$0].isBlank } }

  private func hasText(above index: Int) -> Bool {
    (0..<index).contains { verdicts[$0] == .new && kinds[$0] == .text && !looks[$0].isBlank }
  }

  private var endsWithQuote: Bool {
    guard let last = lastNew, kinds[last] == .quote else { return false }
    return hasText(above: last)
  }

  private mutating func dropTrailing(_ verdict: Verdict, _ belongs: (LineKind) -> Bool) -> Bool {
    var dropped = false
    for index in lines.indices.reversed() where verdicts[index] == .new {
      if belongs(kinds[index]) {
        verdicts[index] = verdict
        dropped = true
      } else if kinds[index] != .blank {
        break
      }
    }
    return dropped
  }

  /// `--` or `____` with a few lines below it, and text above.
  private mutating func dropBelowMark() -> Bool {
    var below = 0
    var marks: [Int] = []
    for index in lines.indices.reversed() where verdicts[index] == .new && !looks[index].isBlank {
      if kinds[index] == .signatureMark { marks.append(index) }
      if kinds[index] == .quote || kinds[index] == .citation { break }
      below += 1
      if below > Self.maximumSignatureLines { break }
    }
    let last = (lastNew ?? 0) + 1
    for mark in marks.reversed() where hasText(above: mark) {
      let end = SignatureLines.end(of: mark, in: looks, until: last)
      guard end > mark + 1 else { continue }
      for index in mark..<end where verdicts[index] == .new { verdicts[index] = .signature }
      return true
    }
    return false
  }

  private mutating func dropDashedName() -> Bool {
    guard let last = lastNew, kinds[last] == .text, SignatureLines.isDashedName(looks[last]), last > 0,
      looks[last - 1].isBlank, hasText(above: last)
    else { return false }
    verdicts[last] = .signature
    return true
  }

  /// The closing block that starts with the sender's own name: short lines, a greeting above it included. Where somebody
  /// still asks or tells something below their name, it stays.
  private mutating func dropClosing() {
    let sender = context.sender.name.isEmpty ? context.sender.address : context.sender.name
    let words = sender.prefix { $0 != "@" }.lowercased().split { !$0.isLetter }.map(String.init)
    guard !words.isEmpty else { return }
    let new = lines.indices.filter { verdicts[$0] == .new && !looks[$0].isBlank }
    var start: Int?
    for (count, index) in new.reversed().enumerated() {
      let look = looks[index]
      guard count < Self.maximumSignatureLines, [.text, .rule, .signatureMark].contains(kinds[index]) else { break }
      guard !look.asks, look.bare.count <= 70 && !look.isSentence || SignatureLines.isFooter(look) else { break }
      if SignatureLines.namesSender(look, words: words) { start = index }
      if start != nil, look.isClosing || kinds[index] == .rule { start = index }
    }
    guard let start, start != new.first else { return }
    for index in start..<lines.count where verdicts[index] == .new { verdicts[index] = .signature }
  }
}
