import Database
import FoundationEssentials
import Secretary
import StoreRequests
import Testing

@testable import Storage

/// What was found in the mailbox of a draft is written down, unless the row was decided otherwise meanwhile.
@Suite struct DraftChangeTests {
  struct Found: Sendable, CustomTestStringConvertible {
    var change: DraftChange
    /// A row it means something to.
    var row: String
    var testDescription: String { "\(change)" }
  }

  static let all = [
    Found(change: .theirs(MessageID("m9")), row: "edited_in_gmail = TRUE"),
    Found(change: .unchanged(MessageID("m9"), isCurrent: true), row: "status = 'proposed'"),
    Found(change: .sent(MessageID("m9"), notice: nil), row: "status = 'proposed'"),
    Found(change: .edited(MessageID("m9"), notice: "Yours."), row: "status = 'proposed'"),
    Found(change: .dismissed(notice: "Gone."), row: "status = 'proposed'"),
    Found(change: .unplaced(notice: "Gone."), row: "status = 'approved'"),
  ]

  @Test(arguments: Engine.available, all) func `what was found is noted once, and never over what was decided`(
    _ engine: Engine, found: Found
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let draft = try await test.proposed("d1", of: ann)
      let worker = try await test.worker(of: ann)
      _ = try await test.sql("UPDATE email_drafts SET \(found.row)")
      #expect(try await worker.watch.note(found.change, on: draft.id, version: 1))
      _ = try await test.sql("UPDATE email_drafts SET status = 'sent', edited_in_gmail = FALSE")
      let before = try await Snapshot(of: ann, in: test)
      #expect(try await !worker.watch.note(found.change, on: draft.id, version: 1))
      #expect(try await Snapshot(of: ann, in: test) == before)
    }
  }

  @Test(arguments: Engine.available)
  func `the conversation as it is now is kept beside the draft, unless that was closed meanwhile`(_ engine: Engine)
    async throws
  {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let draft = try await test.proposed("d1", of: ann)
      let worker = try await test.worker(of: ann)
      let keys = try test.keys(ann)
      func note(_ text: String) async throws -> Conversation {
        let shown = Conversation(messages: [Conversation.Message(from: nil, receivedAt: .nine, text: text)])
        try await worker.watch.note(
          .newerMail, of: draft.id, newest: MessageID("m9"), showing: SealedConversation(shown, with: keys))
        return shown
      }
      func kept() async throws -> Conversation? {
        try await test.store.drafts.conversation(of: draft.id, user: ann, openedWith: keys)
      }
      let first = try await note("first")
      #expect(try await kept() == first)
      _ = try await test.sql("UPDATE email_drafts SET status = 'sent', look_wanted = TRUE")
      _ = try await note("second")
      #expect(try await kept() == first)
      #expect(try await test.sql("SELECT look_wanted FROM email_drafts").map { try $0.bool("look_wanted") } == [false])
    }
  }

  @Test(arguments: Engine.available) func `a draft that does not exist can be neither placed nor given up`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let worker = try await test.worker(of: ann)
      await #expect(throws: StorageError.unknownDraft) {
        try await worker.placement.markPlaced(DraftID("d9"), at: MailboxPlacement(MailboxDraftID("r"), version: 1))
      }
      await #expect(throws: StorageError.unknownDraft) {
        try await worker.placement.abandon(DraftID("d9"), because: "gone")
      }
      #expect(try await !worker.delivery.markSentByUser(DraftID("d9"), as: MessageID("m9"), notice: nil))
      #expect(
        try await !worker.rewriting.rewrite(DraftID("d9"), as: DraftText(body: "New.", writer: "model"), version: 1))
    }
  }
}
