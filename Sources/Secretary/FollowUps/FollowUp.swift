package import struct FoundationEssentials.Date

/// A question of the user's own that waits for its answer, and is asked once more when none comes. Pure.
package struct FollowUp: Sendable, Equatable, Codable {
  /// Working days that a person may choose to wait.
  package static let days = 1...30
  /// A question to more people than this asks nobody in particular.
  static let mostPeople = 5
  /// So often a reminder is tried to be written; then it is left.
  package static let mostAttempts = 5

  /// The message that asks.
  package var message: MessageReference
  package var dueAt: Date
  /// How often it was begun to write the reminder.
  package var attempts: Int

  package init(_ message: MessageReference, dueAt: Date, attempts: Int = 0) {
    self.message = message
    self.dueAt = dueAt
    self.attempts = attempts
  }

  /// Nil for mail that waits for no answer: of others, that asks nothing, forwarded, automatic, to lists, crowds or addresses that
  /// nobody reads.
  ///
  /// - Parameters:
  ///   - days: working days to wait.
  ///   - weekday: on which it was sent, by the user's calendar.
  package init?(of message: EmailMessage, owner: MailboxOwner, after days: Int, sentOn weekday: Weekday) {
    let subject = TriageSubject(message, owner: owner)
    guard owner.wrote(message), message.place.isInConversation, message.place != .chat, subject.waitsForAnswer,
      !subject.isForward, subject.automaticReplyHeader == nil, subject.programHeader == nil, subject.listMark == nil,
      ReplyRecipients.reminding(of: message, owner: owner) != nil
    else { return nil }
    let wait = Double(WorkingDays.calendarDays(days, from: weekday)) * 86_400
    self.init(
      MessageReference(id: message.id, threadID: message.threadID), dueAt: message.receivedAt.addingTimeInterval(wait))
  }

  /// Whom a reminder goes to as the conversation stands; nil when none is wanted: somebody has written since, the question is gone,
  /// it went through a list, or a draft lies there, the user's own or one of ours.
  package func recipients(
    in thread: EmailThread, drafts: DraftActivity, owner: MailboxOwner
  ) -> ReplyRecipients? {
    // That somebody is away, or that it arrived, is no answer.
    let newest = thread.messages.last {
      $0.place.isInConversation && TriageSubject($0, owner: owner).automaticAnswer == nil
    }
    guard newest?.id == message.id, let asked = thread.messages.first(where: { $0.id == message.id }),
      drafts.openInThread.isEmpty, !thread.messages.contains(where: { $0.place == .draft }),
      !thread.messages.contains(where: { TriageSubject($0, owner: owner).listMark != nil })
    else { return nil }
    return .reminding(of: asked, owner: owner)
  }

  /// Whether mail of another conversation answers what was asked under a subject: it has the same one, with or without "Re:". Both
  /// as the ledger holds them. A question without a subject is told apart from nothing.
  package static func isAnswered(_ subject: String, by others: [String]) -> Bool {
    let topic = topic(of: subject)
    return !topic.isEmpty && others.contains { Self.topic(of: $0) == topic }
  }

  private static func topic(of subject: String) -> String {
    SubjectLine.topic(of: LedgerLine(ShownText(subject).text).text).lowercased()
  }

  /// Why there is a draft, in words.
  package static func reason(after days: Int) -> String {
    days == 1
      ? "You asked something, and nobody answered for a working day."
      : "You asked something, and nobody answered for \(days) working days."
  }
}
