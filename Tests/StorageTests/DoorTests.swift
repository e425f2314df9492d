import Database
import FoundationEssentials
import Glibc
import LocalSocket
import Secretary
import StoreRequests
import Testing

@testable import Storage
@testable import StoreDoor

/// What is true of the door itself; that every verb does behind it what it does in-process is shown by all suites of `Engine`.
@Suite struct DoorTests {
  @Test func `a guessed or an old lease opens nothing`() async throws {
    try await Engine.sqliteBehindTheDoor.withStore { test in
      let ann = try await test.activeUser("ann")
      let bob = try await test.activeUser("bob")
      let door = try #require(test.door)
      let old = try await test.lease(of: ann)
      let current = try await test.lease(of: ann)
      for wrong in [old, LeaseToken(""), LeaseToken("0"), try await test.lease(of: bob)] {
        await #expect(throws: StorageError.leaseLost) { try await StoreLine.open(at: door, of: ann, lease: wrong) }
      }
      let store = DistantStore(try await StoreLine.open(at: door, of: ann, lease: current))
      #expect(try await store.account.rows().settings?.userID == ann)
    }
  }

  @Test func `a connection is told about its own user, whatever it asks`() async throws {
    try await Engine.sqliteBehindTheDoor.withStore { test in
      let ann = try await test.activeUser("ann")
      let bob = try await test.activeUser("bob")
      let draft = try await test.proposed("d1", of: bob)
      let store = try await test.worker(of: ann)
      #expect(try await store.drafts.draft(answering: draft.messageID) == nil)
      try await store.delivery.handBack(draft.id, notice: "mine")
      #expect(try await store.placement.markPlacing(draft.id) == false)
      // Also where the value itself names somebody else.
      #expect(
        try await store.drafts.propose(DraftProposal(TestStore.draft(bob, id: "d2"), placing: false)) == .saved)
      #expect(try await test.store.drafts.draft(DraftID("d2"), of: bob) == nil)
      #expect(try await test.store.drafts.draft(DraftID("d2"), of: ann) != nil)
      #expect(try await test.store.drafts.draft(draft.id, of: bob) == draft)
    }
  }

  @Test func `of two connections with one lease the later one counts`() async throws {
    try await Engine.sqliteBehindTheDoor.withStore { test in
      let ann = try await test.activeUser()
      let door = try #require(test.door)
      let lease = try await test.lease(of: ann)
      let first = DistantStore(try await StoreLine.open(at: door, of: ann, lease: lease))
      let second = DistantStore(try await StoreLine.open(at: door, of: ann, lease: lease))
      await #expect(throws: StorageError.unreachable) { try await first.account.rows() }
      #expect(try await second.account.rows().settings != nil)
    }
  }

  @Test func `a connection that goes through execve serves as before`() async throws {
    try await Engine.sqliteBehindTheDoor.withStore { test in
      let ann = try await test.activeUser()
      let line = try await StoreLine.open(at: try #require(test.door), of: ann, lease: try await test.lease(of: ann))
      let descriptor = try #require(await line.keepThroughExecution())
      #expect(fcntl(descriptor, F_GETFD) & FD_CLOEXEC == 0)
      let later = DistantStore(StoreLine.resume(dup(descriptor)))
      #expect(try await later.account.rows().settings?.userID == ann)
    }
  }

  @Test func `what the worker hears of a store that is gone is temporary`() async throws {
    let error = await #expect(throws: StorageError.self) {
      try await StoreLine.open(at: "/tmp/nowhere", of: UserID("ann"), lease: LeaseToken("t"), patience: .zero)
    }
    #expect(error == .unreachable)
    #expect(error?.exitStatus == .temporary)
  }

  /// What a worker of an attacker's might say.
  @Test(arguments: [
    "", "{}", "null", "[]", #""wake""#, #"{"wake":{},"memory":{}}"#, #"{"account":{"_0":{"rows":{}}}"#, "\u{0}\u{1}",
    #"{"usage":{"_0":{"end":{"_0":{"model":"m","purpose":"writing","most":{"prompt":9223372036854775807,"cached":0,"cacheWritten":0,"completion":9223372036854775807,"reasoning":0,"isEstimated":false}},"took":{"prompt":1,"cached":0,"cacheWritten":0,"completion":1,"reasoning":0,"isEstimated":false}}}}}"#,
    #"{"account":{"_0":{"clearCheckRequest":{"upTo":1e300}}}}"#,
    #"{"delivery":{"_0":{"due":{"at":-1e18}}}}"#,
    String(repeating: "[", count: 200_000),
  ])
  func `what is no verb ends the connection and does nothing else`(_ text: String) async throws {
    try await Engine.sqlite.withStore { test in
      let ann = try await test.activeUser()
      let guest = StoreGuest(test.store.worker(of: ann, lease: try await test.lease(of: ann)))
      #expect(await guest.answer(Array(text.utf8)) == nil)
      #expect(StoreGuest.proof(in: Array(text.utf8)) == nil)
    }
  }

  @Test func `numbers that no worker would say bring nobody down`() async throws {
    try await Engine.sqlite.withStore { test in
      let ann = try await test.activeUser()
      let guest = StoreGuest(test.store.worker(of: ann, lease: try await test.lease(of: ann)))
      let most =
        #"{"prompt":100000000,"cached":0,"cacheWritten":0,"completion":100000000,"reasoning":0,"isEstimated":false}"#
      let price =
        #"{"input":{"microUnits":9223372036854775807},"output":{"microUnits":-9223372036854775808},"cachedInput":{"microUnits":9223372036854775807},"cacheWrite":{"microUnits":9223372036854775807}}"#
      for budget in [
        #"{"currency":"USD"}"#, #"{"currency":"USD","tokens":0,"money":{"microUnits":9223372036854775807}}"#,
        #"{"currency":"USD","tokens":9223372036854775807}"#,
      ] {
        let text =
          #"{"usage":{"_0":{"begin":{"_0":{"model":"m","purpose":"writing","most":\#(most),"price":\#(price)},"on":"2026-11-03","within":\#(budget)}}}}"#
        #expect(await guest.answer(Array(text.utf8)) != nil)
      }
      for text in [
        #"{"ledger":{"_0":{"due":{"at":0,"limit":9223372036854775807}}}}"#,
        #"{"ledger":{"_0":{"due":{"at":0,"limit":-1}}}}"#,
        #"{"past":{"_0":{"unread":{"limit":-9223372036854775808}}}}"#,
        #"{"correspondents":{"_0":{"learn":{"_0":{"events":{"a@b.c":{"written":{}}},"moment":-62135596800},"from":"m1"}}}}"#,
        #"{"ledger":{"_0":{"begin":{"_0":"m1","attempts":9223372036854775807,"problem":"","at":253402300799}}}}"#,
      ] {
        #expect(await guest.answer(Array(text.utf8)) != nil)
      }
    }
  }
}

extension StoreLine {
  /// Connects and proves the lease, as a worker does before and after it enters its sandbox.
  static func open(
    at path: String, of user: UserID, lease: LeaseToken, patience: Duration = .seconds(10)
  ) async throws(StorageError) -> StoreLine {
    let connection: Int32
    do {
      connection = try FrameLine.descriptor(connectedTo: path, patience: patience) { Task.isCancelled }
    } catch { throw .unreachable }
    return try await begin(connection, of: user, lease: lease)
  }
}
