import Drafting
import FoundationEssentials
import MailFormat
import Secretary
import StoreRequests

/// Reads one message and decides about it; writes nothing. What a check acts on and what `--explain` prints are the
/// same answer.
struct MessageReview {
  let mailbox: any Mailbox
  let triage: Triage
  let composer: PromptComposer
  /// Mail from before this is not ours to answer; nil when there is no start yet.
  let watchedSince: Date?
  /// A model that reads what the score leaves open; nil for none.
  let judge: MailJudge?

  /// A message that headers leave undecided, and whom a reply would go to.
  struct Candidate: Sendable {
    var message: EmailMessage
    var recipients: ReplyRecipients
    /// The first of them.
    var sender: EmailAddress
    /// The user asked for a draft, so nothing keeps it from being written.
    var isWanted: Bool
    /// What the user wants for all mail of this sender.
    var choice: SenderChoice?
  }

  enum Screening: Sendable {
    case setAside(SetAsideReason)
    case candidate(Candidate)
  }

  enum Answer: Sendable {
    /// With what the judge made of it; nil when triage settled it.
    case setAside(SetAsideReason, Judgement? = nil)
    case deserves(ReplyTask)

    var judgement: Judgement? {
      switch self {
      case .setAside(_, let judgement): judgement
      case .deserves(let task): task.judgement
      }
    }
  }

  /// Nil when there is no such message any more.
  func message(_ id: MessageID) async throws -> EmailMessage? {
    do { return try await mailbox.message(id) } catch MailboxError.gone { return nil }
  }

  /// What the message alone settles: its conversation costs twice what it costs itself.
  /// - Parameters:
  ///   - isWanted: the user asked for a draft, so nothing keeps it from being written but that there is nobody to answer.
  ///   - choice: what the user wants for all mail of somebody.
  func screen(
    _ message: EmailMessage, isWanted: Bool, choice: (EmailAddress) async throws -> SenderChoice?
  ) async throws -> Screening {
    var wanted: SenderChoice?
    if let person = triage.owner.correspondent(of: message) { wanted = try await choice(person) }
    if !isWanted {
      if let watchedSince, message.receivedAt < watchedSince { return .setAside(.beforeStart) }
      if let reason = triage(for: wanted).reasonToSetAside(message) { return .setAside(reason) }
      if wanted == .never { return .setAside(.never) }
    }
    guard let recipients = ReplyRecipients.replying(to: message, owner: triage.owner),
      let sender = recipients.to.first
    else { return .setAside(.nobody) }
    return .candidate(
      Candidate(message: message, recipients: recipients, sender: sender, isWanted: isWanted, choice: wanted))
  }

  /// What the conversation settles.
  /// - Parameters:
  ///   - own: our own answer to this very message, which is left out of the conversation.
  ///   - correspondent: what is known of the mail with somebody.
  ///   - activity: what was drafted lately in the message's thread and for its sender.
  ///   - trouble: told what keeps the judge's model from reading mail.
  func answer(
    _ candidate: Candidate, forgetting own: DraftID? = nil,
    correspondent: (EmailAddress) async throws -> Correspondent?,
    activity: (_ sender: EmailAddress) async throws -> DraftActivity, trouble: (String) -> Void = { _ in }
  ) async throws -> Answer {
    let thread: EmailThread
    do {
      thread = try await mailbox.thread(candidate.message.threadID).leavingOut(own)
    } catch MailboxError.gone {
      return .setAside(.deleted)
    }
    let message = thread.reading(candidate.message)
    var reason = "You asked for a draft."
    if !candidate.isWanted {
      switch triage(for: candidate.choice).verdict(
        on: message, in: thread, drafts: try await activity(candidate.sender))
      {
      case .setAside(let against): return .setAside(against)
      case .needsReply(let words): reason = words
      }
    }
    var judgement = try await Judge(owner: triage.owner).judgement(
      of: message, in: thread, asking: correspondent)
    let kind = DraftKind(answering: message, owner: triage.owner)
    if !candidate.isWanted, candidate.choice != .always, !composer.settings.draftKinds.contains(kind) {
      return .setAside(.kindOff(kind), judgement)
    }
    if !candidate.isWanted, candidate.choice != .always,
      let reading = try await reading(of: candidate, message, in: thread, judgement)
    {
      if let words = reading.trouble { trouble(words) }
      if let assessment = reading.assessment { judgement = judgement.assessed(as: assessment) }
    }
    let strictness = composer.settings.strictness
    if candidate.choice == .always, !candidate.isWanted {
      reason = "You want drafts for this sender's mail."
    } else if !candidate.isWanted, strictness != .everyone {
      if let against = judgement.reasonToSetAside(at: strictness) { return .setAside(against, judgement) }
      reason = judgement.wordsFor
    }
    return .deserves(
      ReplyTask(
        message: message, kind: kind, recipients: candidate.recipients, reason: reason, judgement: judgement,
        thread: thread, conversation: Conversation(of: thread, answering: message.id, owner: triage.owner)))
  }

  /// What a writer is asked, with what is known of the user's ways.
  func prompt(
    for task: ReplyTask, to writer: any DraftWriter, _ store: any WorkerStore, _ facts: [RememberedFact]
  ) async throws -> Prompt {
    let background = try await BackgroundReading(mailbox: mailbox, store: store, owner: triage.owner, facts: facts)
      .background(for: task.message, to: task.recipients, writer: writer)
    return composer.prompt(
      for: task.message, in: task.thread, to: task.recipients, background: background,
      asks: try await asks(of: task, for: writer))
  }

  /// As the judge found them, or else the writer's asker; none when nobody looked, or nothing came of it.
  private func asks(of task: ReplyTask, for writer: any DraftWriter) async throws -> [String] {
    if let assessment = task.judgement?.assessment { return assessment.asks }
    guard let asker = writer.asker else { return [] }
    let question = composer.assessment(of: task.message, in: task.thread, for: task.recipients.from)
    return try await asker.reading(of: question).assessment?.asks ?? []
  }

  /// Asked only where the answer can change what happens. When nothing comes of it, the score stays as it is.
  private func reading(
    of candidate: Candidate, _ message: EmailMessage, in thread: EmailThread, _ judgement: Judgement
  ) async throws -> MailJudge.Reading? {
    guard let judge, MiddleBand(of: composer.settings.strictness).contains(judgement.score) else { return nil }
    return try await judge.reading(of: composer.assessment(of: message, in: thread, for: candidate.recipients.from))
  }

  private func triage(for choice: SenderChoice?) -> Triage { choice == .always ? triage.lenient : triage }
}

/// A reply that is due: everything but its text.
struct ReplyTask: Sendable {
  var message: EmailMessage
  var kind: DraftKind
  var recipients: ReplyRecipients
  var reason: String
  /// How likely the user is to answer it themselves; nil where it is no answer.
  var judgement: Judgement?
  var thread: EmailThread
  /// What the person sees beside the draft.
  var conversation: Conversation

  func draft(_ text: DraftText, id: DraftID, for user: UserID, at now: Date) -> EmailDraft {
    EmailDraft(
      id: id, userID: user, messageID: message.id, threadID: message.threadID, recipients: recipients,
      subject: ReplyMessage.subject(for: message.subject), body: text.body, reason: reason, writer: text.writer,
      createdAt: now, newestMessageID: thread.newest, score: judgement?.score, usage: text.usage, kind: kind)
  }
}
