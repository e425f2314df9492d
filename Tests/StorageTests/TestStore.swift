import Database
import EmptyStore
import Foundation
import LocalSocket
import Secretary
import StoreRequests
import StoreService
import Synchronization
import TestServer
import Testing
import Vault

@testable import Storage
@testable import StoreDoor

/// The engines this machine can test on, and the ways a worker gets to them. Every suite of the contract runs once on each; PostgreSQL is
/// there when `Tests/PostgreSQL/servers` runs it.
enum Engine: String, CaseIterable, CustomTestStringConvertible {
  case sqlite
  /// A worker's verbs go through a socket to somebody who serves the same file.
  case sqliteBehindTheDoor
  case postgresql15, postgresql17
  case pooled

  static var available: [Engine] { allCases.filter { $0.server?.isRunning != false } }

  var testDescription: String { rawValue }

  /// Nil for an engine that is a file.
  var server: TestServer? {
    switch self {
    case .sqlite, .sqliteBehindTheDoor: nil
    case .postgresql15: .postgresql15
    case .postgresql17: .postgresql17
    case .pooled: .pooled
    }
  }

  /// An expression that makes a text of the form of times, as a time.
  func time(_ expression: String) -> String {
    server == nil ? expression : "CAST(\(expression) AS timestamptz)"
  }

  /// A fresh store for one test, gone afterwards.
  func withStore(_ body: (TestStore) async throws -> Void) async throws {
    if let server {
      try await server.withDatabase(copying: Self.emptyStore(on: server)) { try await Self.open($0, body) }
    } else {
      try await withScratchFolder { folder in
        try await Self.open(
          "sqlite:\(folder)/test.db", door: self == .sqliteBehindTheDoor ? "/tmp/door-\(UUID().uuidString)" : nil, body)
      }
    }
  }

  private static func open(
    _ address: String, door: String? = nil, _ body: (TestStore) async throws -> Void
  ) async throws {
    let test = try await TestStore(location: StoreLocation(address), door: door)
    do { try await test.whileServing { try await body(test) } } catch {
      await test.store.close()
      throw error
    }
    await test.store.close()
  }

  /// A database with the tables, which are made once on each server.
  private static func emptyStore(on server: TestServer) async throws -> String {
    switch server {
    case .postgresql15, .pooled: try await emptyStore15.value
    case .postgresql17: try await emptyStore17.value
    }
  }
  private static let emptyStore15 = Task { try await makeEmptyStore(on: .postgresql15) }
  private static let emptyStore17 = Task { try await makeEmptyStore(on: .postgresql17) }

  private static func makeEmptyStore(on server: TestServer) async throws -> String {
    try await server.template { await (try await Store.open(StoreLocation($0), migrating: true)).close() }
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
    let other = try await location.connect(creating: false)
    let rows = try await other.transaction { try $0.query(statement, parameters) }
    await other.close()
    return rows
  }

  /// How SQLite would carry a statement out, whatever its values are, one step a line.
  func plan(_ statement: String) async throws -> [String] {
    try await sql("EXPLAIN QUERY PLAN " + statement).map { try $0.text("detail") }
  }

  /// How PostgreSQL would carry a statement out with these values, in tables too large to be read as a whole.
  func serverPlan(_ statement: String, _ values: [String]) async throws -> [String] {
    let other = try await location.connect(creating: false)
    let literals = values.map { "'\($0)'" }.joined(separator: ", ")
    let rows = try await other.transaction { session in
      _ = try session.query("SET LOCAL enable_seqscan = off")
      _ = try session.query("SET LOCAL plan_cache_mode = force_custom_plan")
      _ = try session.query("PREPARE planned AS " + statement)
      return try session.query("EXPLAIN EXECUTE planned" + (values.isEmpty ? "" : "(\(literals))"))
    }
    await other.close()
    return try rows.map { try $0.text("QUERY PLAN") }
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
