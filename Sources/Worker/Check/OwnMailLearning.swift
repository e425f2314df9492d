import Secretary
import StoreRequests

/// Learns from mail of the user's own whom they answer and how they write, and notes what it asks and how far it is from what was
/// proposed: it is read once, and its text is kept nowhere.
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
        let message = try await check.mailbox.message(id)
        let draft = try await check.store.drafts.draft(sentAs: id, in: message.threadID)
        if let draft, let changes = draft.changes(in: message) {
          try await check.store.drafts.note(changes, of: draft.id)
        }
        if draft?.kind != .followUp { try await awaitAnswer(to: message, owner) }
        let lesson = lesson(of: message, sentFrom: draft, owner)
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
  private func lesson(of message: EmailMessage, sentFrom draft: EmailDraft?, _ owner: MailboxOwner) -> Lesson? {
    guard let draft else { return owner.lessonWithStyle(of: message) }
    var lesson = owner.lesson(of: message)
    lesson?.style = owner.styleLesson(of: message, sentFrom: draft)
    return lesson
  }

  /// What it asks is asked once more when nobody answers, unless that is long ago: mail that is read anew teaches only.
  private func awaitAnswer(to message: EmailMessage, _ owner: MailboxOwner) async throws {
    guard let days = check.settings.followUpDays else { return }
    let zone = LocalWallClock.isKnown(check.settings.timeZone) ? check.settings.timeZone : "UTC"
    let weekday = try LocalWallClock.time(at: message.receivedAt, in: zone).weekday
    guard let followUp = FollowUp(of: message, owner: owner, after: days, sentOn: weekday), followUp.dueAt > check.now()
    else { return }
    try await check.store.followUps.note(followUp)
  }
}
