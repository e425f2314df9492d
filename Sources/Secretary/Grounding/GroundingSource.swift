package import CivilTime

/// A text that a draft's facts may come from.
package struct GroundingSource: Sendable {
  package enum Origin: Sendable, Hashable {
    /// The message with that number in the conversation, from 1.
    case message(Int)
    case instructions
    case setting(String)
    case memory(String)
    /// What the user wrote into the draft, or asked for when it was written again.
    case ownWords
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

  /// A message as one text: its subject, what it says and repeats, whom it names, and the names of its files.
  ///
  /// - Parameter day: when it came, on the user's wall clock.
  package init(_ message: Conversation.Message, number: Int, day: CivilDate) {
    let people = [message.from].compactMap(\.self) + message.to + message.cc
    let names = people.map { "\($0.name) <\($0.address)>" }.joined(separator: ",\n")
    let text = ([message.subject, message.text, message.quoted, names] + message.attachments)
      .joined(separator: "\n\n")
    self.init(.message(number), text: text, day: day, author: message.isOwn ? nil : message.from ?? Self.nobody)
  }

  /// The author of a message that names none: it is not the user's.
  private static let nobody = EmailAddress(address: "")

  /// Whether it is somebody else's word only.
  package var isForeign: Bool { author != nil }
}
