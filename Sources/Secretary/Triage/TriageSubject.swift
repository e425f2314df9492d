/// A message as the rules ask about it. Header names compare without case, and no value is looked at beyond its first
/// thousand characters (Unicode scalars), however long a sender made it.
package struct TriageSubject: Sendable {
  static let longestValue = 1_000
  /// Scalars of a text that are looked at. A question may stand at the end, so this is generous.
  static let longestText = 20_000
  /// Scalars at its end, where newsletters say how to leave them.
  static let longestFoot = 4_000

  let message: EmailMessage
  let owner: MailboxOwner
  private let headers: [String: [String]]

  package init(_ message: EmailMessage, owner: MailboxOwner) {
    self.message = message
    self.owner = owner
    headers = Dictionary(grouping: message.headers.fields) { $0.name.lowercased() }
      .mapValues { $0.map { $0.value.scalars(Self.longestValue).trimmed } }
  }

  // MARK: Place and headers

  /// Empty when it lies there: the place is in the rule's own words.
  func lies(in place: MailPlace) -> String? { message.place == place ? "" : nil }

  func value(_ name: String) -> String? { headers[name.lowercased()]?.first }

  func values(_ name: String) -> [String] { headers[name.lowercased()] ?? [] }

  /// The first of these headers that the message has.
  func header(in names: [String]) -> String? { names.first { headers[$0.lowercased()] != nil } }

  /// Whether there is a header of the sender's own making (`X-…`) whose name, without its hyphens, contains one of these
  /// words, and whose value does not deny it.
  func hasExtensionHeader(naming words: [String]) -> Bool {
    headers.contains { name, values in
      let letters = name.scalars(Self.longestValue).filter { $0 != "-" && $0 != "_" }
      return letters.hasPrefix("x") && words.contains { letters.contains($0) }
        && !["suppress", "xno", "xdonot", "xdont"].contains { letters.contains($0) }
        && values.contains { !Self.denials.contains($0.lowercased()) }
    }
  }

  private static let denials: Set<String> = ["no", "false", "0", "none", "off"]

  /// The leading keyword of a header in lower case, without comments and parameters: `auto-replied` out of
  /// `(by vacation) Auto-Replied; owner-email="…"`.
  func keyword(_ name: String) -> String? {
    guard var rest = value(name)?[...] else { return nil }
    while rest.first == "(" {
      guard let end = rest.firstIndex(of: ")") else { return nil }
      rest = rest[rest.index(after: end)...].drop { $0.isWhitespace }
    }
    let word = rest.prefix { !$0.isWhitespace && $0 != ";" && $0 != "(" && $0 != "," }
    return word.isEmpty ? nil : word.lowercased()
  }

  /// A comma-separated header in lower case.
  func list(_ name: String) -> [String] {
    values(name).flatMap { $0.split(separator: ",") }.map { String($0).trimmed.lowercased() }
  }

  /// The addresses of a header that the mailbox does not take apart for us, without names.
  func addresses(_ name: String) -> [EmailAddress] {
    values(name).flatMap { value in
      value.split { ",<> \t\"();".contains($0) }.filter { $0.contains("@") }.map { EmailAddress(address: String($0)) }
    }
  }

  // MARK: The subject line

  var subjectLine: LoweredSubject { LoweredSubject(message.subject) }

  /// No sign of belonging to a conversation: neither reference nor `Re:`.
  var opensConversation: Bool {
    header(in: ["In-Reply-To", "References"]) == nil && !subjectLine.opens(with: AutomaticSubjects.answers)
  }

  /// It hands on somebody else's words.
  var isForward: Bool { subjectLine.opens(with: AutomaticSubjects.forwards) }
}
