import FoundationEssentials
import Gmail
import GmailSimulator
import HTTPTransport
import ManualTime
import Secretary
import Synchronization

/// One simulated account and our client of it. Both live by the same clock, which only the test moves.
struct MailboxFixture: Sendable {
  static let address = "ann@example.com"

  let google: SimulatedGoogle
  let clock: ManualClock
  let tokens: AccessTokens
  let mailbox: GmailMailbox
  let endpoints: GoogleEndpoints
  let saved: SavedTokens
  let transport: HTTPTransport

  /// `lifetime` is how long the access token given at the start still lives, in seconds.
  static func with(
    lifetime: Double = 3000, budget: Int = QuotaBudget.standard,
    policy: RetryPolicy = RetryPolicy(jitter: { $0.lowerBound }),
    configure: (inout SimulatorConfiguration) -> Void = { _ in },
    _ body: @Sendable (MailboxFixture) async throws -> Void
  ) async throws {
    let clock = ManualClock()
    let now: @Sendable () -> Date = { clock.date }
    var configuration = SimulatorConfiguration()
    configuration.now = now
    configure(&configuration)
    try await SimulatorServer(configuration: configuration).serving { google, base in
      let credentials = await google.addUser(address, aliases: ["office@example.com"])
      let endpoints = GoogleEndpoints(
        api: base, token: "\(base)/token", revoke: "\(base)/revoke", authorize: "\(base)/o/oauth2/v2/auth", issuer: base
      )
      let transport = HTTPTransport()
      let saved = SavedTokens()
      let tokens = AccessTokens(
        TokenSet(
          access: Secret(credentials.accessToken), expiry: now().addingTimeInterval(lifetime),
          refresh: Secret(credentials.refreshToken)),
        client: OAuthClient(id: credentials.clientID, secret: Secret(credentials.clientSecret)), endpoints: endpoints,
        transport: transport, now: now, save: { try saved.add($0) })
      let mailbox = GmailMailbox(
        tokens: tokens, transport: transport, endpoints: endpoints, budget: QuotaBudget(unitsPerMinute: budget),
        policy: policy, clock: clock, now: now)
      let fixture = MailboxFixture(
        google: google, clock: clock, tokens: tokens, mailbox: mailbox, endpoints: endpoints, saved: saved,
        transport: transport)
      let outcome: Result<Void, any Error>
      do { outcome = .success(try await body(fixture)) } catch { outcome = .failure(error) }
      await transport.close()  // a server that stops waits for its connections
      try outcome.get()
    }
  }

  /// A mail from outside, in ASCII unless `body` is given as bytes.
  @discardableResult
  func deliver(
    _ text: String = "Hello.", subject: String = "Lunch", type: String = "text/plain; charset=UTF-8",
    body: [UInt8]? = nil, labels: [String] = ["UNREAD", "INBOX"]
  ) async throws -> MessageReference {
    let head =
      "From: Bob <bob@example.org>\r\nTo: \(Self.address)\r\nSubject: \(subject)\r\nMessage-ID: <\(UUID())@example.org>\r\n"
      + "Date: Mon, 21 Sep 2026 14:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: \(type)\r\n"
      + "Content-Transfer-Encoding: 8bit\r\n\r\n"
    let arrived = try await google.deliver(
      Array(head.utf8) + (body ?? Array(text.utf8)), to: Self.address, labels: labels)
    return MessageReference(id: MessageID(arrived.id), threadID: ThreadID(arrived.threadID))
  }

  /// A mail of the user's own.
  @discardableResult
  func send(to address: String) async throws -> MessageReference {
    let head =
      "From: \(Self.address)\r\nTo: \(address)\r\nSubject: Lunch\r\nMessage-ID: <\(UUID())@example.com>\r\n"
      + "Date: Mon, 21 Sep 2026 14:00:00 +0000\r\n\r\nHello."
    let sent = try await google.deliver(Array(head.utf8), to: Self.address, labels: ["SENT"])
    return MessageReference(id: MessageID(sent.id), threadID: ThreadID(sent.threadID))
  }

  /// A reply of ours, as MIME, carrying our own draft id.
  func reply(_ id: String, text: String = "Yes.") -> [UInt8] {
    Array(
      ("From: \(Self.address)\r\nTo: bob@example.org\r\nSubject: Re: Lunch\r\nX-Secretary-Draft: \(id)\r\n"
        + "Date: Mon, 21 Sep 2026 14:05:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\n\r\n"
        + text).utf8)
  }

  /// How often Google's `call` was asked for, whatever came of it.
  func count(of call: String) async -> Int {
    await google.log.entries.filter { $0.call == call || $0.path == call }.count
  }
}

/// The token sets handed to the store, and a store that can refuse.
final class SavedTokens: Sendable {
  private let state = Mutex((sets: [TokenSet](), refusals: 0))

  struct Refused: Error {}

  func add(_ set: TokenSet) throws {
    try state.withLock { state in
      if state.refusals > 0 {
        state.refusals -= 1
        throw Refused()
      }
      state.sets.append(set)
    }
  }

  func refuse(times: Int) { state.withLock { $0.refusals = times } }

  var all: [TokenSet] { state.withLock { $0.sets } }
}

extension ManualClock {
  /// Ten seconds past a full minute, plus what has passed on this clock.
  var date: Date {
    let (seconds, attoseconds) = now.offset.components
    return Date(timeIntervalSince1970: 1_789_999_990 + Double(seconds) + Double(attoseconds) / 1e18)
  }
}
