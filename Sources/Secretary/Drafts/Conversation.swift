package import struct FoundationEssentials.Date

/// The mail a draft answers and what was said before, as the person sees it beside the draft. Kept with the draft,
/// sealed, because whoever shows it has no access to Gmail.
///
/// Everything in it but `isOwn` and `isAnswered` was written by other people, and is shown as text only.
package struct Conversation: Sendable, Equatable, Codable {
  package struct Message: Sendable, Equatable, Codable {
    package var from: EmailAddress?
    package var to: [EmailAddress]
    package var cc: [EmailAddress]
    package var receivedAt: Date
    package var subject: String
    /// What its sender wrote in it.
    package var text: String
    /// What it repeats of earlier mail, and the signature; may be empty.
    package var quoted: String
    /// File names.
    package var attachments: [String]
    /// Whether something that its sender had hidden from readers was dropped.
    package var hadHiddenText: Bool
    /// Whether the owner of the mailbox wrote it.
    package var isOwn: Bool
    /// Whether it is the message that the draft answers.
    package var isAnswered: Bool

    package init(
      from: EmailAddress?, to: [EmailAddress] = [], cc: [EmailAddress] = [], receivedAt: Date, subject: String = "",
      text: String, quoted: String = "", attachments: [String] = [], hadHiddenText: Bool = false, isOwn: Bool = false,
      isAnswered: Bool = false
    ) {
      self.from = from
      self.to = to
      self.cc = cc
      self.receivedAt = receivedAt
      self.subject = subject
      self.text = text
      self.quoted = quoted
      self.attachments = attachments
      self.hadHiddenText = hadHiddenText
      self.isOwn = isOwn
      self.isAnswered = isAnswered
    }
  }

  /// Oldest first.
  package var messages: [Message]

  package init(messages: [Message]) { self.messages = messages }
}

extension Conversation {
  /// More messages than this are left out, the oldest first, but never the one that is answered.
  static let mostMessages = 30
  /// Characters (Unicode scalars) kept of a message's own text, and as many of what it repeats.
  static let mostText = 20_000
  /// Addresses in one header, and file names of one message.
  static let mostNames = 100
  /// Characters of a subject, name, address or file name.
  static let longestName = 1_000

  /// What a person sees of a conversation: without drafts, trash and spam, and within limits that keep a hostile
  /// thread small.
  package init(of thread: EmailThread, answering answered: MessageID, owner: MailboxOwner) {
    let shown = thread.messages.filter {
      $0.id == answered || $0.labels.isDisjoint(with: ["DRAFT", "TRASH", "SPAM"])
    }
    var kept = shown.suffix(Self.mostMessages)
    if let early = shown.dropLast(Self.mostMessages).first(where: { $0.id == answered }) {
      kept = [early] + kept.dropFirst()
    }
    messages = kept.map { message in
      let new = message.text.newText.isEmpty ? message.text.visible : message.text.newText
      return Message(
        from: message.from.first.map(Self.cut), to: message.to.prefix(Self.mostNames).map(Self.cut),
        cc: message.cc.prefix(Self.mostNames).map(Self.cut), receivedAt: message.receivedAt,
        subject: Self.cut(message.subject, to: Self.longestName), text: Self.cut(new, to: Self.mostText),
        quoted: Self.cut(Self.rest(of: message.text.visible, after: new), to: Self.mostText),
        attachments: message.parts.map(\.filename).filter { !$0.isEmpty }.prefix(Self.mostNames).map {
          Self.cut($0, to: Self.longestName)
        },
        hadHiddenText: message.text.hadHiddenText,
        isOwn: owner.wrote(message),
        isAnswered: message.id == answered)
    }
  }

  /// The lines of `visible` that are not those of `new`, which come in the same order. Each line is looked at once.
  static func rest(of visible: String, after new: String) -> String {
    var wanted = Self.lines(new).makeIterator()
    var next = wanted.next()
    var rest: [Line] = []
    for line in Self.lines(visible) {
      if let own = next, isSame(own.trimmed, line.trimmed) {
        next = wanted.next()
      } else {
        rest.append(line)
      }
    }
    let first = rest.firstIndex { !$0.trimmed.isEmpty } ?? rest.endIndex
    let last = rest.lastIndex { !$0.trimmed.isEmpty } ?? rest.startIndex
    return first > last || rest.isEmpty ? "" : rest[first...last].map(\.written).joined(separator: "\n")
  }

  /// A line as written, and without white space at its end, where mail programs differ.
  private typealias Line = (written: Substring, trimmed: Substring)

  private static func lines(_ text: String) -> [Line] {
    text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { line in
      (line, line.lastIndex { !$0.isWhitespace }.map { line[...$0] } ?? "")
    }
  }

  /// The same line, even if only one of the two is shown as quoted.
  private static func isSame(_ line: Substring, _ other: Substring) -> Bool {
    line == other || line.hasPrefix("> ") && line.dropFirst(2) == other
      || other.hasPrefix("> ") && other.dropFirst(2) == line
  }

  private static func cut(_ address: EmailAddress) -> EmailAddress {
    EmailAddress(name: cut(address.name, to: longestName), address: cut(address.address, to: longestName))
  }

  /// Counted in scalars: one character may hold a million combining marks.
  private static func cut(_ text: String, to length: Int) -> String {
    guard let end = text.unicodeScalars.index(text.startIndex, offsetBy: length, limitedBy: text.endIndex),
      end < text.endIndex
    else { return text }
    return String(text.unicodeScalars[..<end]) + "…"
  }
}
