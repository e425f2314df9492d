import Drafting
import FoundationEssentials
import Gmail
import MailFormat
import Secretary

/// Reads one message and decides about it; writes nothing. What a check acts on and what `--explain` prints are the
/// same answer.
struct MessageReview {
  let gmail: GmailMailbox
  let triage: Triage
  let settings: AgentSettings
  /// Mail from before this is not ours to answer; nil when there is no start yet.
  let watchedSince: Date?

  enum Answer: Sendable {
    case setAside(SetAsideReason)
    case deserves(ReplyTask)
  }

  /// The conversation costs twice what the message costs, so it is read only for messages that headers leave undecided.
  /// `drafts` tells what was drafted lately in that thread and for that sender. `forgetting` leaves our own answer to
  /// this very message out of the conversation.
  func answer(
    _ id: MessageID, forgetting own: DraftID? = nil,
    drafts: (ThreadID, _ sender: EmailAddress) async throws -> DraftActivity
  ) async throws -> Answer {
    let message: EmailMessage
    do {
      message = try await gmail.message(id)
    } catch GmailError.notFound {
      return .setAside(.deleted)
    }
    if let watchedSince, message.receivedAt < watchedSince {
      return .setAside(.beforeStart)
    }
    if let reason = triage.reasonToSetAside(message) { return .setAside(reason) }
    guard let recipients = ReplyRecipients.replying(to: message, owner: triage.owner),
      let sender = recipients.to.first
    else { return .setAside(.deleted) }

    let thread: EmailThread
    do {
      thread = try await gmail.thread(message.threadID)
    } catch GmailError.notFound {
      return .setAside(.deleted)
    }
    return try await answer(
      message, in: thread.leavingOut(own), to: recipients, drafts: drafts(message.threadID, sender))
  }

  private func answer(
    _ message: EmailMessage, in thread: EmailThread, to recipients: ReplyRecipients, drafts: DraftActivity
  ) -> Answer {
    switch triage.verdict(on: message, in: thread, drafts: drafts) {
    case .setAside(let reason):
      return .setAside(reason)
    case .needsReply(let reason):
      let composer = PromptComposer(settings: settings, owner: triage.owner)
      return .deserves(
        ReplyTask(
          message: message, recipients: recipients, reason: reason,
          prompt: composer.prompt(for: message, in: thread, to: recipients)))
    }
  }
}

/// A reply that is due: everything but its text.
struct ReplyTask: Sendable {
  var message: EmailMessage
  var recipients: ReplyRecipients
  var reason: String
  var prompt: Prompt

  func draft(_ text: DraftText, id: DraftID, for user: UserID, at now: Date) -> EmailDraft {
    EmailDraft(
      id: id, userID: user, messageID: message.id, threadID: message.threadID, recipients: recipients,
      subject: ReplyMessage.subject(for: message.subject), body: text.body, reason: reason, writer: text.writer,
      createdAt: now)
  }
}
