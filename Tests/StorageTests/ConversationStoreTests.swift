import Database
import Foundation
import Secretary
import StoreRequests
import Testing
import Vault

@testable import Storage

/// The mail kept beside a draft.
@Suite struct ConversationStoreTests {
  static let conversation = Conversation(messages: [
    .init(
      from: EmailAddress(name: "Bob", address: "bob@example.com"), to: [EmailAddress(address: "ann@gmail.com")],
      receivedAt: .nine, subject: "Käse", text: "Are you free on Friday?", quoted: "> no", attachments: ["map.png"],
      hadHiddenText: true, isAnswered: true)
  ])

  @Test(arguments: Engine.available)
  func `a conversation comes back to whoever holds the user's key, and to nobody else`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let (ann, bob) = (try await test.activeUser("ann"), try await test.activeUser("bob"))
      let draft = try await test.proposed("d1", of: ann, showing: Self.conversation)
      let drafts = test.store.drafts
      #expect(try await drafts.conversation(of: draft.id, user: ann, openedWith: test.keys(ann)) == Self.conversation)
      await #expect(throws: StorageError.secret(.notAuthentic)) {
        try await drafts.conversation(of: draft.id, user: ann, openedWith: test.keys(bob))
      }
      let sealed = try await test.sql("SELECT conversation FROM draft_conversations")[0].text("conversation")
      #expect(sealed.hasPrefix(try test.keys(ann).newestMark))
      // Each with a character that sealed text never has: three letters come up in it by chance.
      for part in ["on Friday", "bob@example", "map.png"] { #expect(!sealed.contains(part)) }
      let none = try await test.proposed("d2", of: ann)
      #expect(try await drafts.conversation(of: none.id, user: ann, openedWith: test.keys(ann)) == nil)
    }
  }

  @Test(arguments: Engine.available)
  func `a list opens the conversations of its drafts, of one user, up to a size`(_ engine: Engine) async throws {
    try await engine.withStore { test in
      let (ann, bob) = (try await test.activeUser("ann"), try await test.activeUser("bob"))
      try await test.proposed("d1", of: ann, showing: Self.conversation)
      try await test.proposed("d2", of: ann)
      try await test.proposed("d3", of: bob, showing: Self.conversation)
      let (drafts, all) = (test.store.drafts, ["d1", "d2", "d3"].map { DraftID($0) })
      #expect(
        try await drafts.conversations(of: all, user: ann, openedWith: test.keys(ann)) == [
          DraftID("d1"): Self.conversation
        ])
      #expect(try await drafts.conversations(of: all, user: ann, openedWith: test.keys(bob)).isEmpty)
      let size = try await test.sql(
        "SELECT length(conversation) AS size FROM draft_conversations WHERE draft_id = 'd1'")[0]
        .int("size")
      for (largest, count) in [(size - 1, 0), (size, 1)] {
        let read = try await drafts.conversations(of: all, user: ann, openedWith: test.keys(ann), largest: largest)
        #expect(read.count == count)
      }
    }
  }

  @Test func `what people wrote lies in no file of the store in the clear`() async throws {
    try await Engine.sqlite.withStore { test in
      let ann = try await test.activeUser()
      try await test.proposed("d1", of: ann, showing: Self.conversation)
      for suffix in ["", "-wal"] {
        let bytes = try Data(contentsOf: URL(fileURLWithPath: test.location.path + suffix))
        #expect(bytes.range(of: Data("Are you free on Friday?".utf8)) == nil)
      }
    }
  }

  @Test(arguments: Engine.available) func `the first draft's conversation stays when a second one is refused`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let worker = try await test.worker(of: ann)
      let keys = try test.keys(ann)
      let draft = TestStore.draft(ann)
      _ = try await worker.drafts.propose(
        DraftProposal(draft, placing: false, showing: SealedConversation(Self.conversation, with: keys)))
      let other = TestStore.draft(ann, id: "draft-2")
      _ = try await worker.drafts.propose(
        DraftProposal(other, placing: false, showing: SealedConversation(Conversation(messages: []), with: keys)))
      #expect(
        try await test.store.drafts.conversation(of: draft.id, user: ann, openedWith: keys) == Self.conversation)
      #expect(try await test.sql("SELECT count(*) AS count FROM draft_conversations")[0].int("count") == 1)
    }
  }

  @Test(arguments: Engine.available) func `after resealing the newest key alone opens every conversation`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let (ann, bob) = (try await test.activeUser("ann"), try await test.activeUser("bob"))
      for number in 0..<7 { try await test.proposed("d\(number)", of: ann, showing: Self.conversation) }
      try await test.proposed("bobs", of: bob, showing: Self.conversation)
      let rotated = try test.ring.rotated()
      let keys = try rotated.keys(forUser: ann.rawValue)
      var progress: [Int] = []
      let outcome = try await test.store.drafts.resealConversations(of: ann, with: keys, batch: 3) {
        progress.append($0)
      }
      #expect(outcome == ResealedConversations(sealed: 7))
      #expect(progress == [3, 6, 7])
      let newest = try #require(rotated.text.split(separator: "\n").first { !$0.hasPrefix("#") })
      let alone = try KeyRing(text: String(newest)).keys(forUser: ann.rawValue)
      for number in 0..<7 {
        let id = DraftID("d\(number)")
        #expect(try await test.store.drafts.conversation(of: id, user: ann, openedWith: alone) == Self.conversation)
      }
      #expect(
        try await test.store.drafts.conversation(of: DraftID("bobs"), user: bob, openedWith: test.keys(bob))
          == Self.conversation)
      #expect(
        try await test.store.drafts.resealConversations(of: ann, with: keys) == ResealedConversations())
    }
  }

  @Test(arguments: Engine.available) func `a conversation that does not open keeps no other from the new key`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      for number in 0..<3 { try await test.proposed("d\(number)", of: ann, showing: Self.conversation) }
      _ = try await test.sql("UPDATE draft_conversations SET conversation = 'rubbish' WHERE draft_id = 'd1'")
      let keys = try test.ring.rotated().keys(forUser: ann.rawValue)
      let outcome = try await test.store.drafts.resealConversations(of: ann, with: keys, batch: 2)
      #expect(outcome == ResealedConversations(sealed: 2, unopened: 1, reason: .malformedSealedText))
      await #expect(throws: StorageError.secret(.malformedSealedText)) {
        try await test.store.drafts.conversation(of: DraftID("d1"), user: ann, openedWith: keys)
      }
    }
  }

  @Test(arguments: Engine.available) func `conversations are forgotten a while after the draft is done, not before`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let (ann, bob) = (try await test.activeUser("ann"), try await test.activeUser("bob"))
      for user in [ann, bob] {
        for status in DraftStatus.allCases {
          let draft = try await test.proposed("\(user)-\(status)", of: user, showing: Self.conversation)
          try await test.put(draft.id, in: status)
        }
      }
      let drafts = test.store.drafts
      #expect(try await drafts.forgetConversations(of: ann, olderThan: .nine) == 0)
      #expect(try await drafts.forgetConversations(of: ann, olderThan: .nine(plus: 1)) == 3)
      let kept = try await test.sql("SELECT draft_id FROM draft_conversations ORDER BY draft_id")
      #expect(try kept.filter { try $0.text("draft_id").hasPrefix("ann-") }.count == 4)
      #expect(try kept.filter { try $0.text("draft_id").hasPrefix("bob-") }.count == 7)
      #expect(
        try await drafts.conversation(of: DraftID("ann-sent"), user: ann, openedWith: test.keys(ann)) == nil)
      #expect(try await drafts.draft(DraftID("ann-sent"), of: ann) != nil)
      #expect(try await drafts.forgetConversations(olderThan: .nine(plus: 1)) == 3)
    }
  }
}
