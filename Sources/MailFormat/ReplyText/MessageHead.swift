/// What stands above a whole message inside a body: “-----Original Message-----”, or its header lines.
enum MessageHead {
  /// The lines of the head that starts at `start`, or nil. Below a rule that a mail program drew, header lines of any
  /// language count.
  static func range(startingAt start: Int, in looks: [LineLook], afterRule: Bool) -> Range<Int>? {
    if isBanner(looks[start]) {
      var next = start + 1
      while next < looks.count, looks[next].isBlank, next < start + 3 { next += 1 }
      if next < looks.count, let headers = headerBlock(startingAt: next, in: looks, afterRule: true) {
        return start..<headers.upperBound
      }
      return start..<(start + 1)
    }
    return headerBlock(startingAt: start, in: looks, afterRule: afterRule)
  }

  private static func isBanner(_ look: LineLook) -> Bool {
    if ReplyVocabulary.forwardOpeners.contains(where: look.bare.hasPrefix) { return look.bare.utf8.count < 80 }
    let leading = look.bare.prefix { $0 == "-" }.count
    let trailing = look.bare.reversed().prefix { $0 == "-" }.count
    guard leading >= 2, leading + trailing >= 6, leading + trailing < look.bare.count else { return false }
    let words = look.bare.dropFirst(leading).dropLast(trailing)
    return words.count < 100 && ReplyVocabulary.message.contains { words.contains($0) }
  }

  /// Two or more header lines, one of them naming the sender; wrapped values may stand between.
  private static func headerBlock(startingAt start: Int, in looks: [LineLook], afterRule: Bool) -> Range<Int>? {
    guard let first = headerName(looks[start].bare) else { return nil }
    let firstRole = ReplyVocabulary.headerNames[first]
    guard firstRole != nil || afterRule else { return nil }
    var roles: Set<ReplyVocabulary.HeaderRole> = []
    var named = 0
    var end = start
    var index = start
    while index < looks.count, index < start + 40 {
      let look = looks[index]
      if look.isBlank { break }
      if let name = headerName(look.bare), afterRule || ReplyVocabulary.headerNames[name] != nil {
        if let role = ReplyVocabulary.headerNames[name] { roles.insert(role) }
        named += 1
        end = index + 1
      } else if index > end + 3 {
        break
      }
      index += 1
    }
    let known = roles.contains(.from) && (roles.contains(.date) || roles.contains(.subject) || roles.contains(.to))
    return (known && named >= 2 && (named >= 3 || afterRule)) || (afterRule && named >= 3) ? start..<end : nil
  }

  /// The name before the colon of a line that looks like a header field.
  private static func headerName(_ line: String) -> String? {
    guard let colon = line.firstIndex(where: { $0 == ":" || $0 == "\u{FF1A}" }) else { return nil }
    let name = line[..<colon].filter { $0 != "*" && $0 != "_" }
    let trimmed = name.split(separator: " ").joined(separator: " ")
    guard (1...24).contains(trimmed.count), trimmed.allSatisfy({ $0.isLetter || $0 == " " || $0 == "-" }) else {
      return nil
    }
    return trimmed
  }
}
