import Secretary

/// What a model puts around the letter: an announcement, a fence, header lines, an element, an offer to change it, the mail
/// it answers. Taken off layer by layer; words of the letter are never changed.
struct ReplyWrapping {
  private var lines: [String]

  /// More layers than this are no wrapping.
  private static let mostLayers = 8

  static func removed(from text: String) -> String {
    var text = text
    for _ in 0..<mostLayers {
      let unpacked = unquoted(ReplyMarkup.unpacked(unwrapped(text.trimmingBlank())))
      var wrapping = ReplyWrapping(lines: unpacked.lines)
      wrapping.takeFrontOff()
      wrapping.takeEndOff()
      let inner = wrapping.lines.joinedLines.trimmingBlank()
      if inner == text { break }
      text = inner
    }
    return text
  }

  // MARK: Around it

  /// Without the quotation marks around all of it.
  private static func unquoted(_ text: String) -> String {
    let scalars = text.unicodeScalars
    for (opening, closing) in [("“", "”"), ("„", "“"), ("«", "»")] as [(Unicode.Scalar, Unicode.Scalar)]
    where scalars.first == opening && scalars.last == closing
      && scalars.dropFirst().dropLast().allSatisfy({
        $0 != opening && $0 != closing
      })
    {
      return String(String.UnicodeScalarView(scalars.dropFirst().dropLast())).trimmingBlank()
    }
    return text
  }

  /// What is inside the one element that holds the letter: `<answer>…</answer>`, also with remarks outside of it. An end tag
  /// that is missing is not missed.
  private static func unwrapped(_ text: String) -> String {
    let scalars = Array(withoutFields(text).unicodeScalars)
    let tags = MarkupTag.all(in: scalars).filter(\.isAnswer)
    if let last = tags.last, tags.count == 1, last.isClosing, last.range.upperBound == scalars.count {
      return String(String.UnicodeScalarView(scalars[..<last.range.lowerBound])).trimmingBlank()
    }
    guard let first = tags.first, scalars[first.range.lowerBound] != "[", !first.isClosing else { return text }
    let ends = tags.filter { $0.isClosing && $0.name == first.name }
    let starts = tags.filter { !$0.isClosing && $0.name == first.name }
    guard starts.count == 1, ends.count <= 1, ends.count == 1 || first.range.lowerBound == 0 else { return text }
    let end = ends.first?.range.lowerBound ?? scalars.count
    return String(String.UnicodeScalarView(scalars[first.range.upperBound..<end])).trimmingBlank()
  }

  /// Without elements that are header lines: `<subject>Re: Paint</subject>`.
  private static func withoutFields(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    let tags = MarkupTag.all(in: scalars).filter { ["subject", "to", "from", "cc", "date"].contains($0.name) }
    var kept = String.UnicodeScalarView()
    var at = 0
    for (start, end) in zip(tags, tags.dropFirst()) where !start.isClosing && end.isClosing && start.name == end.name {
      kept.append(contentsOf: scalars[at..<start.range.lowerBound])
      at = end.range.upperBound
    }
    kept.append(contentsOf: scalars[at...])
    return String(kept)
  }

  // MARK: Before it

  private mutating func takeFrontOff() {
    dropRules()
    // What a fence held is looked at afresh: it may be another form.
    if takeFenceOff() { return }
    takeHeaderLinesOff()
    takeAnnouncementOff()
  }

  private mutating func dropRules() {
    let isOutside = { (line: String) in line.isBlank || Self.isRule(line) }
    let first = lines.firstIndex { !isOutside($0) } ?? lines.endIndex
    let last = lines.lastIndex { !isOutside($0) } ?? first - 1
    lines = Array(lines[first..<last + 1])
  }

  /// `---`, `***`, `===`: a line of nothing but marks. Two hyphens begin a signature, and end nothing.
  private static func isRule(_ line: String) -> Bool {
    let marks = line.trimmingBlank().unicodeScalars
    return marks.count >= 2 && marks.allSatisfy { "-–—*=_~".unicodeScalars.contains($0) }
  }

  /// A fence of three backticks or tildes around the letter; a short remark after it goes.
  private mutating func takeFenceOff() -> Bool {
    guard let mark = lines.first?.trimmingBlank().unicodeScalars.prefix(3), ["```", "~~~"].contains(String(mark)) else {
      return false
    }
    let isFence = { (line: String) in line.trimmingBlank().unicodeScalars.starts(with: mark) }
    // On the opening line only the name of a language may stand.
    guard SpokenWords(lines[0]).count <= 1 else { return false }
    let close = lines.dropFirst().firstIndex(where: isFence)
    let after = close.map { lines[($0 + 1)...].joinedLines.trimmingBlank() } ?? ""
    guard after.unicodeScalars.count <= 200, !after.lines.contains(where: \.isBlank) || after.isEmpty else {
      return false
    }
    lines = Array(lines[1..<(close ?? lines.count)])
    return true
  }

  /// `To:`, `Subject:` and their like, up to a blank line or the greeting. The subject is not the model's to choose.
  private mutating func takeHeaderLinesOff() {
    var end = 0
    var isHeader = false
    while end < lines.count, let label = Self.label(of: lines[end]) {
      let isSubject = SpokenWords(label).isOne(of: LetterWords.subjectLabels)
      guard isSubject || SpokenWords(label).isOne(of: LetterWords.addressLabels) else { break }
      isHeader = isHeader || isSubject || lines[end].unicodeScalars.contains("@")
      end += 1
    }
    guard isHeader, end > 0, end == lines.count || lines[end].isBlank || end > 1 || LetterWords.isGreeting(lines[end])
    else { return }
    lines.removeFirst(end)
    dropRules()
  }

  /// What stands before the colon of a header line.
  private static func label(of line: String) -> String? {
    guard line.unicodeScalars.count <= 1000 else { return nil }
    guard let colon = line.unicodeScalars.firstIndex(where: { $0 == ":" || $0 == "：" }) else { return nil }
    let label = line[..<colon].trimmingDecoration()
    return label.unicodeScalars.count <= 20 ? label : nil
  }

  /// "Here is a draft reply:", also over several lines when a greeting shows where the letter begins.
  private mutating func takeAnnouncementOff() {
    guard let first = lines.first else { return }
    if let greeting = lines.prefix(24).firstIndex(where: LetterWords.isGreeting), greeting > 0 {
      let before = lines[..<greeting].joinedLines.trimmingBlank()
      if before.unicodeScalars.count <= 800, Self.leadsUp(before) { lines.removeFirst(greeting) }
      return
    }
    guard !LetterWords.isGreeting(first) else { return }
    if Self.announces(first, endsParagraph: lines.count > 1 && lines[1].isBlank) {
      guard lines.count > 1 else { return }
      lines.removeFirst()
      dropRules()
    } else if first.unicodeScalars.first.map({ !"{<[".unicodeScalars.contains($0) }) ?? false,
      let colon = first.unicodeScalars.firstIndex(where: { $0 == ":" || $0 == "：" })
    {
      // All on one line: "Draft reply: Hi Ben, …".
      let after = first.unicodeScalars.index(after: colon)
      let rest = first[after...].trimmingDecoration()
      let head = String(first[..<after])
      let isHeading = SpokenWords(head).isOne(of: ModelSpeech.results)
      if LetterWords.isGreeting(rest), isHeading || Self.announces(head, endsParagraph: false) { lines[0] = rest }
    }
  }

  /// Whether what stands before a greeting leads up to it. A letter begins with its greeting, so a hint is enough.
  private static func leadsUp(_ text: String) -> Bool {
    let words = SpokenWords(text)
    // Marks alone, a switch such as `/no_think`, a subject without its label.
    if words.count == 0 || text.hasPrefix("/") || reports(text) { return true }
    if text.lines.count == 1, SubjectLine.topic(of: text).unicodeScalars.count < text.unicodeScalars.count {
      return true
    }
    return words.begins(with: ModelSpeech.interjections) || words.has(ModelSpeech.letter)
      || words.has(ModelSpeech.planning) || text.trimmingDecoration().hasSuffix(":")
      || text.trimmingDecoration().hasSuffix("：")
  }

  /// Whether a line speaks of the letter that follows, with no greeting to prove it.
  private static func announces(_ line: String, endsParagraph: Bool) -> Bool {
    let plain = line.trimmingDecoration()
    let words = SpokenWords(plain)
    guard plain.unicodeScalars.count <= 200, words.has(ModelSpeech.letter) else { return false }
    if plain.hasSuffix(":") || plain.hasSuffix("：") {
      return words.has(ModelSpeech.announcing) || words.count <= 3 && words.begins(with: ModelSpeech.letter)
    }
    let isHeading = line.trimmingBlank().unicodeScalars.first.map { $0 == "#" || $0 == "*" } ?? false
    if isHeading, words.count <= 4 { return true }
    return endsParagraph && words.has(ModelSpeech.announcing) && words.has(ModelSpeech.describing)
      && words.count >= 4
  }

  // MARK: After it

  private mutating func takeEndOff() {
    takeQuotationOff()
    takeRemarkOff()
    dropRules()
  }

  /// The mail it answers, below the letter: lines with `>` and what introduces them, "-----Original Message-----" and all
  /// after it, or three header lines in a row.
  private mutating func takeQuotationOff() {
    if let start = lines.indices.first(where: { $0 > 0 && (Self.isDivider(lines[$0]) || headerBlock(at: $0)) }) {
      lines.removeSubrange(start...)
    }
    let isQuoted = { (line: String) in line.trimmingBlank().unicodeScalars.first == ">" }
    if lines.allSatisfy({ $0.isBlank || isQuoted($0) }) {
      // The letter itself is marked as one.
      lines = lines.map { String($0.trimmingBlank().dropFirst()).trimmingBlank() }
      return
    }
    guard let last = lines.last(where: { !$0.isBlank }), isQuoted(last) else { return }
    while let line = lines.last, line.isBlank || isQuoted(line) { lines.removeLast() }
    // The introduction: the last paragraph of at most three lines, when it ends in a colon.
    guard let end = lines.last?.trimmingBlank().unicodeScalars.last, end == ":" || end == "：" else { return }
    let start = lines.lastIndex(where: \.isBlank).map { $0 + 1 } ?? 0
    if lines.count - start <= 3 { lines.removeSubrange(start...) } else { lines.removeLast() }
  }

  /// Dashes, the name of what follows, dashes.
  private static func isDivider(_ line: String) -> Bool {
    let plain = line.trimmingBlank()
    return plain.hasPrefix("---") && plain.hasSuffix("---") && SpokenWords(plain).has(LetterWords.earlierMail)
  }

  private func headerBlock(at index: Int) -> Bool {
    guard index + 2 < lines.count else { return false }
    return lines[index...index + 2].allSatisfy { line in
      Self.label(of: line).map {
        SpokenWords($0).isOne(of: LetterWords.addressLabels) || SpokenWords($0).isOne(of: LetterWords.subjectLabels)
      } ?? false
    }
  }

  /// "Let me know if you'd like it more formal.": the last paragraph, when it speaks of the letter. After the letter's close
  /// or a rule less is needed to know it.
  private mutating func takeRemarkOff() {
    while let last = lines.last, last.isBlank { lines.removeLast() }
    guard let blank = lines.lastIndex(where: { $0.isBlank || Self.isRule($0) }), blank > 0 else { return }
    let paragraph = lines[(blank + 1)...].joinedLines.trimmingBlank()
    let isAfterRule = lines[...blank].last { !$0.isBlank }.map(Self.isRule) ?? false
    let isAfterClose = lines[..<blank].suffix(8).contains(where: LetterWords.isClosing)
    guard paragraph.unicodeScalars.count <= 400, Self.remarks(paragraph, isOutside: isAfterRule || isAfterClose) else {
      return
    }
    lines.removeSubrange(blank...)
  }

  /// "Confidence: 80%", "Key points addressed:" and a list.
  private static func reports(_ paragraph: String) -> Bool {
    guard let first = paragraph.lines.first, let label = label(of: first) ?? listLabel(first) else { return false }
    return SpokenWords(label).isOne(of: ModelSpeech.reports)
  }

  private static func listLabel(_ line: String) -> String? {
    let plain = line.trimmingDecoration()
    return plain.hasSuffix(":") ? String(plain.dropLast()) : nil
  }

  private static func remarks(_ paragraph: String, isOutside: Bool) -> Bool {
    let words = SpokenWords(paragraph)
    let offers = words.begins(with: ModelSpeech.offering)
    let remarks = words.begins(with: ModelSpeech.remarking)
    let isWrapped = paragraph.unicodeScalars.first.map { "([".unicodeScalars.contains($0) } ?? false
    if reports(paragraph) || remarks && (isWrapped || words.has(ModelSpeech.sending)) { return true }
    if isOutside {
      return offers
        && (words.has(ModelSpeech.style) || words.has(ModelSpeech.letter) || words.has(ModelSpeech.changes))
        || remarks
          && words.has(ModelSpeech.remarkable)
    }
    let reviews = words.begins(with: ModelSpeech.reviewing) && words.has(ModelSpeech.changes)
    let isBracketed = paragraph.unicodeScalars.first.map { "([*_".unicodeScalars.contains($0) } ?? false
    if isBracketed, words.count <= 5, words.begins(with: ModelSpeech.ending), words.has(ModelSpeech.letter) {
      return true
    }
    return reviews || offers && words.has(ModelSpeech.style)
      || remarks && words.has(ModelSpeech.remarkable)
        && (isBracketed || words.begins(with: ModelSpeech.style) || words.has(ModelSpeech.letter))
  }
}
