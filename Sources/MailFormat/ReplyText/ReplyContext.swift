/// What is known of a message besides its body, which decides whether what looks quoted in it is history.
///
/// The marks of mail programs around history are also what people write when they show something: a clause, a timetable,
/// a customer's mail. So they count fully only in a reply, and most where the conversation has the quoted text, or has
/// its author.
package struct ReplyContext: Sendable {
  package enum Purpose: Sendable {
    /// Names no message before it (RFC 5322 §3.6.4): whatever it quotes is new to the reader, unless they have it.
    case opening
    case reply
    /// Passes on somebody else's words.
    case forward
  }

  package var purpose: Purpose
  /// Whose name begins the closing below the letter.
  package var sender: MailAddress
  /// Whoever else takes part. Nil when that is not known; then all that looks like history is taken for it.
  package var people: Participants?
  /// What the conversation said before this message.
  package var earlier: EarlierText

  package init(
    purpose: Purpose = .reply, sender: MailAddress, people: Participants? = nil,
    earlier: EarlierText = EarlierText()
  ) {
    self.purpose = purpose
    self.sender = sender
    self.people = people
    self.earlier = earlier
  }

  /// - Parameter isReferring: whether the message has `In-Reply-To` or `References`.
  package static func purpose(subject: String, isReferring: Bool) -> Purpose {
    // “Fwd[2]:” and “Fw :” too.
    let prefix = subject.unicodeScalars.prefix(24).prefix { $0 != ":" && $0 != "\u{FF1A}" }
    let isPrefix = prefix.endIndex < subject.unicodeScalars.endIndex && prefix.count < 24
    let word = String(prefix).filter(\.isLetter).lowercased()
    if isPrefix, ReplyVocabulary.forwardPrefixes.contains(word) { return .forward }
    return isReferring ? .reply : .opening
  }
}

/// The people of a conversation, for recognising whom a line names that stands above a quote.
package struct Participants: Sendable {
  /// More than any conversation has; the rest of a long list is left out.
  private static let maximumCount = 1_000

  private var addresses: Set<String> = []
  /// The words of each name, by its first word.
  private var names: [String: [[String]]] = [:]

  package init(_ people: some Sequence<MailAddress> = []) {
    for person in people { insert(person) }
  }

  package mutating func insert(_ person: MailAddress) {
    let address = person.address.lowercased()
    guard !address.isEmpty, addresses.count < Self.maximumCount, addresses.insert(address).inserted else { return }
    if let words = Self.nameWords(person) { names[words[0], default: []].append(words) }
  }

  /// Nobody is told by quoting what they wrote themselves.
  package mutating func remove(_ person: MailAddress) {
    guard addresses.remove(person.address.lowercased()) != nil, let words = Self.nameWords(person) else { return }
    names[words[0]]?.removeAll { $0 == words }
  }

  /// Whether a line names one of them: by address, or with every word of a name.
  func contains(namedIn line: String) -> Bool {
    let tokens = line.lowercased().split { $0.isWhitespace || "<>()[],;:\"'".contains($0) }
    if tokens.contains(where: { $0.contains("@") && addresses.contains(String($0)) }) { return true }
    let words = Set(Self.words(line))
    return words.contains { names[$0, default: []].prefix(20).contains { $0.allSatisfy(words.contains) } }
  }

  /// Without a name the address may say one: “ann.example@…”. May and Jan alone are nobody, above a quote with a date.
  private static func nameWords(_ person: MailAddress) -> [String]? {
    let named = words(person.name.prefix(200))
    let words = named.isEmpty ? words(person.address.prefix { $0 != "@" }) : named
    guard let first = words.first, words.count > 1 || !ReplyVocabulary.months.contains(String(first.prefix(3))) else {
      return nil
    }
    return words
  }

  private static func words(_ text: some StringProtocol) -> [String] {
    text.lowercased().split { !$0.isLetter }.map(String.init)
  }
}
