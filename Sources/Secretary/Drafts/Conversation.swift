package import struct FoundationEssentials.Date

/// The mail a draft answers and what was said before, as the person sees it beside the draft. Kept with the draft,
/// sealed, because whoever shows it has no access to the mailbox.
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
    /// Why it may not be from whom it seems to be from; nil when nothing says so, and of rows from before it was asked.
    package var doubts: [SenderDoubt]?

    package init(
      from: EmailAddress?, to: [EmailAddress] = [], cc: [EmailAddress] = [], receivedAt: Date, subject: String = "",
      text: String, quoted: String = "", attachments: [String] = [], hadHiddenText: Bool = false, isOwn: Bool = false,
      isAnswered: Bool = false, doubts: [SenderDoubt]? = nil
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
      self.doubts = doubts
    }
  }

  /// Oldest first.
  package var messages: [Message]
  /// How many messages are not among them, because there are too many or they are too large together.
  package var leftOut = 0

  package init(messages: [Message], leftOut: Int = 0) {
    self.messages = messages
    self.leftOut = leftOut
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    messages = try values.decode([Message].self, forKey: .messages)
    // Earlier versions did not count them.
    leftOut = try values.decodeIfPresent(Int.self, forKey: .leftOut) ?? 0
  }
}

extension Conversation {
  /// More messages than this are left out, the oldest first, but never the one that is answered.
  static let mostMessages = 30
  /// Bytes of UTF-8 of all texts together. The message that is answered and the newest one always have room.
  static let largest = 1_000_000
  /// Characters (Unicode scalars) kept of a message's own text, and as many of what it repeats.
  static let mostText = 20_000
  /// Addresses in one header, and file names of one message.
  static let mostNames = 50
  /// Characters (Unicode scalars) of a subject, name or file name.
  static let longestName = 250

  /// What a person sees of a conversation: without drafts, trash and spam, and within limits that keep a hostile
  /// thread small.
  package init(of thread: EmailThread, answering answered: MessageID, owner: MailboxOwner) {
    let shown = thread.messages.filter {
      $0.id == answered || $0.place.isInConversation
    }
    // The answered one first, then from the newest back, until there is no room; put into their order in the end.
    let isAnswered = shown.map { $0.id == answered }
    let others = Self.people(of: shown)
    let order = shown.indices.filter { isAnswered[$0] } + shown.indices.reversed().filter { !isAnswered[$0] }
    var room = Self.largest
    var kept: [(index: Int, message: Message)] = []
    for index in order.prefix(Self.mostMessages) {
      let doubts = SenderDoubt.all(of: shown[index], owner: owner, others: others)
      let message = Message(
        shown[index], isOwn: owner.wrote(shown[index]), isAnswered: isAnswered[index], doubts: doubts)
      room -= message.size
      guard room >= 0 else { break }
      kept.append((index, message))
    }
    messages = kept.sorted { $0.index < $1.index }.map(\.message)
    leftOut = shown.count - kept.count
  }

  /// One of each host that the conversation names. What a host is compared with must not be its own.
  private static func people(of messages: [EmailMessage]) -> [EmailAddress] {
    var hosts: Set<String> = []
    return messages.flatMap { $0.from + $0.to.prefix(mostNames) + $0.cc.prefix(mostNames) }
      .filter { hosts.count < mostNames && hosts.insert($0.domain).inserted }
  }

  /// The message that the draft answers; nil when it is not among these.
  package var answered: Message? { messages.last(where: \.isAnswered) }

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
}

extension Conversation.Message {
  fileprivate init(_ message: EmailMessage, isOwn: Bool, isAnswered: Bool, doubts: [SenderDoubt]) {
    func line(_ text: String) -> String { text.scalars(Conversation.longestName, ending: "…") }
    func people(_ addresses: [EmailAddress]) -> [EmailAddress] {
      addresses.prefix(Conversation.mostNames).map { EmailAddress(name: line($0.name), address: $0.address) }
    }
    func letter(_ text: String) -> String { text.scalars(Conversation.mostText, ending: "…") }
    let new = message.text.newText.isEmpty ? message.text.visible : message.text.newText
    self.init(
      from: people(message.from).first, to: people(message.to), cc: people(message.cc), receivedAt: message.receivedAt,
      subject: line(message.subject), text: letter(new),
      quoted: letter(Conversation.rest(of: message.text.visible, after: new)),
      attachments: message.parts.map(\.filename).filter { !$0.isEmpty }.prefix(Conversation.mostNames).map(line),
      hadHiddenText: message.text.hadHiddenText, isOwn: isOwn, isAnswered: isAnswered,
      doubts: doubts.isEmpty ? nil : doubts)
  }

  /// Bytes of UTF-8 of its texts.
  var size: Int {
    let people = [from].compactMap(\.self) + to + cc
    return ([subject, text, quoted] + attachments + people.flatMap { [$0.name, $0.address] })
      .reduce(0) { $0 + $1.utf8.count }
  }
}
