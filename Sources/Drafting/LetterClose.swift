import Secretary

/// How a letter ends: the words before the name, and the name. A signature of the owner's takes the place of the model's own.
struct LetterClose {
  private var lines: [String]

  init(_ text: String) { lines = text.lines }

  /// The letter with the signature below it, once; without one it stays as it is.
  func signed(_ signature: String, by owner: EmailAddress) -> String {
    let signature = signature.trimmingBlank()
    guard !signature.isEmpty else { return lines.joinedLines }
    var letter = self
    letter.removeNames(signature, owner)
    let first = signature.lines[0]
    var endsInClose = letter.lines.last.map(LetterWords.isClosing) ?? false
    if endsInClose, LetterWords.isClosing(first), letter.lines.count > 1 {
      letter.lines.removeLast()
      letter.trim()
      endsInClose = false
    }
    return letter.lines.joinedLines + (endsInClose ? "\n" : "\n\n") + signature
  }

  /// Lines at the end that only repeat the signature or the owner's name, whole or the first of it.
  private mutating func removeNames(_ signature: String, _ owner: EmailAddress) {
    var known = Set(signature.lines.map { SpokenWords($0).text }.filter { !$0.isEmpty })
    let name = SpokenWords(owner.name).text
    if !name.isEmpty { known.formUnion([name, String(name.prefix { $0 != " " })]) }
    var end = lines.count
    while end > 1, lines[end - 1].isBlank || known.contains(SpokenWords(lines[end - 1]).text) { end -= 1 }
    // A name right after the text is signed; one in it is not.
    if end < lines.count { lines.removeSubrange(end...) }
    trim()
  }

  private mutating func trim() { lines = lines.joinedLines.trimmingBlank().lines }
}
