package import struct FoundationEssentials.Date

/// What a message teaches about whom the user answers: an event for each address between whom and the user it went. Made of
/// headers alone, so that sent mail of the past can be learned from without being read.
package struct Lesson: Sendable, Equatable, Codable {
  /// By the address as `canonical` spells it.
  package var events: [String: Correspondent.Event]
  package var moment: Date
  /// How the user writes, when it is their own letter and its text was read.
  package var style: StyleLesson?

  package init(events: [String: Correspondent.Event], moment: Date, style: StyleLesson? = nil) {
    self.events = events
    self.moment = moment
    self.style = style
  }
}

extension MailboxOwner {
  /// Mail to more people than this is an announcement, and says nothing about each of them.
  static let mostTaught = ReplyRecipients.mostCopied

  /// Nil when the message teaches nothing: mail to oneself, drafts, what was thrown away, announcements. Mail that triage sets
  /// aside should not be asked about: a list that is never answered says nothing about people.
  package func lesson(of message: EmailMessage) -> Lesson? {
    guard message.place.isInConversation else { return nil }
    guard wrote(message) else {
      guard let sender = correspondent(of: message) else { return nil }
      return Lesson(events: [sender.canonical: .received], moment: message.receivedAt)
    }
    guard message.to.count + message.cc.count <= Self.mostTaught else { return nil }
    var events: [String: Correspondent.Event] = [:]
    for person in message.cc where isSomebodyElse(person) { events[person.canonical] = .copied }
    for person in message.to where isSomebodyElse(person) { events[person.canonical] = .written }
    return events.isEmpty ? nil : Lesson(events: events, moment: message.receivedAt)
  }

  /// With how the user writes, for which the text of their letter is read.
  package func lessonWithStyle(of message: EmailMessage) -> Lesson? {
    var lesson = lesson(of: message)
    lesson?.style = styleLesson(of: message)
    return lesson
  }

  /// Whom an answer to the message would go to first, and so whose numbers count for it; nil when that is nobody else.
  package func correspondent(of message: EmailMessage) -> EmailAddress? {
    message.replyTo.first(where: isSomebodyElse) ?? message.from.first(where: isSomebodyElse)
  }

  private func isSomebodyElse(_ address: EmailAddress) -> Bool { address.isDeliverable && !owns(address) }
}
