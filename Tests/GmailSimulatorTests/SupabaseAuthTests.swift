import Foundation
import GmailSimulator
import Testing

/// The refusals of supabase/auth's `/user`, each as it gives them.
struct SupabaseAuthTests {
  private static let base = "http://127.0.0.1"

  @Test func `whoever is there is told`() async throws {
    let google = await Self.google()
    let answer = try await Self.user(google)
    #expect(answer.status == 200 && answer.body["email"]?.text == "ann@example.com")
    #expect(answer.body["role"]?.text == "authenticated" && answer.body["is_anonymous"]?.flag == false)
  }

  @Test(
    arguments: [
      ([("exp", .int(1))], 403, "bad_jwt"), ([("sub", nil)], 403, "bad_jwt"), ([("sub", "ann")], 400, "bad_jwt"),
      ([("sub", "6f1c2f6e-0000-4000-8000-000000000009")], 403, "user_not_found"),
      ([("session_id", "6f1c2f6e-0000-4000-8000-000000000009")], 403, "session_not_found"),
      ([("aud", "anon")], 400, "validation_failed"),
    ] as [([(String, JSON?)], Int, String)])
  func `a token that is good for nothing is refused by its fault`(
    _ claims: [(String, JSON?)], _ status: Int, _ code: String
  ) async throws {
    let answer = try await Self.user(await Self.google(), claims: claims)
    #expect(answer.status == status && answer.body["error_code"]?.text == code)
  }

  @Test func `who signed out, is banned or deleted is refused, each by its own code`() async throws {
    let google = await Self.google()
    let token = try await google.supabaseToken(of: "ann@example.com", base: Self.base)
    try await google.setSupabaseCondition(.banned, of: "ann@example.com")
    #expect(await Self.ask(google, token).body["error_code"]?.text == "user_banned")
    try await google.setSupabaseCondition(.deleted, of: "ann@example.com")
    #expect(await Self.ask(google, token).body["error_code"]?.text == "user_not_found")
    try await google.setSupabaseCondition(.well, of: "ann@example.com")
    #expect(await Self.ask(google, token).status == 200)
    try await google.endSupabaseSessions(of: "ann@example.com")
    let ended = await Self.ask(google, token)
    #expect(ended.status == 403 && ended.body["error_code"]?.text == "session_not_found")
  }

  @Test func `the gateway refuses before the Auth server looks`() async throws {
    let google = await Self.google()
    let token = try await google.supabaseToken(of: "ann@example.com", base: Self.base)
    for key in [nil, "wrong"] {
      let answer = await Self.ask(google, token, key: key)
      #expect(answer.status == 401 && answer.body["error_code"] == nil && answer.body["message"]?.text != nil)
    }
    let nobody = await Self.ask(google, nil)
    #expect(nobody.status == 401 && nobody.body["error_code"]?.text == "no_authorization")
    #expect(await Self.ask(google, "x.y.z").body["error_code"]?.text == "bad_jwt")
  }

  @Test func `a replaced key stays published, and what it signed stays good`() async throws {
    let google = await Self.google()
    let before = try await google.supabaseToken(of: "ann@example.com", base: Self.base)
    try await google.rotateSupabaseKeys(toRSA: true)
    let after = try await google.supabaseToken(of: "ann@example.com", base: Self.base)
    for token in [before, after] { #expect(await Self.ask(google, token).status == 200) }
    let keys = await Self.ask(google, nil, path: "/.well-known/jwks.json").body["keys"]?.list ?? []
    #expect(keys.compactMap { $0["alg"]?.text } == ["ES256", "RS256"])
    #expect(keys.allSatisfy { $0["d"] == nil && $0["k"] == nil }, "public halves only")
  }

  private struct Answered {
    let status: Int
    let body: JSON
  }

  private static func google() async -> SimulatedGoogle {
    let google = SimulatedGoogle()
    await google.addToSupabase("ann@example.com", password: "a long password")
    return google
  }

  private static func user(_ google: SimulatedGoogle, claims: [(String, JSON?)] = []) async throws -> Answered {
    await ask(google, try await google.supabaseToken(of: "ann@example.com", base: base, claims: claims))
  }

  private static func ask(
    _ google: SimulatedGoogle, _ token: String?, key: String? = SimulatedSupabase.key, path: String = "/user"
  ) async -> Answered {
    var headers = ["host": "127.0.0.1"]
    headers["apikey"] = key
    headers["authorization"] = token.map { "Bearer \($0)" }
    let answer = await google.answer(SimulatedRequest(method: "GET", path: "/auth/v1" + path, headers: headers))
    return Answered(status: answer.status, body: JSON.parse(answer.body) ?? .null)
  }
}
