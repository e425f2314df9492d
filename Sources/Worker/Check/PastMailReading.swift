import Secretary
import StoreRequests

/// Reads mail from before the watch began, once: the user's own for whom they wrote to and how, the rest for what the judge would have
/// made of it. Nothing old is drafted, and its text is kept nowhere.
struct PastMailReading {
  /// Messages read in one check; the others wait for the next. A third of a minute's quota at Gmail.
  static let most = 50
  /// The newest of the user's own mail that are read: what is older adds next to nothing to whom they answer.
  static let mostOwn = 500
  /// The newest of everything else that are read, at most.
  static let mostReceived = 300

  let check: CheckContext

  func run() async throws {
    do {
      if try await !check.store.past.isListed() { try await list() }
      let unread = try await check.store.past.unread(limit: Self.most)
      guard !unread.isEmpty else { return }
      let owner = try await check.owner()
      for message in unread {
        if Task.isCancelled { throw CancellationError() }
        check.madeProgress()
        try await read(message, for: owner)
      }
    } catch {
      // Nobody waits for this, and the next check goes on with it.
      guard case .mailbox = CheckFailure(error) else { throw error }
    }
  }

  /// The newest of the whole mailbox in their order, and before them what else is in Sent.
  private func list() async throws {
    let everything = try await check.mailbox.newestMessages(Self.mostOwn + Self.mostReceived, in: nil)
    let own = try await check.mailbox.newestMessages(Self.mostOwn, in: .sent)
    let drafts = Set(try await check.mailbox.newestMessages(Self.mostOwn, in: .draft))
    let (listed, isOwn) = (Set(everything), Set(own))
    let received = everything.filter { !isOwn.contains($0) && !drafts.contains($0) }.prefix(Self.mostReceived)
    let kept = isOwn.union(received)
    let newestFirst = everything.filter(kept.contains) + own.filter { !listed.contains($0) }
    try await check.store.past.list(newestFirst.reversed().map { PastMessage($0, isOwn: isOwn.contains($0)) })
  }

  private func read(_ past: PastMessage, for owner: MailboxOwner) async throws {
    let id = past.reference.id
    do {
      guard past.isOwn else { return try await judge(past, for: owner) }
      try await check.store.past.finish(
        id, teaching: owner.lessonWithStyle(of: try await check.mailbox.message(id)), judged: nil)
      check.mailboxAnswered()
    } catch {
      // Deleted meanwhile, or not to be read: it will teach nothing later either.
      guard case .message = CheckFailure(error) else { throw error }
      try await check.store.past.finish(id, teaching: nil, judged: nil)
    }
  }

  /// As it would have been when it came: by the conversation before it, and by the mail before it that has been read.
  private func judge(_ past: PastMessage, for owner: MailboxOwner) async throws {
    let thread = try await check.mailbox.thread(past.reference.threadID)
    check.mailboxAnswered()
    guard let message = thread.messages.first(where: { $0.id == past.reference.id }) else {
      return try await check.store.past.finish(past.reference.id, teaching: nil, judged: nil)
    }
    let judgement = try await Judge(owner: owner).judgement(
      of: message, in: thread, asking: check.store.correspondents.correspondent)
    guard judgement.setAside == nil else {
      return try await check.store.past.finish(message.id, teaching: nil, judged: nil)
    }
    try await check.store.past.finish(
      message.id, teaching: owner.lesson(of: message),
      judged: JudgedMail(
        score: judgement.score, sender: message.from.first?.full.text ?? "", subject: ShownText(message.subject).text,
        receivedAt: message.receivedAt))
  }
}
