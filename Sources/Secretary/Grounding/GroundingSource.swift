package import CivilTime

/// A text that a draft's facts may come from.
package struct GroundingSource: Sendable {
  package enum Origin: Sendable, Hashable {
    /// The message with that number in the conversation, from 1.
    case message(Int)
    case instructions
    case setting(String)
    case memory(String)
    /// The user's own name, addresses and signature.
    case owner
    /// What day it is.
    case calendar
  }

  package let origin: Origin
  package let text: String
  /// The day on which it was written, for *tomorrow*.
  package let day: CivilDate
  /// Who wrote it; nil for the user.
  package let author: EmailAddress?

  package init(_ origin: Origin, text: String, day: CivilDate, author: EmailAddress? = nil) {
    self.origin = origin
    self.text = text
    self.day = day
    self.author = author
  }

  /// A message as one text: its subject, whom it names, what it says, and the names of its files.
  ///
  /// - Parameter day: when it came, on the user's wall clock.
  package init(_ message: EmailMessage, number: Int, owner: MailboxOwner, day: CivilDate) {
    let people = (message.from + message.to + message.cc).map { "\($0.name) <\($0.address)>" }
    let files = message.parts.map(\.filename).filter { !$0.isEmpty }
    let text = ([message.subject, message.text.visible] + [people.joined(separator: ",\n")] + files)
      .joined(separator: "\n\n")
    self.init(
      .message(number), text: text, day: day, author: owner.wrote(message) ? nil : message.from.first)
  }

  /// Whether it is somebody else's word only.
  package var isForeign: Bool { author != nil }
}
