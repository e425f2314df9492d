import Drafting
import FoundationEssentials
import MailFormat
import Secretary

/// Reads one message and decides about it; writes nothing. What a check acts on and what `--explain` prints are the
/// same answer.
struct MessageReview {
  let mailbox: any Mailbox
  let triage: Triage
  let settings: AgentSettings
  /// Mail from before this is not ours to answer; nil when there is no start yet.
  let watchedSince: Date?

  enum Answer: Sendable {
    case setAside(SetAsideReason)
    case deserves(ReplyTask)
  }

  /// The conversation costs twice what the message costs, so it is read only for messages that headers leave undecided.
  /// - Parameters:
  ///   - isWanted: the user asked for a draft, so nothing keeps it from being written but that there is no message, or
  ///     nobody to answer.
  ///   - own: our own answer to this very message, which is left out of the conversation.
  ///   - fetched: called with the message as soon as it is there, whatever becomes of it.
  ///   - drafts: what was drafted lately in that thread and for that sender.
  func answer(
    _ id: MessageID, isWanted: Bool = false, forgetting own: DraftID? = nil,
    fetched: (EmailMessage) async throws -> Void = { _ in },
    drafts: (ThreadID, _ sender: EmailAddress) async throws -> DraftActivity
  ) async throws -> Answer {
    var message: EmailMessage
    do {
      message = try await mailbox.message(id)
    } catch MailboxError.gone {
      return .setAside(.deleted)
    }
    try await fetched(message)
    if !isWanted {
      if let watchedSince, message.receivedAt < watchedSince { return .setAside(.beforeStart) }
      if let reason = triage.reasonToSetAside(message) { return .setAside(reason) }
    }
    guard let recipients = ReplyRecipients.replying(to: message, owner: triage.owner),
      let sender = recipients.to.first
    else { return .setAside(.nobody) }

    let thread: EmailThread
    do {
      thread = try await mailbox.thread(message.threadID).leavingOut(own)
    } catch MailboxError.gone {
      return .setAside(.deleted)
    }
    message = thread.reading(message)
    let verdict =
      isWanted
      ? .needsReply(reason: "You asked for a draft.")
      : triage.verdict(on: message, in: thread, drafts: try await drafts(message.threadID, sender))
    switch verdict {
    case .setAside(let reason):
      return .setAside(reason)
    case .needsReply(let reason):
      let composer = PromptComposer(settings: settings, owner: triage.owner)
      return .deserves(
        ReplyTask(
          message: message, recipients: recipients, reason: reason,
          prompt: composer.prompt(for: message, in: thread, to: recipients),
          conversation: Conversation(of: thread, answering: message.id, owner: triage.owner), newest: thread.newest))
    }
  }
}

/// A reply that is due: everything but its text.
struct ReplyTask: Sendable {
  var message: EmailMessage
  var recipients: ReplyRecipients
  var reason: String
  var prompt: Prompt
  /// What the person sees beside the draft.
  var conversation: Conversation
  /// The newest message of that.
  var newest: MessageID?

  func draft(_ text: DraftText, id: DraftID, for user: UserID, at now: Date) -> EmailDraft {
    EmailDraft(
      id: id, userID: user, messageID: message.id, threadID: message.threadID, recipients: recipients,
      subject: ReplyMessage.subject(for: message.subject), body: text.body, reason: reason, writer: text.writer,
      createdAt: now, newestMessageID: newest)
  }
}
