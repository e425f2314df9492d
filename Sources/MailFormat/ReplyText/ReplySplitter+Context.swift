/// Whether what looks like history is: what the conversation says of it, and of whom it names.
extension ReplySplitter {
  private func share(of lines: Range<Int>) -> EarlierText.Share {
    guard !context.earlier.isEmpty else { return EarlierText.Share() }
    let author = context.sender.address
    return lines.reduce(EarlierText.Share()) { $0 + context.earlier.share(of: self.lines[$1].text, by: author) }
  }

  mutating func judgeHeads() {
    for index in heads.indices {
      let next = index + 1 < heads.count ? heads[index + 1].range.lowerBound : lines.count
      let head = heads[index]
      let share = share(of: head.range.upperBound..<max(next, head.range.upperBound))
      let isNamed = context.people?.contains(namedIn: head.author) ?? false
      heads[index].isCertain = context.purpose != .forward && (isNamed || share.isByOthers)
      heads[index].isHistory = isHistory(head, isNamed: isNamed, share: share)
      if !heads[index].isHistory { for line in head.range { kinds[line] = .citation } }
    }
  }

  private func isHistory(_ head: Head, isNamed: Bool, share: EarlierText.Share) -> Bool {
    switch context.purpose {
    case .forward: return false
    case .opening: return isNamed || share.isKnown
    case .reply:
      guard context.people != nil else { return true }
      let next = nextFull[head.range.upperBound]
      if isNamed || share.isKnown || next < lines.count && kinds[next] == .quote { return true }
      // An outsider's words that the conversation does not have are shown here for the first time.
      return !head.isWeak && !head.isForward && context.earlier.isEmpty
    }
  }

  /// A quote is history as its head is. Without one, the conversation has it, or has not been told.
  mutating func judgeQuotes() {
    var head = heads.startIndex
    var index = 0
    while index < lines.count {
      guard kinds[index] == .quote else {
        index += 1
        continue
      }
      let end = endOfQuote(from: index)
      while head < heads.count, heads[head].range.upperBound <= index { head += 1 }
      let isHistory: Bool
      if head > 0 {
        isHistory = heads[head - 1].isHistory
      } else if context.purpose == .reply {
        let share = share(of: index..<end)
        isHistory = context.earlier.isEmpty || share.known * 3 >= share.words
      } else {
        isHistory = context.purpose == .opening && share(of: index..<end).isKnown
      }
      if !isHistory { for line in index..<end where kinds[line] == .quote { kinds[line] = .citation } }
      index = end
    }
  }

  /// Some program broke a quoted line and left its end without a mark, or left the mark out.
  mutating func joinWrappedQuotes() {
    for index in lines.indices.dropFirst() where kinds[index] == .text && kinds[index - 1] == .quote {
      if isEndOfLine(above: index) || share(of: index..<(index + 1)).isByOthers { kinds[index] = .quote }
    }
  }

  /// Whether a line goes on with the long quoted one above it, which has no end of its own.
  private func isEndOfLine(above index: Int) -> Bool {
    let above = looks[index - 1]
    let rest = looks[index].trimmed
    guard !lines[index - 1].isQuoted, above.trimmed.count >= 55, rest.count < above.trimmed.count else { return false }
    guard let last = above.trimmed.last, !".!?:;\u{FF1F}\u{3002}".contains(last), let first = rest.first else {
      return false
    }
    let next = index + 1 < lines.count ? kinds[index + 1] : .blank
    return first.isLowercase || (next == .quote && (last == "," || last.isLowercase || first.isNumber))
  }

  /// What others said before, at the end of the body, is history without any mark; so is the line that says whose it is.
  mutating func dropKnownEnd() {
    guard !context.earlier.isEmpty, context.purpose != .forward else { return }
    let texts = lines.indices.filter { kinds[$0] == .text && !looks[$0].isBlank }
    guard let first = texts.first else { return }
    var start: Int?
    var below = EarlierText.Share()
    for index in texts.reversed() {
      let own = share(of: index..<(index + 1))
      if below.words == 0, !own.isKnown { return }
      below = below + own
      if own.words >= 4, own.isByOthers, below.isKnown { start = index }
    }
    guard var start, start > first else { return }
    var above = start - 1
    while above > first, start - above <= 8, looks[above].isBlank || isAboutAuthor(above) {
      if !looks[above].isBlank { start = above }
      above -= 1
    }
    guard start > first else { return }
    end = start
    for line in start..<lines.count { verdicts[line] = .history }
  }

  private func isAboutAuthor(_ index: Int) -> Bool {
    let line = looks[index].bare
    guard kinds[index] == .text || kinds[index] == .rule, !looks[index].asks, line.utf8.count < 200 else {
      return false
    }
    return kinds[index] == .rule || line.contains("@") || line.last == ":" || line.last == "\u{FF1A}"
      || Attribution.containsDate(line[...]) && line.contains(":")
  }
}
