/// Lines below a message that its sender did not write this time.
enum SignatureLines {
  /// “Sent from my …” in the words of phones and mail programs.
  static func isDeviceLine(_ look: LineLook) -> Bool {
    var line = look.bare[...]
    let marks: Set<Character> = ["<", "(", "[", "*", "_", "-", " "]
    while let first = line.first, marks.contains(first) { line.removeFirst() }
    guard line.utf8.count < 200 else { return false }
    if line.hasSuffix(" from mobile"), line.split(separator: " ").count <= 4 { return true }
    if line.hasSuffix("gesendet."), line.contains("android") || line.contains("iphone") { return true }
    guard ReplyVocabulary.deviceOpeners.begin(line) != nil, namesDevice(line) || namesOwn(look) else { return false }
    let words = withoutLinks(line)
    let end =
      words.firstIndex { $0 == "," || $0 == ";" || $0 == "." || $0 == "!" || $0 == "\u{2013}" } ?? words.endIndex
    guard words[..<end].split(separator: " ").count <= 9 else { return false }
    let rest = words[end...].drop { !$0.isLetter }
    return rest.isEmpty || ReplyVocabulary.excuses.contains { rest.hasPrefix($0) }
  }

  /// “Sent by courier yesterday” tells something; a phone and a program name themselves.
  private static func namesDevice(_ line: Substring) -> Bool {
    var last: Character = " "
    for index in line.indices {
      // Some languages put no blank before the name.
      if !(last.isASCII && last.isLetter), ReplyVocabulary.devices.begin(line[index...]) != nil { return true }
      last = line[index]
    }
    return false
  }

  /// “Sent from my Amiga”: something of one's own with a name.
  private static func namesOwn(_ look: LineLook) -> Bool {
    let words = look.trimmed.split(separator: " ")
    guard words.count <= 6, let own = words.firstIndex(where: { ReplyVocabulary.own.contains($0.lowercased()) }) else {
      return false
    }
    return words[(own + 1)...].contains { $0.first?.isUppercase == true }
  }

  /// What a list, a firm or a scanner adds.
  static func isFooter(_ look: LineLook) -> Bool { ReplyVocabulary.footers.occur(in: look.bare) }

  /// The end of the signature below a mark: its paragraphs, up to the first that tells or asks something. `mark + 1` when
  /// that is the first one.
  static func end(of mark: Int, in looks: [LineLook], until last: Int) -> Int {
    var end = mark + 1
    var start = end
    while start < last {
      while start < last, looks[start].isBlank { start += 1 }
      var next = start
      while next < last, !looks[next].isBlank { next += 1 }
      let isDelimited = looks[mark].isSignatureDelimiter
      guard isSignature(looks[start..<next], isDelimited: isDelimited, isFirst: end == mark + 1) else { return end }
      start = next
      end = next
    }
    return last
  }

  private static func isSignature(_ lines: ArraySlice<LineLook>, isDelimited: Bool, isFirst: Bool) -> Bool {
    if lines.contains(where: { $0.asks || isPostscript($0) }) { return false }
    if isDelimited || lines.contains(where: isFooter) { return true }
    guard let first = lines.first else { return false }
    // A greeting begins a letter.
    if first.isAnnouncement || isFirst && first.trimmed.last == "," && !first.isClosing { return false }
    return !lines.contains { $0.isSentence }
  }

  private static func isPostscript(_ look: LineLook) -> Bool {
    let word = look.bare.prefix(6).filter { $0.isLetter || $0 == " " || $0 == ":" }
    return word.hasPrefix("ps ") || word.hasPrefix("ps:")
  }

  /// “-Ann Example” as the last line.
  static func isDashedName(_ look: LineLook) -> Bool {
    let name = look.trimmed.drop { $0 == "-" }
    guard look.trimmed.first == "-", let first = name.first, first.isLetter, first.isUppercase else { return false }
    let words = name.split(separator: " ")
    return words.count <= 3 && name.count <= 40 && words.allSatisfy { $0.allSatisfy { $0.isLetter || $0 == "." } }
  }

  /// Whether a closing block starts here: the sender's name on a short line of its own.
  static func namesSender(_ look: LineLook, words: [String]) -> Bool {
    guard let first = words.first, (1...50).contains(look.bare.count) else { return false }
    let found = look.trimmed.split { !$0.isLetter }
    let names = found.map { $0.lowercased() }
    guard found.count <= 6 else { return false }
    // “Ann B. Example, PhD”, but not “Ann and I come too”.
    if names.first == first, found.allSatisfy({ $0.first?.isUppercase == true || $0.count == 1 }) { return true }
    return names == [first] || words.count > 1 && words.allSatisfy(names.contains)
  }

  /// “Sent from [mail](https://…) for windows” without what is in the brackets.
  private static func withoutLinks(_ line: Substring) -> Substring {
    let starts = ["http", "<", "("].compactMap { line.firstRange(of: $0)?.lowerBound }
    guard let start = starts.min(), start > line.startIndex else { return line }
    let tail = line[start...].drop { $0 != ">" && $0 != ")" && $0 != " " }.drop { $0 == ">" || $0 == ")" }
    return line[..<start] + tail
  }
}
