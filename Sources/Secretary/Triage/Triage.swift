/// Decides which messages deserve a reply draft. Pure: equal inputs give equal verdicts.
///
/// Two steps, because reading a conversation costs twice what the message cost: `reasonToSetAside` knows the message
/// alone, `verdict` the conversation and what was already drafted.
package struct Triage: Sendable {
  package let owner: MailboxOwner
  package let limits: DraftLimits
  private let rules: [TriageRule]

  package init(owner: MailboxOwner, limits: DraftLimits = DraftLimits(), rules: [TriageRule] = TriageRule.table) {
    self.owner = owner
    self.limits = limits
    self.rules = rules
  }

  /// For mail of a sender whose mail always gets a draft.
  package var lenient: Triage { Triage(owner: owner, limits: limits, rules: TriageRule.indispensable) }

  /// The first rule of the table that applies; nil when the conversation has to decide.
  package func reasonToSetAside(_ message: EmailMessage) -> SetAsideReason? {
    let subject = TriageSubject(message, owner: owner.recognising(message))
    return rules.lazy.compactMap { $0.reason(for: subject) }.first
  }

  /// - Parameter thread: the conversation as it is now; its copy of the message is the one that counts.
  package func verdict(on message: EmailMessage, in thread: EmailThread, drafts: DraftActivity) -> TriageVerdict {
    guard let position = thread.messages.firstIndex(where: { $0.id == message.id }) else {
      return .setAside(.deleted)
    }
    let current = thread.messages[position]
    if let reason = reasonToSetAside(current) { return .setAside(reason) }
    if let reason = reason(from: thread, around: position, drafts: drafts) { return .setAside(reason) }
    let subject = TriageSubject(current, owner: owner.recognising(current))
    return .needsReply(
      reason: subject.isOnlyCopied
        ? "You are in copy, it turns to you, and you have not answered."
        : "It was written to you, and you have not answered it.")
  }

  private func reason(from thread: EmailThread, around position: Int, drafts: DraftActivity) -> SetAsideReason? {
    let message = thread.messages[position]
    let present = thread.messages.filter { !$0.place.isThrownAway }
    let later = thread.messages[(position + 1)...].filter { $0.place.isInConversation }
    if later.contains(where: owner.wrote) {
      return SetAsideReason(code: "answered", words: "You wrote in this conversation after it arrived.")
    }
    let open = Set(drafts.openInThread.map(\.id.rawValue))
    if present.contains(where: {
      $0.place == .draft && !open.contains($0.headers.first(EmailDraft.header) ?? "")
    }) {
      return SetAsideReason(
        code: "own-draft",
        words: "A draft of yours is already in this conversation; when it is gone, this message is looked at again.")
    }
    let earlier = Set(thread.messages[..<position].map(\.id))
    let standing = drafts.openInThread.filter { $0.isTouched || !earlier.contains($0.answers) }
    if !standing.isEmpty {
      return .draftWaiting
    }
    if later.contains(where: { isFollowUp($0, to: message) }) {
      return SetAsideReason(
        code: "superseded", words: "The same person wrote again in this conversation; that message is answered.")
    }
    if drafts.inThreadToday >= limits.perThreadAndDay {
      return SetAsideReason(
        code: "loop-guard",
        words: "This conversation already had \(limits.perThreadAndDay.counted("draft")) within a day.")
    }
    if drafts.toSenderToday >= limits.perSenderAndDay {
      return SetAsideReason(
        code: "loop-guard", words: "This sender already had \(limits.perSenderAndDay.counted("draft")) within a day.")
    }
    return nil
  }

  /// A later message of the same sender that deserves an answer itself; its prompt shows both.
  private func isFollowUp(_ later: EmailMessage, to message: EmailMessage) -> Bool {
    later.from.map(\.canonical) == message.from.map(\.canonical) && reasonToSetAside(later) == nil
  }
}

/// How many drafts are too many to be meant (RFC 3834 §2 asks for a limit per sender). Two programs answering each
/// other reach these within minutes; people do not within a day.
package struct DraftLimits: Sendable, Equatable {
  package var perThreadAndDay: Int
  package var perSenderAndDay: Int
  /// For all senders together, who may be one under many addresses. Nobody goes through more in a day; each costs a
  /// question to a model. Unlike the other two it says nothing about the message, which therefore waits for its turn.
  package var perMailboxAndDay: Int

  package init(perThreadAndDay: Int = 5, perSenderAndDay: Int = 50, perMailboxAndDay: Int = 300) {
    self.perThreadAndDay = perThreadAndDay
    self.perSenderAndDay = perSenderAndDay
    self.perMailboxAndDay = perMailboxAndDay
  }
}

/// What was drafted lately around one message.
package struct DraftActivity: Sendable, Equatable, Codable {
  /// A draft of this conversation that is not closed.
  package struct OpenDraft: Sendable, Equatable, Codable {
    package var id: DraftID
    /// The message it answers.
    package var answers: MessageID
    /// The person has done something with it, so it is not superseded by a draft that answers newer mail.
    package var isTouched: Bool

    package init(id: DraftID, answers: MessageID, isTouched: Bool) {
      self.id = id
      self.answers = answers
      self.isTouched = isTouched
    }
  }

  package var openInThread: [OpenDraft]
  /// Drafts made for this conversation within a day.
  package var inThreadToday: Int
  /// Drafts made for this sender within a day.
  package var toSenderToday: Int

  package init(openInThread: [OpenDraft] = [], inThreadToday: Int = 0, toSenderToday: Int = 0) {
    self.openInThread = openInThread
    self.inThreadToday = inThreadToday
    self.toSenderToday = toSenderToday
  }
}

extension SetAsideReason {
  /// The reasons that need no message to be read.
  package static let ownMail = SetAsideReason(code: "own-mail", words: "You wrote it yourself.")
  package static let spam = SetAsideReason(code: "spam", words: "It is held for spam.")
  package static let trash = SetAsideReason(code: "trash", words: "It is in the trash.")
  package static let beforeStart = SetAsideReason(
    code: "before-start", words: "It arrived before the secretary began to watch this mailbox.")
  package static let nobody = SetAsideReason(
    code: "nobody", words: "It names nobody else whom an answer could go to.")
  package static let draftWaiting = SetAsideReason(
    code: "draft-waiting",
    words: "A draft for this conversation waits for you; when it is done with, this message is looked at again.")
  package static let never = SetAsideReason(
    code: "never", words: "You want no drafts for this sender's mail.")
  package static let deleted = SetAsideReason(code: "deleted", words: "It was deleted before it could be read.")
}

extension EmailDraft {
  /// The header that carries our draft's id into the mailbox, which keeps custom headers but replaces `Message-ID`.
  package static let header = "X-Secretary-Draft"
}

extension EmailThread {
  /// The conversation as it was before a draft of ours came into it.
  package func leavingOut(_ draft: DraftID?) -> EmailThread {
    guard let draft else { return self }
    return EmailThread(
      id: id, messages: messages.filter { $0.headers.first(EmailDraft.header) != draft.rawValue })
  }
}
