import Secretary

/// A mailbox once more from its beginning: each message is judged by what was known when it came, and learned from after that.
struct Replay {
  /// A judged message.
  struct Row: Sendable {
    var file: String
    var signals: ReplySignals
    var isAnswered: Bool
    /// What trivial rankers look at.
    var asksSomething: Bool
    var isAnswer: Bool
    var isFromSameHouse: Bool

    /// Nobody of that address had written to the user, nor been written to.
    var isFirstMail: Bool { signals.correspondent == nil }
  }

  let name: String
  private(set) var rows: [Row] = []
  /// Everything that was read.
  private(set) var messages = 0

  init(_ mailbox: LabelledMailbox) throws {
    name = mailbox.name
    let owner = mailbox.owner
    let triage = Triage(owner: owner)
    var conversations = Conversations(owner: owner)
    var history = CorrespondentHistory()
    for mail in mailbox.mails {
      let message = try mailbox.message(mail)
      messages += 1
      let thread = conversations.add(message)
      if mail.isJudged {
        let correspondent = owner.correspondent(of: message).flatMap { history[$0] }
        rows.append(Row(mail, message, thread: thread, correspondent: correspondent, owner: owner))
      }
      if mail.isSent || triage.reasonToSetAside(message) == nil, let lesson = owner.lesson(of: message) {
        history.learn(lesson)
      }
    }
  }
}

extension Replay.Row {
  fileprivate init(
    _ mail: LabelledMailbox.Mail, _ message: EmailMessage, thread: EmailThread, correspondent: Correspondent?,
    owner: MailboxOwner
  ) {
    self.init(
      file: mail.file,
      signals: ReplySignals(of: message, in: thread, correspondent: correspondent, owner: owner),
      isAnswered: mail.isAnswered, asksSomething: message.text.newText.contains("?"),
      isAnswer: message.subject.lowercased().hasPrefix("re:"),
      isFromSameHouse: message.from.contains { $0.domain == owner.primary.domain })
  }
}
