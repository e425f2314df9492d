package import FoundationEssentials
package import HTTPTransport
package import Secretary

/// One user's mailbox through the Gmail API, as verbs. Requests go out one at a time.
///
/// A call retries by itself what passes quickly and is safe to repeat, and sits out short waits; the rest is told to the
/// worker by `MailboxError`. Waiting ends at once when the task is cancelled.
///
/// After a call that was tried often enough in vain, others are tried once for a minute. Two hundred messages that Gmail
/// stumbles over then cost two hundred requests, and not two hundred times the pauses between tries: their rows bring
/// the worker back to each.
package actor GmailMailbox: Mailbox {
  private let tokens: AccessTokens
  private let transport: HTTPTransport
  private let base: String
  private let policy: RetryPolicy
  private let clock: any Clock<Duration>
  private let now: @Sendable () -> Date
  private var budget: QuotaBudget
  private var triedInVainAt: Date?
  /// When Gmail last answered, by its own clock.
  var answeredAt: Date?

  package init(
    tokens: AccessTokens, transport: HTTPTransport, endpoints: GoogleEndpoints, budget: QuotaBudget = QuotaBudget(),
    policy: RetryPolicy = RetryPolicy(), clock: any Clock<Duration> = ContinuousClock(),
    now: @escaping @Sendable () -> Date
  ) {
    self.tokens = tokens
    self.transport = transport
    self.base = endpoints.api
    self.budget = budget
    self.policy = policy
    self.clock = clock
    self.now = now
  }

  /// Quota units spent since this mailbox was opened.
  package var unitsSpent: Int { budget.spent }

  package var recentUnits: [QuotaUse] { budget.recent }

  /// Makes one call and returns Gmail's successful answer.
  func call(_ call: GmailCall) async throws(MailboxError) -> [UInt8] {
    var failures = 0
    var waited = 0.0
    var hasRenewed = false
    while true {
      if Task.isCancelled { throw .cancelled }
      while let time = budget.take(call.units, at: now()) {
        guard call.isPatient else { throw .paused(until: time) }
        try await sit(until: time, &waited)
      }
      let refusal: GmailRefusal
      switch await attempt(call) {
      case .success(let body): return body
      case .failure(let reason): refusal = reason
      }
      if case .final(let error) = refusal { throw error }
      if case .uncertain = refusal, !call.isRepeatable { throw .answerUnknown }
      if refusal == .renewToken {
        // Only the token service may say that a grant is dead; a fresh token that is refused is a passing fault.
        if hasRenewed { throw refusal.error(at: now()) }
        hasRenewed = true
        continue
      }
      guard call.isPatient else { throw refusal.errorAtOnce(at: now()) }
      failures += 1
      if failures >= policy.attempts || refusal.isTrouble && hasTriedInVain {
        if refusal.isTrouble, failures >= policy.attempts { triedInVainAt = now() }
        throw refusal.error(at: now())
      }
      if let time = refusal.notBefore { try await sit(until: time, &waited) }
      if refusal.asksForPause { try await pause(policy.pause(after: failures)) }
    }
  }

  /// Decodes an answer. One that is not what it should be came from something between Gmail and us.
  func call<Answer: Decodable>(_ request: GmailCall, as type: Answer.Type) async throws(MailboxError) -> Answer {
    let body = try await call(request)
    do {
      return try JSONDecoder().decode(type, from: Data(body))
    } catch {
      throw request.isRepeatable ? .unreadable : .answerUnknown
    }
  }

  private var hasTriedInVain: Bool {
    triedInVainAt.map { (0..<60).contains(now().timeIntervalSince($0)) } ?? false
  }

  private func attempt(_ call: GmailCall) async -> Result<[UInt8], GmailRefusal> {
    let token: Secret
    do {
      token = try await tokens.token()
    } catch .temporary(let words) {
      return .failure(.passing(words))
    } catch {
      return .failure(.final(error))
    }
    do {
      let response = try await transport.send(call.request(base: base, token: token.reveal()))
      if (200..<300).contains(response.status) {
        answeredAt = response.header("date").flatMap(RetryTime.httpDate) ?? answeredAt
        return .success(response.body)
      }
      let refusal = GmailRefusal.of(response, at: now())
      if refusal == .renewToken { await tokens.invalidate(token) }
      return .failure(refusal)
    } catch {
      return .failure(.of(error, isRepeatable: call.isRepeatable))
    }
  }

  /// Sits out a wait that is short enough, with a little more at random so that many workers do not come back at once.
  private func sit(until time: Date, _ waited: inout Double) async throws(MailboxError) {
    let seconds = max(0, time.timeIntervalSince(now())) + policy.jitter(0...1)
    waited += seconds
    if waited > policy.longestWait { throw .paused(until: time) }
    try await pause(seconds)
  }

  private func pause(_ seconds: Double) async throws(MailboxError) {
    do {
      try await clock.sleep(for: .seconds(seconds))
    } catch {
      throw .cancelled
    }
  }
}
