import FoundationEssentials
import HTTPTransport
import Secretary
import Vault

/// What the project says of a session now. A signature cannot tell that its owner has signed out, was banned or deleted; only
/// the Auth server can (`GET /auth/v1/user`). It is asked about a token at most once a minute, and again whenever it matters.
actor PresentState {
  private static let freshness: Double = 60

  private let project: SupabaseEndpoints
  private let now: @Sendable () -> Date
  private var verdicts = RecentVerdicts()
  private var underway: [String: [CheckedContinuation<Void, Never>]] = [:]

  init(_ project: SupabaseEndpoints, now: @escaping @Sendable () -> Date) {
    self.project = project
    self.now = now
  }

  /// Asks whatever was heard before. No answer is `unavailable`.
  func confirm(_ token: AccessToken, of identity: SupabaseIdentity) async throws(SupabaseError) {
    let key = SHA256.hash(token.secret.reveal())
    switch await ask(about: token, identity, key) {
    case .present: break
    case .ended: throw .refused(.ended)
    case .unknown(let words): throw .unavailable(words)
    }
  }

  /// Asks when nothing was heard for a minute. While the project does not answer, the signature alone counts.
  func look(at token: AccessToken, of identity: SupabaseIdentity) async throws(SupabaseError) {
    let key = SHA256.hash(token.secret.reveal())
    while underway[key] != nil { await withCheckedContinuation { underway[key]?.append($0) } }
    let known = verdicts.verdict(about: key, youngerThan: Self.freshness, at: now())
    let verdict = if let known { known } else { await ask(about: token, identity, key) }
    if verdict == .ended { throw .refused(.ended) }
  }

  private func ask(about token: AccessToken, _ identity: SupabaseIdentity, _ key: String) async -> Verdict {
    underway[key] = underway[key] ?? []
    let verdict: Verdict
    do {
      verdict = Verdict(try await project.ask(SupabaseEndpoints.user, bearer: token.secret), about: identity)
    } catch {
      verdict = .unknown("Supabase's Auth server gave no answer: \(error)")
    }
    verdicts.note(verdict, about: key, at: now())
    for waiter in underway.removeValue(forKey: key) ?? [] { waiter.resume() }
    return verdict
  }
}

/// What the Auth server said of a session.
enum Verdict: Sendable, Equatable {
  case present
  case ended
  /// Nothing that tells; in words for the operator.
  case unknown(String)

  init(_ answer: HTTPResponse, about identity: SupabaseIdentity) {
    switch answer.status {
    case 200:
      let user = try? JSONDecoder().decode(User.self, from: Data(answer.body))
      self =
        user?.id.lowercased() == identity.id.rawValue
        ? .present : .unknown("Supabase's Auth server answered about somebody else.")
    case 400, 401, 403:
      let problem = try? JSONDecoder().decode(Problem.self, from: Data(answer.body))
      self =
        problem.map { Self.ends.contains($0.name) } == true
        ? .ended
        : .unknown(
          "Supabase's Auth server refuses to answer (HTTP \(answer.status)). Look at supabase.url and supabase.key_file."
        )
    default: self = .unknown("Supabase's Auth server is not well (HTTP \(answer.status)).")
    }
  }

  /// What it says of a token that is good for nothing any more.
  private static let ends: Set = [
    "bad_jwt", "session_not_found", "session_expired", "user_not_found", "user_banned", "no_authorization",
  ]

  private struct User: Decodable {
    var id: String
  }

  /// Earlier versions of the interface put the name beside a number, later ones in its place.
  private struct Problem: Decodable {
    var name: String

    enum CodingKeys: String, CodingKey {
      case code
      case name = "error_code"
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      name =
        try container.decodeIfPresent(String.self, forKey: .name)
        ?? (try? container.decode(String.self, forKey: .code)) ?? ""
    }
  }
}

/// What was heard lately, by the hash of a token. Memory is bounded: there are two generations, and when the newer one is full
/// the older one is forgotten, which at worst asks once more.
struct RecentVerdicts: Sendable {
  private struct Entry {
    var verdict: Verdict
    var at: Date
  }

  private static let largestGeneration = 10_000

  private var newer: [String: Entry] = [:]
  private var older: [String: Entry] = [:]

  var count: Int { newer.count + older.count }

  /// - `age`: seconds.
  func verdict(about key: String, youngerThan age: Double, at now: Date) -> Verdict? {
    guard let entry = newer[key] ?? older[key], abs(now.timeIntervalSince(entry.at)) < age else { return nil }
    return entry.verdict
  }

  mutating func note(_ verdict: Verdict, about key: String, at now: Date) {
    if newer[key] == nil, newer.count >= Self.largestGeneration {
      older = newer
      newer = [:]
    }
    newer[key] = Entry(verdict: verdict, at: now)
  }
}
