import Drafting
import Secretary
import StoreRequests

/// Writes a draft again as the person asks. The text changes only if it is still the one they read; whatever goes wrong
/// leaves it as it is, and says so.
struct DraftRewrite {
  let check: CheckContext
  let writer: any DraftWriter

  func run() async throws {
    let due = try await check.store.rewriting.due(at: check.now())
    if due.isEmpty { return }
    let owner = try await check.owner()
    for id in due {
      // Read again: the person may have changed it since.
      guard let draft = try await check.store.rewriting.draft(id) else { continue }
      try await check.begin(id)
      do {
        if try await rewrite(draft, for: owner) { check.counts.rewritten += 1 }
        check.mailboxAnswered()
      } catch {
        switch CheckFailure(error) {
        case .message(let words), .mailbox(let words), .model(let words, _), .noRoom(let words, _):
          // Not tried again by itself: somebody waits for this, and meanwhile can neither approve nor ask otherwise.
          try await check.store.rewriting.abandon(id, notice: "It was not written again. \(words)")
        default: throw error
        }
      }
    }
  }

  private func rewrite(_ draft: EmailDraft, for owner: MailboxOwner) async throws -> Bool {
    let message = try await check.mailbox.message(draft.messageID)
    let thread = try await check.mailbox.thread(draft.threadID).leavingOut(draft.id)
    let wish = RewriteWish(earlier: draft.body, instruction: draft.rewriteInstruction ?? "")
    let facts = try await check.facts()
    let background = try await BackgroundReading(mailbox: check.mailbox, store: check.store, owner: owner, facts: facts)
      .background(for: thread.reading(message), to: draft.recipients, writer: writer)
    let text = try await writer.write(
      check.composer(owner: owner).prompt(
        for: thread.reading(message), in: thread, to: draft.recipients, background: background, wish: wish,
        kind: draft.kind))
    var rewritten = draft
    (rewritten.body, rewritten.writer) = (text.body, text.writer)
    let sources = check.sources(
      Conversation(of: thread, answering: draft.messageID, owner: owner), facts, owner: owner)
    return try await check.store.rewriting.rewrite(
      draft.id, as: text, checks: DraftChecks(sources.check(rewritten)),
      style: LetterStyle(of: text.body, signedWith: check.settings.signature), version: draft.version)
  }
}
