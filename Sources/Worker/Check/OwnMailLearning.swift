import Secretary
import Storage

/// Learns from mail of the user's own whom they answer and how they write: it is read once, and its text is kept nowhere.
struct OwnMailLearning {
  /// Messages read in one check; the others wait for the next.
  static let most = 20

  let check: CheckContext

  func run() async throws {
    let waiting = try await check.store.correspondents.unlearned(limit: Self.most)
    guard !waiting.isEmpty else { return }
    let owner = try await check.owner()
    for id in waiting {
      if Task.isCancelled { throw CancellationError() }
      check.madeProgress()
      do {
        let lesson = try await lesson(of: try await check.mailbox.message(id), owner)
        try await check.store.correspondents.learn(lesson, from: id, score: nil)
        check.mailboxAnswered()
      } catch {
        switch CheckFailure(error) {
        // Deleted meanwhile, or not to be read: it will teach nothing later either.
        case .message: try await check.store.correspondents.learn(nil, from: id, score: nil)
        // Nobody waits for this.
        case .mailbox: return
        default: throw error
        }
      }
    }
  }

  /// Of a draft that the user changed only what they changed says how they write.
  private func lesson(of message: EmailMessage, _ owner: MailboxOwner) async throws -> Lesson? {
    guard let draft = try await check.store.drafts.draft(sentAs: message.id, in: message.threadID) else {
      return owner.lessonWithStyle(of: message)
    }
    var lesson = owner.lesson(of: message)
    lesson?.style = owner.styleLesson(of: message, sentFrom: draft)
    return lesson
  }
}
