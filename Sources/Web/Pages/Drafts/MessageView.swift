import Secretary

/// One message of a conversation as safe text.
struct MessageView: Sendable, Equatable {
  let from: NamedPerson
  let isAddressed: Bool
  let addressed: [NamedPerson]
  let at: Stamp
  /// Only when it is another than the draft's own.
  let otherSubject: ShownText?
  let hadHiddenText: Bool
  let hasText: Bool
  let text: ShownText
  let quoted: ShownText?
  let hasFiles: Bool
  let files: [ShownText]

  init(_ message: Conversation.Message, besides subject: String, clock: WallClock) {
    from = message.isOwn ? NamedPerson("You") : message.from.map(NamedPerson.init(full:)) ?? NamedPerson("(no sender)")
    let everybody = message.to + message.cc
    addressed = everybody.brief
    isAddressed = !everybody.isEmpty
    at = clock.when(message.receivedAt)
    let own = SubjectLine.topic(of: message.subject).lowercased()
    otherSubject = own.isEmpty || own == SubjectLine.topic(of: subject).lowercased() ? nil : ShownText(message.subject)
    hadHiddenText = message.hadHiddenText
    text = ShownText(letter: message.text)
    hasText = message.text.contains { !$0.isWhitespace }
    quoted = message.quoted.contains { !$0.isWhitespace } ? ShownText(letter: message.quoted) : nil
    files = message.attachments.map(ShownText.init(_:))
    hasFiles = !files.isEmpty
  }
}
