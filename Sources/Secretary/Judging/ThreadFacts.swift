/// How the conversation stands for the user when a message in it is judged. Only what was in it, never what it says.
package struct ThreadFacts: Sendable, Equatable {
  /// The user has written in it before the message.
  package var hasOwnMail = false
  /// The message before this one is the user's: it is an answer to them.
  package var answersOwner = false
  /// In their last mail before it the user said that they would do something or write again.
  package var hasOwnPromise = false
  /// Somebody asked the user something before it, and the user has not written since.
  package var hasOpenQuestion = false
  /// Somebody else has written to the sender since.
  package var isAnsweredByAnother = false
  /// It hands on another mail.
  package var isForward = false
  /// A few words of thanks or consent, which ask nothing.
  package var isOnlyThanks = false
  /// The user is in Cc, not in To.
  package var isOnlyCopied = false

  package init() {}

  /// Messages of the conversation that are looked at, either side of the judged one. More is no conversation.
  static let mostMessages = 50

  /// - Parameter thread: the conversation as it is now, oldest message first. A message that is not in it counts as its newest.
  package init(of message: EmailMessage, in thread: EmailThread, owner: MailboxOwner) {
    let owner = owner.recognising(message)
    let position = thread.messages.firstIndex { $0.id == message.id } ?? thread.messages.endIndex
    let earlier = thread.messages[..<position].filter(\.place.isInConversation).suffix(Self.mostMessages)
    let lastOwn = earlier.lastIndex(where: owner.wrote)
    hasOwnMail = lastOwn != nil
    answersOwner = lastOwn != nil && lastOwn == earlier.indices.last
    hasOwnPromise = lastOwn.map { OwnPromise.occurs(in: TriageSubject(earlier[$0], owner: owner).text) } ?? false
    let since = lastOwn.map { earlier[($0 + 1)...] } ?? earlier
    hasOpenQuestion = since.contains { asked in
      asked.to.contains(where: owner.owns) && TriageSubject(asked, owner: owner).asksSomething
    }
    let later = thread.messages[position...].dropFirst().filter(\.place.isInConversation).prefix(Self.mostMessages)
    let senders = Set(message.from.map(\.canonical))
    isAnsweredByAnother = later.contains { answer in
      !owner.wrote(answer) && !answer.from.contains { senders.contains($0.canonical) }
        && answer.to.contains { senders.contains($0.canonical) }
    }
    let subject = TriageSubject(message, owner: owner)
    isForward = subject.isForward
    isOnlyThanks = ThanksOnly.isAllOf(subject.text)
    isOnlyCopied = subject.isOnlyCopied
  }
}
