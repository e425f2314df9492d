import Drafting
import Secretary
import Storage

/// Writes a draft again as the person asks. The text changes only if it is still the one they read; whatever goes wrong
/// leaves it as it is, and says so.
struct DraftRewrite {
  let composer: PromptComposer
  let writer: any DraftWriter
  var desk: DraftDesk

  mutating func run(_ due: [DraftID], _ tally: inout CheckTally) async throws {
    for id in due {
      // Read again: the person may have changed it since.
      guard let draft = try await desk.store.draftToRewrite(id) else { continue }
      try await desk.begin(id)
      do {
        if try await rewrite(draft) { tally.rewritten += 1 }
        desk.succeeded()
      } catch {
        switch CheckTrouble(error) {
        case .message(let words), .mailbox(let words), .model(let words, _):
          // Not tried again by itself: somebody waits for this, and meanwhile can neither approve nor ask otherwise.
          try await desk.store.abandonRewrite(id, notice: "It was not written again. \(words)")
        default: throw error
        }
      }
    }
  }

  private func rewrite(_ draft: EmailDraft) async throws -> Bool {
    let message = try await desk.mailbox.message(draft.messageID)
    let thread = try await desk.mailbox.thread(draft.threadID).leavingOut(draft.id)
    let wish = RewriteWish(earlier: draft.body, instruction: draft.rewriteInstruction ?? "")
    let text = try await writer.write(
      composer.prompt(for: thread.reading(message), in: thread, to: draft.recipients, wish: wish))
    return try await desk.store.rewrite(draft.id, as: text, version: draft.version)
  }
}
