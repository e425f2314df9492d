/// What stands above a whole message inside a body: “-----Original Message-----”, or its header lines.
struct MessageHead {
  let range: Range<Int>
  /// What the lines say about who wrote it, in lower case; empty when they do not say.
  var author = ""
  /// Says that the message was passed on, so nobody answers it here.
  var isForward = false

  /// The head that starts at `start`, or nil. Below a rule that a mail program drew, header lines of any language count.
  init?(startingAt start: Int, in looks: [LineLook], afterRule: Bool) {
    guard Self.isBanner(looks[start]) else {
      guard let block = HeaderBlock(startingAt: start, in: looks, afterRule: afterRule) else { return nil }
      range = block.range
      author = block.author
      return
    }
    isForward = ReplyVocabulary.forwards.occur(in: looks[start].bare)
    var next = start + 1
    while next < looks.count, looks[next].isBlank, next < start + 3 { next += 1 }
    if next < looks.count, let block = HeaderBlock(startingAt: next, in: looks, afterRule: true) {
      range = start..<block.range.upperBound
      author = block.author
    } else {
      range = start..<(start + 1)
    }
  }

  /// Some programs make long ones of them.
  private static let dashes: Set<Character> = ["-", "‐", "‑", "‒", "–", "—"]

  private static func isBanner(_ look: LineLook) -> Bool {
    if ReplyVocabulary.forwardOpeners.begin(look.bare[...]) != nil { return look.bare.utf8.count < 80 }
    let leading = look.bare.prefix(while: dashes.contains).count
    guard leading >= 2 else { return false }
    let trailing = look.bare.reversed().prefix(while: dashes.contains).count
    guard leading + trailing >= 6, leading + trailing < look.bare.count else { return false }
    let words = look.bare.dropFirst(leading).dropLast(trailing)
    return words.count < 100 && !words.contains("pgp") && ReplyVocabulary.message.occur(in: words)
  }
}

/// Header lines of a message as a mail program copies them into a body, in the words of its language.
private struct HeaderBlock {
  let range: Range<Int>
  private(set) var author = ""

  /// A block is no longer than this, wrapped values included.
  private static let maximumLines = 40
  /// Lines over which the value of one field may be wrapped.
  private static let maximumWrap = 3

  /// Two or more header lines, one of them naming the sender. People write such lines too, for a journey or in a form:
  /// mail programs have addresses in theirs, or the time of sending and a subject.
  init?(startingAt start: Int, in looks: [LineLook], afterRule: Bool) {
    guard let first = looks[start].header, afterRule || first.role != nil else { return nil }
    var hasSender = false
    // What else mail has, and of that what only mail has.
    var isMessage = false
    var isMail = false
    var named = 0
    var hasAddress = false
    var hasDate = false
    var end = start
    for index in start..<min(looks.count, start + Self.maximumLines) {
      if looks[index].isBlank { break }
      if let header = looks[index].header, afterRule || header.role != nil {
        switch header.role {
        case .from: hasSender = true
        case .to, .date: isMessage = true
        case .sent, .subject: (isMessage, isMail) = (true, true)
        case .other, nil: break
        }
        hasAddress = hasAddress || header.hasAddress
        hasDate = hasDate || header.hasDate
        named += 1
        end = index + 1
      } else if index > end + Self.maximumWrap {
        break
      }
    }
    let isSent = hasAddress || hasDate && isMail
    guard hasSender && isMessage && isSent && named >= (afterRule ? 2 : 3) || afterRule && named >= 3 else {
      return nil
    }
    range = start..<end
    for look in looks[range] where look.header?.role == .from { author += " " + (look.field?.value ?? "") }
  }
}
