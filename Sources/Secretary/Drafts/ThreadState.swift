/// How the conversation of a draft stands, against what of it is kept beside the draft. Pure.
package enum ThreadState: Sendable, Equatable, Codable {
  /// As the person sees it on the draft's page.
  case asShown
  /// The user has written in it since, from wherever; or, where the draft is a reminder, anybody has.
  case answered
  /// Somebody else has.
  case newerMail
  /// The message that the draft answers is in the trash, spam, or deleted.
  case gone
  /// It was gone, and is back.
  case back

  /// - Parameters:
  ///   - thread: the conversation now, nil when there is none; of its messages only ids, labels, sender and our own header
  ///     are asked.
  ///   - draft: what was told before does not count again: who approves a reply to a conversation in the trash, and is
  ///     told that it is there, means it.
  package init(of thread: EmailThread?, around draft: EmailDraft, owner: MailboxOwner) {
    let present = (thread?.messages ?? []).filter { $0.place.isInConversation }
    let answered = present.firstIndex { $0.id == draft.messageID }
    if answered == nil, draft.threadNews != .gone {
      self = .gone
      return
    }
    let shown = draft.newestMessageID.flatMap { newest in present.firstIndex { $0.id == newest } }
    let later = present.dropFirst([answered, shown].compactMap { $0 }.max().map { $0 + 1 } ?? 0).filter {
      $0.headers.first(EmailDraft.header) != draft.id.rawValue
    }
    // One that was retired comes back with its conversation, unless the user has answered meanwhile.
    if later.contains(where: { owner.wrote($0) || draft.kind == .followUp }) {
      self = draft.status == .retired ? .asShown : .answered
    } else if !later.isEmpty, draft.status != .retired {
      self = .newerMail
    } else {
      self = draft.threadNews == .gone && answered != nil ? .back : .asShown
    }
  }

  /// What it is to the draft; nil when nothing happened.
  package var event: DraftEvent? {
    switch self {
    case .asShown: nil
    case .answered: .answered
    case .newerMail: .newerMail
    case .gone: .conversationGone
    case .back: .conversationBack
    }
  }
}

extension EmailThread {
  /// The newest message that a person sees in it: no draft, and nothing thrown away. Approving a reply names it.
  package var newest: MessageID? {
    messages.last { $0.place.isInConversation }?.id
  }
}
