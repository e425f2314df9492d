import Database
import EmptyStore
import Foundation
import LocalSocket
import Secretary
import StoreDoor
import StoreService
import Synchronization
import Testing
import Vault

@testable import Storage

/// The engines this machine can test on, and the ways a worker gets to them. Every suite of the contract runs once on each; PostgreSQL is
/// one more case here.
enum Engine: String, CaseIterable, CustomTestStringConvertible {
  case sqlite
  /// A worker's verbs go through a socket to somebody who serves the same file.
  case sqliteBehindTheDoor

  static var available: [Engine] { allCases }

  var testDescription: String { rawValue }

  /// A fresh store for one test, gone afterwards.
  func withStore(_ body: (TestStore) async throws -> Void) async throws {
    switch self {
    case .sqlite:
      try await withScratchFolder { folder in
        let test = try await TestStore(location: StoreLocation("sqlite:\(folder)/test.db"))
        try await body(test)
        await test.store.close()
      }
    case .sqliteBehindTheDoor:
      try await withScratchFolder { folder in
        let test = try await TestStore(
          location: StoreLocation("sqlite:\(folder)/test.db"), door: "/tmp/door-\(UUID().uuidString)")
        try await test.whileServing { try await body(test) }
        await test.store.close()
      }
    }
  }
}

/// A folder that exists for one test.
func withScratchFolder(_ body: (String) async throws -> Void) async throws {
  let folder = FileManager.default.temporaryDirectory.appending(path: "storage-\(UUID().uuidString)").path
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  try await body(folder)
}

extension Date {
  /// 2026-11-03 09:00 UTC: when every test begins.
  static let nine = Date(timeIntervalSince1970: 1_793_696_400)
  static func nine(plus seconds: Double) -> Date { nine.addingTimeInterval(seconds) }
}

/// A store whose clock stands until a test moves it, and the shortest way to a user that is served.
final class TestStore: Sendable {
  let location: StoreLocation
  let store: Store
  let ring: KeyRing
  /// Where its workers find it; nil when they open it themselves.
  let door: String?
  private let clock: Clock

  private final class Clock: Sendable {
    let now = Mutex(Date.nine)
  }

  init(location: StoreLocation, door: String? = nil) async throws {
    let clock = Clock()
    self.clock = clock
    self.location = location
    self.door = door
    ring = try KeyRing.generated()
    store = try await EmptyStore.open(location, now: { clock.now.withLock { $0 } })
  }

  /// Somebody serves the workers meanwhile, over connections of their own to the same file.
  func whileServing(_ body: () async throws -> Void) async throws {
    guard let door else { return try await body() }
    let served = try await Store.open(
      location, migrating: false, readingApart: true, sharingCommits: true,
      now: { [clock] in clock.now.withLock { $0 } })
    let server = try StoreServer(served, at: door, limits: FrameServer.Limits(connections: 1_000))
    async let isServed: Void = server.serve()
    let result: Result<Void, any Error>
    do { result = .success(try await body()) } catch { result = .failure(error) }
    server.stop()
    await isServed
    await served.close()
    try result.get()
  }

  func setClock(to date: Date) { clock.now.withLock { $0 = date } }

  static let tokens = MailboxTokens(
    access: Secret("ya29.access"), refresh: Secret("1//refresh"), expiry: .nine(plus: 3600))

  static let supervisor = LeaseHolder(id: "supervisor-1", program: "secretary-supervisor", host: "mail1", pid: 100)

  func keys(_ user: UserID) throws -> UserKeys { try ring.keys(forUser: user.rawValue) }

  /// A user with a connected account.
  func connectedUser(_ name: String = "ann") async throws -> UserID {
    let user = try await store.users.add("\(name)@example.com", id: UserID(name))
    try await store.credentials.connect(
      user, address: "\(name)@gmail.com", tokens: Self.tokens, sealedWith: keys(user), scopes: ["gmail.modify"])
    return user
  }

  /// A user with a connected account and the secretary switched on.
  /// Approved drafts of theirs are due at once unless `undoSeconds` says otherwise.
  func activeUser(
    _ name: String = "ann", draftMode: DraftMode = .gmail, undoSeconds: Int = 0
  ) async throws -> UserID {
    let user = try await connectedUser(name)
    try await store.settings.save(
      AgentSettings(
        userID: user, activeAgents: [AgentSettings.emailSecretary], draftMode: draftMode,
        undoSeconds: undoSeconds))
    return user
  }

  /// An active user's mailbox under a lease of `supervisor`.
  func worker(of user: UserID) async throws -> any WorkerStore {
    let lease = try await lease(of: user)
    guard let door else { return store.worker(of: user, lease: lease) }
    return DistantStore(try await StoreLine.open(at: door, of: user, lease: lease))
  }

  /// A new lease of `supervisor`.
  func lease(of user: UserID) async throws -> LeaseToken {
    let answer = try await store.leases.acquire([user], holder: Self.supervisor, until: .nine(plus: 60))
    return try #require(answer.granted[user])
  }

  /// A row in a state that it came to somehow.
  func put(_ draft: DraftID, in status: DraftStatus) async throws {
    _ = try await sql(
      "UPDATE email_drafts SET status = $1, retirement = $2 WHERE id = $3",
      [SQLValue(status), SQLValue(status == .retired ? DraftRetirement.unused : nil), SQLValue(draft)])
  }

  /// Its conversation is one of its own unless named.
  static func draft(
    _ user: UserID, answering message: MessageID = MessageID("m1"), thread: ThreadID? = nil, id: String = "draft-1"
  ) -> EmailDraft {
    EmailDraft(
      id: DraftID(id), userID: user, messageID: message,
      threadID: thread ?? ThreadID("t-\(message)"),
      recipients: ReplyRecipients(
        from: EmailAddress(address: "ann@gmail.com"), to: [EmailAddress(name: "Bob \"B\"", address: "bob@example.com")]),
      subject: "Re: Käse", body: "Dear Bob,\n\nyes.", reason: "A person asks Ann.", writer: "holding-reply",
      createdAt: .nine)
  }

  /// A draft of an active user, saved, with the row as the store gives it back.
  @discardableResult
  func proposed(
    _ id: String, of user: UserID, at createdAt: Date = .nine, placing: Bool = false, showing: Conversation? = nil
  ) async throws -> EmailDraft {
    var draft = Self.draft(user, answering: MessageID("m-\(id)"), id: id)
    draft.createdAt = createdAt
    #expect(
      try await worker(of: user).drafts.propose(
        DraftProposal(draft, placing: placing, showing: showing.map { try SealedConversation($0, with: keys(user)) }))
        == .saved)
    return try #require(try await store.drafts.draft(draft.id, of: user))
  }

  /// One statement on a connection of its own, as another program would have.
  func sql(_ statement: String, _ parameters: [SQLValue] = []) async throws -> [SQLRow] {
    let other = try await SQLConnection.open(SQLiteFile(path: location.path, creating: false))
    let rows = try await other.transaction { try $0.query(statement, parameters) }
    await other.close()
    return rows
  }

  /// How SQLite would carry a statement out, one step a line.
  func plan(_ statement: String) async throws -> [String] {
    try await sql("EXPLAIN QUERY PLAN " + statement).map { try $0.text("detail") }
  }
}

extension DecisionAnswer {
  /// The draft after the decision; what stood against it is thrown.
  @discardableResult
  func get() throws -> EmailDraft {
    switch self {
    case .decided(let draft): return draft
    case .refused(let refusal, _): throw refusal
    case .gone: throw StorageError.unknownDraft
    }
  }
}

extension StoreLocation {
  /// The file: every store of these tests is one.
  var path: String { description }
}
