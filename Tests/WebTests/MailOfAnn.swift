import Foundation
import Secretary
import Storage
import StoreRequests
import Vault

@testable import Web

/// A draft to be proposed, with the mail it answers.
struct ProposedMail: Sendable {
  var message: String
  var sender = EmailAddress(name: "Bob Stone", address: "bob@stone.example")
  var subject = "Roof repair"
  var text = "Which day suits you?"
  var quoted = "On Monday you wrote: come by."
  var attachments = ["offer.pdf"]
  var body = "Ann's own words: Thursday."
  var reason = "It asks you a question"

  static func to(message: String) -> ProposedMail { ProposedMail(message: message) }
}

extension WebFixture {
  /// Somebody who is connected and switched on, so that drafts may be proposed.
  func activeUser(_ address: String) async throws -> UserID {
    let user = try await store.users.signIn(subject: "subject of \(address)", address: address)
    try await connect(user.id, address)
    try await store.settings.setEnabled(true, for: user.id)
    return user.id
  }

  private func worker(of user: UserID) async throws -> LeasedStore {
    let holder = LeaseHolder(id: "test", program: "test", host: "here", pid: 1)
    try await store.leases.release(all: holder.id)
    let leases = try await store.leases.acquire([user], holder: holder, until: .distantFuture)
    return store.worker(of: user, lease: leases.granted[user])
  }

  @discardableResult
  func propose(_ mail: ProposedMail, of user: UserID) async throws -> DraftID {
    let id = DraftID("draft-\(user.rawValue.prefix(8))-\(mail.message)")
    let owner = EmailAddress(name: "Ann", address: "ann@example.com")
    let draft = EmailDraft(
      id: id, userID: user, messageID: MessageID(mail.message), threadID: ThreadID("t\(mail.message)"),
      recipients: ReplyRecipients(from: owner, to: [mail.sender], cc: [mail.sender]),
      subject: "Re: \(mail.subject)", body: mail.body, reason: mail.reason, writer: "holding-reply", createdAt: time.now
    )
    let conversation = Conversation(messages: [
      Conversation.Message(
        from: mail.sender, to: [owner], cc: [mail.sender], receivedAt: time.now, subject: mail.subject,
        text: mail.text, quoted: mail.quoted, attachments: mail.attachments, isAnswered: true)
    ])
    let worker = try await worker(of: user)
    _ = try await worker.drafts.propose(
      DraftProposal(
        draft, placing: false,
        showing: SealedConversation(conversation, with: try services.keys.keys(forUser: user.rawValue))))
    try await worker.ledger.describe(
      MessageDescription(
        MessageID(mail.message), sender: "\(mail.sender.name) <\(mail.sender.address)>", subject: mail.subject,
        receivedAt: time.now))
    return id
  }

  /// A message that was set aside.
  /// Mail from before the start was read and judged: a message with each subject, and its score.
  func judge(_ scores: [String: Double], leavingOneUnread: Bool, of user: UserID) async throws {
    let worker = try await worker(of: user)
    try await worker.intake.record(IntakeRecord([], movingCursorTo: MailboxCursor("7"), at: time.now))
    let subjects = scores.keys.sorted() + (leavingOneUnread ? ["unread"] : [])
    try await worker.past.list(
      subjects.map { PastMessage(MessageReference(id: MessageID($0), threadID: ThreadID($0)), isOwn: false) })
    for (subject, score) in scores {
      try await worker.past.finish(
        MessageID(subject), teaching: nil,
        judged: JudgedMail(score: score, sender: "Bob <bob@example.com>", subject: subject, receivedAt: time.now))
    }
  }

  func see(
    _ message: String, sender: String = "News <news@list.example>", subject: String = "Ann's own words",
    because words: String = "It came through a mailing list.", showing sighting: AddressSighting? = nil, of user: UserID
  ) async throws {
    let worker = try await worker(of: user)
    let id = MessageID(message)
    try await worker.intake.record(
      IntakeRecord(
        [SeenMessage(messageID: id, threadID: ThreadID("t\(message)"))], movingCursorTo: MailboxCursor("7"),
        at: time.now))
    try await worker.ledger.describe(
      MessageDescription(id, sender: sender, subject: subject, receivedAt: time.now, showing: sighting))
    try await worker.ledger.mark(id, .setAside(SetAsideReason(code: "mailing-list", words: words)))
  }

  /// Letters of the user's own that were written so.
  func teach(_ style: StyleLesson, times: Int, to user: UserID) async throws {
    let worker = try await worker(of: user)
    for _ in 0..<times {
      let id = MessageID(UUID().uuidString)
      try await worker.intake.record(
        IntakeRecord(
          [SeenMessage(messageID: id, threadID: ThreadID("own"), settled: .ownMail)],
          movingCursorTo: MailboxCursor("7"), at: time.now))
      try await worker.correspondents.learn(
        Lesson(events: ["bob@example.com": .written], moment: time.now, style: style), from: id, score: nil)
    }
  }

  /// The rows somebody else must not be able to change.
  func everything(of user: UserID) async throws -> Everything {
    Everything(
      drafts: try await store.drafts.page(of: user, statuses: Set(DraftStatus.allCases), limit: 100).items,
      ledger: try await store.ledger.page(of: user, limit: 100).items,
      settings: try await store.settings.settings(of: user))
  }

  struct Everything: Equatable, Sendable {
    var drafts: [EmailDraft]
    var ledger: [LedgerEntry]
    var settings: AgentSettings?
  }
}
