import Foundation
import GmailSimulator
import HTTPTransport
import Secretary
import Synchronization
import Testing

@testable import Supabase

/// Against the simulated project, over its socket.
struct SupabaseProjectTests {
  @Test func `keys are kept for ten minutes`() async throws {
    try await ProjectFixture.with { fixture in
      let token = try await fixture.token()
      for _ in 0..<3 { _ = try await fixture.project.identity(of: token) }
      #expect(await fixture.count("/.well-known/jwks.json") == 1)
      fixture.clock.advance(by: 601)
      _ = try await fixture.project.identity(of: token)
      #expect(await fixture.count("/.well-known/jwks.json") == 2)
    }
  }

  @Test(arguments: [false, true])
  func `a new key is found, and made-up ones cost a request each half minute`(_ isRSA: Bool) async throws {
    try await ProjectFixture.with { fixture in
      let before = try await fixture.token()
      _ = try await fixture.project.identity(of: before)
      try await fixture.google.rotateSupabaseKeys(toRSA: isRSA)
      let after = try await fixture.token()
      await #expect(throws: SupabaseError.refused(.unknownKey)) { try await fixture.project.identity(of: after) }
      #expect(await fixture.count("/.well-known/jwks.json") == 1, "asked a moment ago")
      fixture.clock.advance(by: 30)
      let (first, second) = (
        try await fixture.project.identity(of: after), try await fixture.project.identity(of: before)
      )
      #expect(first == second, "the key before still counts")
      #expect(await fixture.count("/.well-known/jwks.json") == 2)
    }
  }

  @Test func `while the project does not answer, its keys count for an hour`() async throws {
    try await ProjectFixture.with { fixture in
      let token = try await fixture.token(claims: [("exp", .int(1_790_090_000))])
      _ = try await fixture.project.identity(of: token)
      await fixture.google.add(Fault(.unavailable, path: "/auth/v1/*", times: nil))
      fixture.clock.advance(by: 3_590)
      _ = try await fixture.project.identity(of: token)
      fixture.clock.advance(by: 40)
      await #expect(throws: SupabaseError.self) { try await fixture.project.identity(of: token) }
    }
  }

  @Test func `the state of a session is asked once a minute, and whenever it matters`() async throws {
    try await ProjectFixture.with { fixture in
      let token = try await fixture.token()
      for _ in 0..<5 { _ = try await fixture.project.identity(of: token) }
      #expect(await fixture.count("/user") == 1)
      _ = try await fixture.project.presentIdentity(of: token)
      _ = try await fixture.project.presentIdentity(of: token)
      #expect(await fixture.count("/user") == 3)
      fixture.clock.advance(by: 59)
      _ = try await fixture.project.identity(of: token)
      #expect(await fixture.count("/user") == 3)
      fixture.clock.advance(by: 1)
      _ = try await fixture.project.identity(of: token)
      #expect(await fixture.count("/user") == 4)
    }
  }

  @Test func `many requests at once ask once`() async throws {
    try await ProjectFixture.with { fixture in
      let token = try await fixture.token()
      let project = fixture.project
      try await withThrowingTaskGroup(of: SupabaseIdentity.self) { group in
        for _ in 0..<20 { group.addTask { try await project.identity(of: token) } }
        for try await identity in group { #expect(identity.id.rawValue == fixture.ann) }
      }
      #expect(await fixture.count("/user") == 1)
      #expect(await fixture.count("/.well-known/jwks.json") == 1)
    }
  }

  @Test(arguments: ["signed out", "banned", "deleted"])
  func `who is gone is told so, at once where it matters and within a minute elsewhere`(_ how: String) async throws {
    try await ProjectFixture.with { fixture in
      let token = try await fixture.token()
      _ = try await fixture.project.identity(of: token)
      switch how {
      case "signed out": try await fixture.google.endSupabaseSessions(of: "ann@example.com")
      case "banned": try await fixture.google.setSupabaseCondition(.banned, of: "ann@example.com")
      default: try await fixture.google.setSupabaseCondition(.deleted, of: "ann@example.com")
      }
      _ = try await fixture.project.identity(of: token)
      await #expect(throws: SupabaseError.refused(.ended)) { try await fixture.project.presentIdentity(of: token) }
      await #expect(throws: SupabaseError.refused(.ended), "what was heard counts everywhere") {
        try await fixture.project.identity(of: token)
      }
    }
  }

  @Test func `without an answer a look goes by the signature, and what matters waits`() async throws {
    try await ProjectFixture.with { fixture in
      let token = try await fixture.token()
      await fixture.google.add(Fault(.unavailable, path: "/auth/v1/user", times: nil))
      #expect(try await fixture.project.identity(of: token).id.rawValue == fixture.ann)
      await #expect(throws: SupabaseError.self) { try await fixture.project.presentIdentity(of: token) }
    }
  }

  @Test func `a wrong key of ours is no word about anybody's session`() async throws {
    try await ProjectFixture.with(key: "sb_publishable_wrong") { fixture in
      let token = try await fixture.token()
      do {
        _ = try await fixture.project.identity(of: token)
        Issue.record("known without keys")
      } catch SupabaseError.unavailable(_) {}
    }
    let identity = SupabaseIdentity(id: UserID("1"))
    let refused = Verdict(.init(status: 401, body: Array(#"{"message":"Invalid API key"}"#.utf8)), about: identity)
    #expect(refused != .ended && refused != .present)
  }

  @Test(arguments: [
    (200, #"{"id":"1"}"#, true, false), (200, #"{"id":"2"}"#, false, false), (200, "", false, false),
    (403, #"{"code":403,"error_code":"session_not_found","msg":""}"#, false, true),
    (403, #"{"code":"user_banned","message":""}"#, false, true),
    (403, #"{"code":403,"error_code":"other"}"#, false, false),
    (401, #"{"code":401,"error_code":"no_authorization"}"#, false, true), (403, "<html>", false, false),
    (500, #"{"error_code":"bad_jwt"}"#, false, false), (429, "", false, false),
  ])
  func `an answer tells that somebody is there, that they are gone, or nothing`(
    _ status: Int, _ body: String, _ isPresent: Bool, _ isEnded: Bool
  ) {
    let verdict = Verdict(.init(status: status, body: Array(body.utf8)), about: SupabaseIdentity(id: UserID("1")))
    #expect((verdict == .present) == isPresent && (verdict == .ended) == isEnded)
  }

  @Test func `however many tokens come, memory is bounded`() {
    var verdicts = RecentVerdicts()
    let now = Date(timeIntervalSince1970: 0)
    for number in 0..<50_000 { verdicts.note(.present, about: "\(number)", at: now) }
    #expect(verdicts.count <= 20_000 && verdicts.verdict(about: "49999", youngerThan: 60, at: now) == .present)
  }
}

/// A project with one person in it, and a clock of its own.
struct ProjectFixture: Sendable {
  final class Clock: Sendable {
    private let moment = Mutex(Date(timeIntervalSince1970: 1_790_000_000))
    var now: Date { moment.withLock { $0 } }
    func advance(by seconds: Double) { moment.withLock { $0 = $0.addingTimeInterval(seconds) } }
  }

  let google: SimulatedGoogle
  let base: String
  let project: SupabaseProject
  let clock: Clock
  /// Ann's id.
  let ann: String

  static func with(
    key: String = SimulatedSupabase.key, _ body: @Sendable (ProjectFixture) async throws -> Void
  ) async throws {
    let clock = Clock()
    var configuration = SimulatorConfiguration()
    configuration.now = { clock.now }
    try await SimulatorServer(configuration: configuration).serving { google, base in
      let ann = await google.addToSupabase("ann@example.com", password: "a long password")
      let project = SupabaseProject(SupabaseEndpoints(url: base, key: Secret(key)), now: { clock.now })
      try await body(ProjectFixture(google: google, base: base, project: project, clock: clock, ann: ann.id))
    }
  }

  func token(claims: [(String, JSON?)] = []) async throws -> AccessToken {
    let text = try await google.supabaseToken(of: "ann@example.com", base: base, claims: claims)
    return try #require(AccessToken(Secret(text)))
  }

  func count(_ path: String) async -> Int { await google.log.entries.count { $0.path == "/auth/v1" + path } }
}
