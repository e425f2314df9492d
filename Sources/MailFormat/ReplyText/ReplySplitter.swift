/// Decides for every line of a body whether it is new, history or signature.
///
/// First every line is looked at by itself, then heads (“On … wrote:”, header lines) are found, then it is asked of each
/// head and each quote whether what it stands for is history here: `ReplyContext` says why it may not be. All of it takes
/// time in proportion to the lines.
struct ReplySplitter {
  enum Verdict: Sendable { case new, history, signature }

  /// Lines that say who wrote what stands below them.
  struct Head {
    var range: Range<Int>
    var kind: LineKind
    var author: String
    var isForward = false
    /// Names no address, as people do who report what somebody wrote.
    var isWeak = false
    /// What it quotes is history; `isCertain` if the conversation shows it.
    var isHistory = true
    var isCertain = false
  }

  let lines: [RenderedLine]
  let looks: [LineLook]
  let context: ReplyContext
  var kinds: [LineKind]
  var verdicts: [Verdict]
  /// For every line, and for the end, the next one that is not blank.
  private(set) var nextFull: [Int]
  var heads: [Head] = []
  /// From here on everything is history.
  var end: Int

  init(_ lines: [RenderedLine], context: ReplyContext) {
    self.lines = lines
    self.context = context
    looks = lines.map { LineLook($0.text) }
    kinds = Array(repeating: .text, count: lines.count)
    verdicts = Array(repeating: .new, count: lines.count)
    end = lines.count
    nextFull = Array(repeating: lines.count, count: lines.count + 1)
    for index in lines.indices.reversed() { nextFull[index] = looks[index].isBlank ? nextFull[index + 1] : index }
  }

  mutating func run() {
    classify()
    findHeads()
    judgeHeads()
    judgeQuotes()
    joinWrappedQuotes()
    dropKnownEnd()
    judgeHistory()
    // What is passed on keeps its end; it is no signature of this sender.
    if context.purpose != .forward || heads.isEmpty && !kinds.contains(.citation) { trimEnd() }
    // A body of nothing but quotes or a signature is all its sender sent.
    if lines.indices.allSatisfy({ verdicts[$0] != .new || looks[$0].isBlank }), !heads.contains(where: \.isHistory) {
      verdicts = Array(repeating: .new, count: lines.count)
    }
  }

  func text(of verdict: Verdict) -> String {
    var kept = lines.indices.filter { verdicts[$0] == verdict }[...]
    while let first = kept.first, looks[first].isBlank { kept.removeFirst() }
    while let last = kept.last, looks[last].isBlank { kept.removeLast() }
    // Where something was taken out, one blank line is left of two.
    kept =
      kept.indices.filter { at in
        at == kept.startIndex || !looks[kept[at]].isBlank || !looks[kept[at - 1]].isBlank
          || kept[at] == kept[at - 1] + 1
      }.map { kept[$0] }[...]
    return kept.map { isMarked($0) ? "> " + lines[$0].text : lines[$0].text }.joined(separator: "\n")
  }

  /// Whether a line that is quoted does not say so itself.
  private func isMarked(_ index: Int) -> Bool {
    switch kinds[index] {
    case .quote: lines[index].isQuoted || !looks[index].isQuote
    case .citation: lines[index].isQuoted
    default: false
    }
  }

  // MARK: What each line looks like

  private mutating func classify() {
    var inCode = false
    for index in lines.indices {
      if looks[index].trimmed.hasPrefix("```") { inCode.toggle() }
      if !inCode { kinds[index] = kind(of: looks[index], line: lines[index]) }
    }
  }

  private func kind(of look: LineLook, line: RenderedLine) -> LineKind {
    if look.isBlank { return .blank }
    if line.isQuoted || look.isQuote { return .quote }
    if look.isSignatureMark { return .signatureMark }
    if look.isRule { return .rule }
    return SignatureLines.isDeviceLine(look) ? .deviceLine : .text
  }

  private mutating func findHeads() {
    var index = 0
    var below = 0  // the last block of header lines
    while index < lines.count {
      let look = looks[index]
      if kinds[index] == .blank || look.trimmed.hasPrefix("```") {
        index += 1
      } else if !look.isQuote, let head = MessageHead(startingAt: index, in: looks, afterRule: isAfterRule(index)) {
        add(Head(range: head.range, kind: .messageHead, author: head.author, isForward: head.isForward))
        index = head.range.upperBound
        below = index
      } else {
        let aboveQuote = nextFull[index + 1] < lines.count && kinds[nextFull[index + 1]] == .quote
        if kinds[index] != .rule, let range = Attribution.range(endingAt: index, in: looks, aboveQuote: aboveQuote) {
          let start = max(range.lowerBound, below)
          let author = looks[start...index].map(\.bare).joined(separator: " ")
          add(Head(range: start..<(index + 1), kind: .attribution, author: author, isWeak: !author.contains("@")))
        }
        index += 1
      }
    }
  }

  /// One head is what touches or overlaps the one before.
  private mutating func add(_ head: Head) {
    for line in head.range where kinds[line] != .messageHead { kinds[line] = head.kind }
    if head.kind == .attribution, let last = heads.last, last.kind == .attribution,
      head.range.lowerBound < last.range.upperBound
    {
      heads.removeLast()
      var joined = head
      joined.range = min(last.range.lowerBound, head.range.lowerBound)..<head.range.upperBound
      heads.append(joined)
    } else {
      heads.append(head)
    }
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
    markFooters()
    let lastText = lastTextBeforeSignature()
    var hasTextAbove = false
    var head = heads.startIndex
    var index = 0
    while index < end {
      while head < heads.count, heads[head].range.upperBound <= index { head += 1 }
      switch kinds[index] {
      case .text, .citation:
        if !looks[index].isBlank { hasTextAbove = true }
        index += 1
      case .attribution, .messageHead:
        let kind = kinds[index]
        let isCertain = head < heads.count && heads[head].isCertain
        let below = endOfRun(from: index)
        for line in index..<below { verdicts[line] = .history }
        let next = nextFull[below]
        let quoteFollows = next < end && kinds[next] == .quote
        let quoteEnd = quoteFollows ? endOfQuote(from: next) : below
        let textFollows = lastText >= quoteEnd
        if kind == .messageHead, !hasTextAbove, !isCertain {
          // The whole message is a forwarded one; quotes in it are its own text.
          for line in below..<end where kinds[line] == .quote && lines[line].isQuoted { kinds[line] = .text }
          index = below
        } else if quoteFollows, textFollows, kind == .attribution {
          // Answers below or between the quotes. Above them nothing: the quotes are only a reminder.
          if !hasTextAbove { for line in below..<quoteEnd { verdicts[line] = .history } }
          index = quoteEnd
        } else if hasTextAbove || quoteFollows || isCertain {
          for line in index..<lines.count { verdicts[line] = .history }
          return
        } else {
          index = below
        }
      default:
        index += 1
      }
    }
  }

  /// What lists and firms put below a quote is no answer to it.
  private mutating func markFooters() {
    var index = end
    var above = end - 1
    while index > 0 {
      let last = index
      while index > 0, kinds[index - 1] == .text, !looks[index - 1].isBlank { index -= 1 }
      if index < last {
        guard (index..<last).contains(where: { SignatureLines.isFooter(looks[$0]) }),
          !(index..<last).contains(where: { looks[$0].asks })
        else { return }
        // What stands above them all is looked for once.
        while above >= index || above >= 0 && (kinds[above] == .blank || kinds[above] == .text) { above -= 1 }
        guard above >= 0, kinds[above] == .quote else { return }
        for line in index..<last { kinds[line] = .footer }
      } else if kinds[index - 1] == .blank || kinds[index - 1] == .rule || kinds[index - 1] == .signatureMark {
        index -= 1
      } else {
        return
      }
    }
  }

  /// The last line of text that is not below a signature mark near the end.
  private func lastTextBeforeSignature() -> Int {
    var limit = end
    var below = 0
    for index in (0..<end).reversed() {
      if kinds[index] == .signatureMark, below <= Self.maximumSignatureLines,
        SignatureLines.end(of: index, in: looks, until: end) == end
      {
        limit = index
      }
      if kinds[index] == .attribution || kinds[index] == .quote { break }
      if !looks[index].isBlank { below += 1 }
    }
    return (0..<limit).last { kinds[$0] == .text } ?? -1
  }

  private func endOfRun(from start: Int) -> Int {
    var end = start + 1
    while end < lines.count {
      let next = nextFull[end]
      guard next < lines.count, kinds[next] == kinds[start] else { break }
      end = next + 1
    }
    return end
  }

  /// The end of a quote: its lines and blank lines between them.
  func endOfQuote(from start: Int) -> Int {
    var end = start
    while end < lines.count {
      let next = nextFull[end]
      guard next < lines.count, kinds[next] == .quote else { break }
      end = next + 1
    }
    return end
  }
}
