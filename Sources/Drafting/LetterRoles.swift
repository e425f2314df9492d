import Secretary

/// Who a letter greets, and who signs it. Small models write as the person who is to be answered, to the one they write for.
struct LetterRoles {
  /// Words of their names, or of their addresses where those show none, without those that are in both.
  private let owner: Set<String>
  private let addressee: Set<String>

  init(owner: EmailAddress, addressee: EmailAddress) {
    let (own, others) = (Self.words(of: owner), Self.words(of: addressee))
    self.owner = own.subtracting(others)
    self.addressee = others.subtracting(own)
  }

  /// What is wrong with it; nil when nothing is.
  func complaint(about letter: String) -> String? {
    let lines = letter.lines.filter { !$0.isBlank }
    if let first = lines.first, greetsOwner(first) { return "it is addressed to the person it is written for" }
    guard lines.count > 1 else { return nil }
    // Below the words that end a letter, or where there are none, at the end.
    let closing = lines.lastIndex { LetterWords.isClosing($0) }
    let signature = closing.map { lines[($0 + 1)...].prefix(1) } ?? lines.suffix(1)
    return signature.contains(where: isAddressee) ? "it is signed by the person it answers" : nil
  }

  /// "Hi Tom," ends in a name; "Good day," of somebody called Day names nobody, and neither does "Tom can come.".
  private func greetsOwner(_ line: some StringProtocol) -> Bool {
    guard LetterWords.isGreeting(line) else { return false }
    let line = String(line)
    let end = line.unicodeScalars.firstIndex { ",!:，！：、".unicodeScalars.contains($0) } ?? line.endIndex
    let words = SpokenWords(line[..<end])
    guard !words.isOne(of: LetterWords.greetings) else { return false }
    return words.text.split(separator: " ").last.map { owner.contains(String($0)) } ?? false
  }

  private func isAddressee(_ line: some StringProtocol) -> Bool {
    let words = Self.words(line)
    return !words.isEmpty && words.isSubset(of: addressee)
  }

  private static func words(of person: EmailAddress) -> Set<String> {
    words(person.name.isBlank ? person.address.prefix { $0 != "@" } : person.name[...])
  }

  private static func words(_ line: some StringProtocol) -> Set<String> {
    Set(SpokenWords(line).text.split(separator: " ").map(String.init))
  }
}
