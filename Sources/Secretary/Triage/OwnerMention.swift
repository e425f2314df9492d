/// Whether a text calls the owner by first name.
enum OwnerMention {
  static func occurs(in text: String, of owner: MailboxOwner) -> Bool {
    let names = firstNames(of: owner)
    guard !names.isEmpty else { return false }
    var before: String.UnicodeScalarView.SubSequence?
    var gap = String.UnicodeScalarView.SubSequence()
    var rest = text.unicodeScalars[...]
    while let start = rest.firstIndex(where: isLetter) {
      let mark = rest[..<start]
      let word = rest[start...].prefix(while: isLetter)
      rest = rest[word.endIndex...]
      gap = mark
      defer { before = word }
      guard names.contains(String(word).lowercased()) else { continue }
      if !ordinaryWords.contains(String(word).lowercased()) { return true }
      if isAddressed(word, after: before, gap, followedBy: rest.first { $0 != " " }) { return true }
    }
    return false
  }

  /// Whether the text begins by calling the owner so: "Ada,", "Ada -", "Good morning Ada". A sentence about the owner does not.
  static func opens(_ text: String, of owner: MailboxOwner) -> Bool {
    let names = firstNames(of: owner)
    var isGreeting = false
    var rest = text.scalars(longestOpening).unicodeScalars[...]
    for _ in 0...mostSalutations {
      guard let start = rest.firstIndex(where: isLetter) else { return false }
      let word = String(rest[start...].prefix(while: isLetter)).lowercased()
      rest = rest[start...].drop(while: isLetter)
      if names.contains(word) {
        return isGreeting || rest.first { $0 != " " }.map { ",:!–—-\n\r".unicodeScalars.contains($0) } ?? true
      }
      guard salutations.contains(word) || word == "good" else { return false }
      isGreeting = true
    }
    return false
  }

  /// Words before the name: "Good morning dear Ada".
  private static let mostSalutations = 3
  /// Scalars that a greeting takes at most, with what stands above it.
  private static let longestOpening = 200

  /// For a name that is a word as well: written as a name and used to call somebody. "Will, can you", "Hi Mark", "@May".
  private static func isAddressed(
    _ word: Substring.UnicodeScalarView, after before: Substring.UnicodeScalarView?,
    _ gap: Substring.UnicodeScalarView, followedBy next: Unicode.Scalar?
  ) -> Bool {
    guard word.first?.properties.isUppercase == true else { return false }
    if gap.last == "@" { return true }
    let isAlone = next.map { ",:!?.–—-\n\r".unicodeScalars.contains($0) } ?? true
    let opensSentence = before == nil || gap.contains { ".!?\n\r".unicodeScalars.contains($0) }
    if opensSentence { return next.map { ",:!–—".unicodeScalars.contains($0) } ?? false }
    if gap.contains(","), isAlone { return true }
    return before.map { salutations.contains(String($0).lowercased()) } ?? false
  }

  /// Three letters at least. A local part counts where no address has a name, unless it is a function's.
  private static func firstNames(of owner: MailboxOwner) -> Set<String> {
    let addresses = [owner.primary] + owner.sendAs + owner.others
    let named = addresses.map(\.name).filter { $0.contains(where: \.isLetter) }
    let sources = named.isEmpty ? addresses.map(\.localPart).filter { !SenderNames.roles.contains($0) } : named
    return Set(
      sources.compactMap { source in
        source.lowercased().split { !$0.isLetter }.first.map(String.init)
      }.filter { $0.unicodeScalars.count > 2 })
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.generalCategory == .nonspacingMark
  }

  private static let salutations: Set<String> = [
    "hi", "hello", "hey", "dear", "hallo", "liebe", "lieber", "moin", "servus", "guten", "bonjour", "salut", "cher",
    "chère",
    "hola", "estimado", "estimada", "querido", "querida", "ciao", "caro", "cara", "gentile", "olá", "prezado",
    "prezada",
    "beste", "hej", "hei", "kära", "kære", "kjære", "thanks", "thank", "morning", "afternoon", "evening", "danke",
    "merci",
  ]

  /// First names that are words as well, months among them.
  private static let ordinaryWords: Set<String> = Set(
    """
    amber angel april art august autumn bill bob brook buck bud carol chance charity chase christian chuck clay cliff \
    colt constant crystal curt daisy dale dawn dean destiny don drew dusty earl ernest ernst eve faith fern flora florence \
    forest forrest frank gene ginger glen glenn grace grant guy hank harmony harry hazel heath heather herb holly hope hunter \
    iris ivory ivy jack jade jay jean jewel joy july june justice ken king lance laurel lily major marina mark mason may mercy \
    merry miles misty nick norm olive opal pam pansy pat patience pearl peg penny pierce piper poppy price prince prudence \
    queen ray red reed rich rick river rob robin rock rod roman rose rowan ruby rusty sage sally sandy scout serena sky skip \
    sonny spencer star stella sterling sue summer sunny tab taylor ted terry tucker ty tyler van vera verity victor violet \
    viola wade walker ward warren wayne will willow winter woody rosa viola blanche claire clement constance \
    victoire marina mar sol luz paz angel consuelo dolores esperanza felix leo linda bella vera nova
    """.split { $0 == " " || $0 == "\n" }.map(String.init))
}
