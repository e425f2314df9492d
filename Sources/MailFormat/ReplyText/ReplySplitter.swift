/// Decides for every line of a body whether it is new, history or signature.
struct ReplySplitter {
  enum Verdict: Sendable { case new, history, signature }

  private let lines: [RenderedLine]
  private let looks: [LineLook]
  private var kinds: [LineKind]
  private var verdicts: [Verdict]

  /// A signature is short: below a mark at most so many lines with text.
  private static let maximumSignatureLines = 14

  init(_ lines: [RenderedLine]) {
    self.lines = lines
    looks = lines.map { LineLook($0.text) }
    kinds = Array(repeating: .text, count: lines.count)
    verdicts = Array(repeating: .new, count: lines.count)
    classify()
  }

  func text(of verdict: Verdict) -> String {
    var kept = lines.indices.filter { verdicts[$0] == verdict }[...]
    while let first = kept.first, looks[first].isBlank { kept.removeFirst() }
    while let last = kept.last, looks[last].isBlank { kept.removeLast() }
    return kept.map { lines[$0].isQuoted && kinds[$0] == .quote ? "> " + lines[$0].text : lines[$0].text }.joined(
      separator: "\n")
  }

  mutating func run(sender: String) {
    judgeHistory()
    trimEnd(sender: sender)
    // A body of nothing but quotes or a signature is all its sender sent.
    if !verdicts.contains(.new) || lines.indices.allSatisfy({ verdicts[$0] != .new || looks[$0].isBlank }) {
      if !kinds.contains(.attribution), !kinds.contains(.messageHead) {
        verdicts = Array(repeating: .new, count: lines.count)
      }
    }
  }

  // MARK: What each line looks like

  private mutating func classify() {
    var inCode = false
    for index in lines.indices {
      let look = looks[index]
      if look.trimmed.hasPrefix("```") { inCode.toggle() }
      if inCode { continue }
      kinds[index] = kind(of: look, line: lines[index])
    }
    var index = 0
    while index < lines.count {
      guard kinds[index] != .blank, !looks[index].trimmed.hasPrefix("```") else {
        index += 1
        continue
      }
      if !looks[index].isQuote,
        let range = MessageHead.range(startingAt: index, in: looks, afterRule: isAfterRule(index))
      {
        for line in range { kinds[line] = .messageHead }
        index = range.upperBound
      } else {
        if kinds[index] != .rule, let range = Attribution.range(endingAt: index, in: looks) {
          for line in range where kinds[line] != .messageHead { kinds[line] = .attribution }
        }
        index += 1
      }
    }
  }

  private func kind(of look: LineLook, line: RenderedLine) -> LineKind {
    if look.isBlank { return .blank }
    if line.isQuoted || look.isQuote { return .quote }
    if look.isSignatureMark { return .signatureMark }
    if look.isRule { return .rule }
    return SignatureLines.isDeviceLine(look) ? .deviceLine : .text
  }

  /// Below a drawn rule, in HTML or as a long row of underscores or dashes.
  private func isAfterRule(_ index: Int) -> Bool {
    if lines[index].followsRule { return true }
    var above = index - 1
    while above >= 0, looks[above].isBlank, above > index - 3 { above -= 1 }
    guard above >= 0, let first = looks[above].trimmed.first else { return false }
    return (first == "_" || first == "-") && looks[above].isRule && looks[above].trimmed.count >= 5
  }

  // MARK: History

  private mutating func judgeHistory() {
    let lastText = lastTextBeforeSignature()
    var hasTextAbove = false
    var index = 0
    while index < lines.count {
      switch kinds[index] {
      case .text:
        hasTextAbove = true
        index += 1
      case .attribution, .messageHead:
        let head = kinds[index]
        let end = endOfRun(from: index)
        for line in index..<end { verdicts[line] = .history }
        let next = firstNotBlank(from: end)
        let quoteFollows = next < lines.count && kinds[next] == .quote
        let quoteEnd = quoteFollows ? endOfQuote(from: next) : end
        let textFollows = lastText >= quoteEnd
        if head == .messageHead, !hasTextAbove {
          // The whole message is a forwarded one; quotes in it are its own text.
          for line in end..<lines.count where kinds[line] == .quote && lines[line].isQuoted { kinds[line] = .text }
          index = end
        } else if quoteFollows, textFollows, head == .attribution {
          // Answers below or between the quotes. Above them nothing: the quotes are only a reminder.
          if !hasTextAbove { for line in end..<quoteEnd { verdicts[line] = .history } }
          index = quoteEnd
        } else if hasTextAbove || quoteFollows {
          for line in index..<lines.count { verdicts[line] = .history }
          return
        } else {
          index = end
        }
      default:
        index += 1
      }
    }
  }

  /// The last line of text that is not below a signature mark near the end.
  private func lastTextBeforeSignature() -> Int {
    var limit = lines.count
    var below = 0
    for index in lines.indices.reversed() {
      if kinds[index] == .signatureMark, below <= Self.maximumSignatureLines { limit = index }
      if kinds[index] == .attribution || kinds[index] == .quote { break }
      if !looks[index].isBlank { below += 1 }
    }
    return lines[..<limit].indices.last { kinds[$0] == .text } ?? -1
  }

  private func endOfRun(from start: Int) -> Int {
    var end = start + 1
    while end < lines.count, kinds[end] == kinds[start] || (kinds[end] == .blank && continuesRun(end, kinds[start])) {
      end += 1
    }
    return end
  }

  private func continuesRun(_ index: Int, _ kind: LineKind) -> Bool {
    let next = firstNotBlank(from: index)
    return next < lines.count && kinds[next] == kind
  }

  private func firstNotBlank(from start: Int) -> Int {
    var index = start
    while index < lines.count, kinds[index] == .blank { index += 1 }
    return index
  }

  /// The end of a quote: its lines, blank lines between them, and the attributions of older quotes inside.
  private func endOfQuote(from start: Int) -> Int {
    var end = start
    var index = start
    while index < lines.count {
      switch kinds[index] {
      case .quote: end = index + 1
      case .blank: break
      default: return end
      }
      index += 1
    }
    return end
  }

  // MARK: The end of the new text

  private mutating func trimEnd(sender: String) {
    // Each round drops something; a few are enough for any end a person writes.
    var changed = true
    var rounds = 0
    while changed, rounds < 20 {
      rounds += 1
      changed = dropTrailing(.signature) { kind in kind == .deviceLine || kind == .rule || kind == .signatureMark }
      if endsWithQuote { changed = dropTrailing(.history) { $0 == .quote } || changed }
      changed = dropBelowMark() || changed
      changed = dropDashedName() || changed
    }
    dropClosing(of: sender)
  }

  private var lastNew: Int? { lines.indices.last { verdicts[$0] == .new && !looks[$0].isBlank } }

  private var endsWithQuote: Bool {
    guard let last = lastNew, kinds[last] == .quote else { return false }
    return lines[..<last].indices.contains { verdicts[$0] == .new && kinds[$0] == .text }
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
    var mark: Int?
    for index in lines.indices.reversed() where verdicts[index] == .new && !looks[index].isBlank {
      if kinds[index] == .signatureMark { mark = index }
      if kinds[index] == .quote { break }
      below += 1
      if below > Self.maximumSignatureLines { break }
    }
    guard let mark, lines[..<mark].indices.contains(where: { verdicts[$0] == .new && kinds[$0] == .text }) else {
      return false
    }
    for index in mark..<lines.count where verdicts[index] == .new { verdicts[index] = .signature }
    return true
  }

  private mutating func dropDashedName() -> Bool {
    guard let last = lastNew, kinds[last] == .text, SignatureLines.isDashedName(looks[last]), last > 0,
      looks[last - 1].isBlank, lines[..<last].indices.contains(where: { verdicts[$0] == .new && kinds[$0] == .text })
    else { return false }
    verdicts[last] = .signature
    return true
  }

  /// The closing block that starts with the sender's own name: short lines, a greeting above it included.
  private mutating func dropClosing(of sender: String) {
    let words = sender.prefix { $0 != "@" }.lowercased().split { !$0.isLetter }.map(String.init)
    guard !words.isEmpty else { return }
    let new = lines.indices.filter { verdicts[$0] == .new && !looks[$0].isBlank }
    var start: Int?
    for (count, index) in new.reversed().enumerated() {
      guard count < Self.maximumSignatureLines, kinds[index] != .quote, looks[index].bare.count <= 70 else { break }
      if SignatureLines.namesSender(looks[index], words: words) { start = index }
      if start != nil, isClosing(looks[index]) || kinds[index] == .rule { start = index }
    }
    guard let start, start != new.first else { return }
    for index in start..<lines.count where verdicts[index] == .new { verdicts[index] = .signature }
  }

  private func isClosing(_ look: LineLook) -> Bool {
    let words = look.bare.filter { $0.isLetter || $0 == " " }
    return ReplyVocabulary.closings.contains(words)
  }
}
