import Secretary

/// One message of a conversation as safe text.
struct MessageView: Sendable, Equatable {
  let from: String
  let addressed: String?
  let at: Stamp
  /// Only when it is another than the draft's own.
  let otherSubject: String?
  let hadHiddenText: Bool
  let hasText: Bool
  let text: String
  let quoted: String?
  let hasFiles: Bool
  let files: [String]

  init(_ message: Conversation.Message, besides subject: String, clock: WallClock) {
    from = message.isOwn ? "You" : message.from?.full ?? "(no sender)"
    let everybody = message.to + message.cc
    addressed = everybody.isEmpty ? nil : everybody.brief
    at = clock.when(message.receivedAt)
    let own = SubjectLine.topic(of: message.subject).lowercased()
    otherSubject = own.isEmpty || own == SubjectLine.topic(of: subject).lowercased() ? nil : message.subject
    hadHiddenText = message.hadHiddenText
    text = message.text
    hasText = message.text.contains { !$0.isWhitespace }
    quoted = message.quoted.contains { !$0.isWhitespace } ? message.quoted : nil
    files = message.attachments
    hasFiles = !files.isEmpty
  }
}
