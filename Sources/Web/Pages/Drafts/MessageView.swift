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
    let own = SubjectLine.core(of: message.subject)
    otherSubject = own.isEmpty || own == SubjectLine.core(of: subject) ? nil : message.subject
    hadHiddenText = message.hadHiddenText
    text = message.text
    hasText = message.text.contains { !$0.isWhitespace }
    quoted = message.quoted.contains { !$0.isWhitespace } ? message.quoted : nil
    files = message.attachments
    hasFiles = !files.isEmpty
  }
}

/// Subjects, compared without what mail programs put before them.
enum SubjectLine {
  static func core(of subject: String) -> String {
    var core = subject.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
    while let colon = core.firstIndex(of: ":"), ["re", "aw", "sv", "fwd", "fw", "wg"].contains(core[..<colon]) {
      core = String(core[core.index(after: colon)...].drop(while: \.isWhitespace))
    }
    return core
  }
}
