import Secretary

/// Conversations put together from mail that names none: the same topic, and somebody in both.
struct Conversations {
  private struct Conversation {
    var thread: EmailThread
    var people: Set<String>
  }

  private let owner: MailboxOwner
  private var byTopic: [String: [Conversation]] = [:]
  /// Messages of one that are kept: the judge looks at no more.
  private static let mostMessages = 50

  init(owner: MailboxOwner) { self.owner = owner }

  /// The conversation that a message continues, with the message at its end.
  mutating func add(_ message: EmailMessage) -> EmailThread {
    let topic = String(SubjectLine.topic(of: message.subject)).lowercased()
    let people = Set((message.from + message.to + message.cc).filter { !owner.owns($0) }.map(\.canonical))
    // Mail without a subject belongs to nothing.
    guard !topic.isEmpty else { return EmailThread(id: message.threadID, messages: [message]) }
    var conversations = byTopic[topic] ?? []
    let found = conversations.lastIndex { !$0.people.isDisjoint(with: people) }
    var conversation =
      found.map { conversations.remove(at: $0) }
      ?? Conversation(thread: EmailThread(id: message.threadID, messages: []), people: [])
    conversation.people.formUnion(people)
    conversation.thread.messages = conversation.thread.messages.suffix(Self.mostMessages - 1) + [message]
    conversations.append(conversation)
    byTopic[topic] = conversations
    return conversation.thread
  }
}
