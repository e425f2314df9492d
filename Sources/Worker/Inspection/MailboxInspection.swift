import Drafting
package import FoundationEssentials
import HTTPTransport
import Secretary
import StoreRequests

/// Looks and tells, and writes nothing: neither store nor mailbox, not even a renewed token. What it says about a message
/// is what a check would do with it, except that it does not mind how old the message is.
package struct MailboxInspection: Sendable {
  private let configuration: WorkerConfiguration
  private let clock: any Clock<Duration>
  private let now: @Sendable () -> Date

  package init(
    _ configuration: WorkerConfiguration, clock: any Clock<Duration> = ContinuousClock(),
    now: @escaping @Sendable () -> Date = { Date() }
  ) {
    self.configuration = configuration
    self.clock = clock
    self.now = now
  }

  /// Verdict, prompt and draft of the newest message in the inbox.
  package func explainLatest() async throws(WorkerEnd) -> Explanation {
    try await look { look in
      guard let latest = try await look.session.mailbox.newestMessages(1, in: .inbox).first else {
        throw WorkerEnd(.usage, "There is no message in the inbox.")
      }
      return try await look.explanation(of: latest.id)
    }
  }

  /// Verdict, prompt and draft of one message.
  /// - Parameter name: its id, or words of its subject; of several that have them the newest.
  package func explain(_ name: String) async throws(WorkerEnd) -> Explanation {
    try await look { look in
      // Deleted ones are explained when they are known; of what was never there nothing can be said.
      let id = MessageID(name)
      let isKnown = try await look.store.ledger.entry(for: id) != nil
      let isThere = try await look.isThere(id)
      if isKnown || isThere { return try await look.explanation(of: id) }
      let alike = try await look.store.ledger.messages(about: name)
      guard let newest = alike.first else {
        throw WorkerEnd(
          .usage,
          "There is no message '\(ShownText(name))' in this mailbox, neither by its id nor by its subject. Ids stand in what "
            + "--dry-run prints and in the log; 'latest' is the newest message.")
      }
      var explanation = try await look.explanation(of: newest)
      explanation.older = Array(alike.dropFirst())
      return explanation
    }
  }

  /// What the next check would do, message by message; `tell` is called for each as soon as it is known.
  package func dryRun(tell: @escaping @Sendable (Explanation) -> Void) async throws(WorkerEnd) -> DryRunEnd {
    try await look { look in
      var messages = try await look.store.ledger.due(at: now(), limit: .max).map(\.messageID)
      guard let position = try await look.store.intake.position() else {
        guard let since = configuration.since else { return .wouldStartNow }
        for message in try await look.session.mailbox.messages(after: since).reversed() {
          tell(try await look.explanation(of: message.id))
        }
        return .looked
      }
      do {
        let news = try await look.session.mailbox.changes(since: position.cursor)
        messages += HistoryReading.seen(in: news.changes).filter { $0.settled == nil }.map(\.messageID)
      } catch MailboxError.changesLost {
        return .wouldResynchronise
      }
      var known: Set<MessageID> = []
      for message in messages where known.insert(message).inserted {
        if case .drafted? = try await look.store.ledger.entry(for: message)?.state { continue }
        tell(try await look.explanation(of: message))
      }
      return .looked
    }
  }

  private struct Look {
    var store: any WorkerStore
    var session: MailboxSession
    var review: MessageReview
    var writer: any DraftWriter
    var user: UserID
    var facts: [RememberedFact]
    var now: @Sendable () -> Date

    /// What cannot be an id is refused, with nothing said of the message.
    func isThere(_ id: MessageID) async throws -> Bool {
      do { return try await review.message(id) != nil } catch MailboxError.refused { return false }
    }

    func explanation(of id: MessageID) async throws -> Explanation {
      let entry = try await store.ledger.entry(for: id)
      let own = try await store.drafts.draft(answering: id)?.id
      let answer = try await answer(to: id, isWanted: entry?.isWanted ?? false, forgetting: own)
      switch answer {
      case .setAside(let reason, let judgement):
        return Explanation(
          messageID: id, recorded: entry?.state, verdict: .setAside(reason), judgement: judgement)
      case .deserves(let task):
        let prompt = try await review.prompt(for: task, to: writer, store, facts)
        let text = try await writer.write(prompt)
        return Explanation(
          messageID: id, recorded: entry?.state, verdict: .needsReply(reason: task.reason),
          judgement: task.judgement, prompt: prompt,
          draft: task.draft(text, id: DraftID(""), for: user, at: now()), usage: text.usage)
      }
    }

    private func answer(
      to id: MessageID, isWanted: Bool, forgetting own: DraftID?
    ) async throws -> MessageReview.Answer {
      guard let message = try await review.message(id) else { return .setAside(.deleted) }
      switch try await review.screen(message, isWanted: isWanted, choice: store.correspondents.choice) {
      case .setAside(let reason): return .setAside(reason)
      case .candidate(let candidate):
        return try await review.answer(
          candidate, forgetting: own, correspondent: store.correspondents.correspondent
        ) { sender in
          try await store.drafts.activity(
            around: id, in: message.threadID, to: sender, at: now())
        }
      }
    }
  }

  private func look<Value: Sendable>(_ body: (Look) async throws -> Value) async throws(WorkerEnd) -> Value {
    let transport = HTTPTransport()
    do {
      let store = try await configuration.openStore(configuration.user, nil, now)
      do {
        let value = try await body(try await prepared(store, transport))
        await store.close()
        return value
      } catch {
        await store.close()
        throw error
      }
    } catch {
      throw WorkerEnd(because: error)
    }
  }

  private func prepared(_ store: any WorkerStore, _ transport: HTTPTransport) async throws -> Look {
    let user = configuration.user
    let rows = try await store.account.rows()
    guard let credential = rows.credential, credential.isConnected else {
      throw WorkerEnd.notConnected
    }
    let session = try MailboxSession(
      credential, configuration: configuration, transport: transport, clock: clock, now: now)
    let settings = rows.settings ?? AgentSettings(userID: user)
    let owner = try await session.mailboxOwner(with: settings.otherAddresses)
    let models = ModelAccess(transport: transport, now: now)
    let review = MessageReview(
      mailbox: session.mailbox, triage: Triage(owner: owner, limits: configuration.limits),
      composer: PromptComposer(settings, owner: owner, at: now(), redactsSecrets: configuration.redactsSecrets),
      watchedSince: nil, judge: configuration.judge(models))
    return Look(
      store: store, session: session, review: review, writer: configuration.writer(models), user: user,
      facts: try await store.memory.facts().open(with: configuration.keys), now: now)
  }
}

/// How a dry run ended.
package enum DryRunEnd: Sendable, Equatable {
  case looked
  /// The mailbox is not watched yet: the first check would begin now and draft nothing older.
  case wouldStartNow
  /// The mailbox no longer remembers what changed since the last check, which would list the mailbox anew.
  case wouldResynchronise

  package var words: String {
    switch self {
    case .looked: "Nothing was written."
    case .wouldStartNow:
      "The first check would begin now and draft nothing older; use --since to begin earlier. Nothing was written."
    case .wouldResynchronise:
      "The mailbox no longer remembers what changed since the last check; the next one lists it. Nothing was written."
    }
  }
}
