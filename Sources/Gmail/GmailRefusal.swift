import FoundationEssentials
import HTTPTransport
import Secretary

/// What an answer other than success asks of us. Decided on `errors[0].reason` first, then on `status`, then on the
/// HTTP code, because one code stands for very different things: a 403 is a quota, a missing scope, an administrator's
/// veto or an API that was never switched on.
enum GmailRefusal: Error, Equatable {
  /// The access token is not accepted; once, a fresh one may be.
  case renewToken
  /// Refused before acting, until then.
  case waitUntil(Date)
  /// Refused before acting; Gmail does not say for how long.
  case backOff
  /// Nothing was done; it may work later.
  case passing(String)
  /// The server failed on the way: a write may have been done. Not to be repeated before the time, when one is given.
  case uncertain(String, notBefore: Date?)
  case final(MailboxError)

  static func of(_ response: HTTPResponse, at now: Date) -> GmailRefusal {
    let status = response.status
    let failure = (try? JSONDecoder().decode(WireFailure.self, from: Data(response.body)))?.error
    let message = failure?.message ?? ""
    let notBefore = RetryTime.stated(header: response.header("Retry-After"), message: message, now: now)
    if status >= 500 { return .uncertain("Gmail is not well (HTTP \(status)).", notBefore: notBefore) }
    if status == 401 {
      return failure?.errors?.first?.reason == "required"
        ? .final(.refused("Gmail was called without authorization.")) : .renewToken
    }
    if status == 429 { return limited(message, notBefore: notBefore, now: now) }
    guard let failure, status >= 400 else {
      // No envelope: a proxy or a captive portal speaks, not Gmail. Its 404 says nothing about any message.
      return .passing("Something that is not Gmail answered (HTTP \(status)).")
    }
    switch failure.errors?.first?.reason ?? "" {
    case "rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded":
      return limited(message, notBefore: notBefore, now: now)
    case "dailyLimitExceeded":
      return .waitUntil(notBefore ?? now.addingTimeInterval(3600))
    case "authError":
      return .renewToken
    case "insufficientPermissions":
      return .final(.missingScope)
    case "domainPolicy":
      return .final(
        .accessWithdrawn("The organisation's administrator has disabled Gmail for apps; ask the administrator."))
    case "accessNotConfigured":
      return .final(.misconfigured("The Gmail API is not enabled in the Google Cloud project; enable it there."))
    case "forbidden":
      return .final(
        message.hasPrefix("Metadata scope") ? .missingScope : .refused("Gmail forbids this request (forbidden)."))
    case "failedPrecondition":
      return message.hasPrefix("Mail service not enabled")
        ? .final(.accessWithdrawn("This Google account has no Gmail mailbox; connect another account."))
        : .passing("Gmail is not ready for this request (failedPrecondition).")
    case "notFound":
      return .final(.gone)
    default:
      return byStatus(failure, status, notBefore: notBefore, now: now)
    }
  }

  /// What it means that no whole answer came.
  static func of(_ error: HTTPTransportError, isRepeatable: Bool) -> GmailRefusal {
    switch error {
    case .neverReached(let words): .passing("Gmail could not be reached: \(words). If that goes on, check the network.")
    case .answerUnknown(let words): .uncertain("Gmail did not answer: \(words).", notBefore: nil)
    case .tooLarge: .final(isRepeatable ? .refused("Gmail's answer is too long.") : .answerUnknown)
    case .cancelled: .final(isRepeatable ? .cancelled : .answerUnknown)
    case .refusedURL(let words): .final(.misconfigured("The Google address is not usable: \(words)."))
    }
  }

  /// The earliest time another try makes sense, where one was given.
  var notBefore: Date? {
    switch self {
    case .waitUntil(let time): time
    case .uncertain(_, let time): time
    case .renewToken, .backOff, .passing, .final: nil
    }
  }

  /// Whether something failed, as opposed to being refused for now.
  var isTrouble: Bool {
    switch self {
    case .passing, .uncertain: true
    case .renewToken, .waitUntil, .backOff, .final: false
    }
  }

  /// Whether the next try waits a doubling pause; not when Gmail named the time itself.
  var asksForPause: Bool { notBefore == nil }

  /// What the worker is told once trying has been enough.
  func error(at now: Date) -> MailboxError {
    switch self {
    case .renewToken: .temporary("Gmail does not accept a token Google has just issued.")
    case .waitUntil(let time): .paused(until: max(time, RetryTime.nextMinute(after: now)))
    case .backOff: .paused(until: now.addingTimeInterval(60))
    case .passing(let words): .temporary(words)
    case .uncertain(let words, let time): time.map { .paused(until: $0) } ?? .temporary(words)
    case .final(let error): error
    }
  }

  /// The same of a call that is tried once only, and so has not found out whether the trouble lasts.
  func errorAtOnce(at now: Date) -> MailboxError {
    self == .backOff ? .paused(until: now.addingTimeInterval(15)) : error(at: now)
  }

  private static func byStatus(
    _ failure: WireFailure.Failure, _ status: Int, notBefore: Date?, now: Date
  ) -> GmailRefusal {
    switch failure.status {
    case "RESOURCE_EXHAUSTED": return limited(failure.message ?? "", notBefore: notBefore, now: now)
    case "NOT_FOUND": return .final(.gone)
    case "UNAUTHENTICATED": return .renewToken
    default: break
    }
    if status == 404 { return .final(.gone) }
    if status == 408 { return .passing("Gmail waited too long for the request.") }
    let name = (failure.errors?.first?.reason ?? failure.status ?? "HTTP \(status)").filter { $0.isLetter || $0 == "_" }
    return .final(.refused("Gmail refuses the request (\(name.scalars(40)))."))
  }

  private static func limited(_ message: String, notBefore: Date?, now: Date) -> GmailRefusal {
    if let notBefore { return .waitUntil(notBefore) }
    // The sending limit blocks for hours.
    if message.contains("Mail sending") { return .waitUntil(now.addingTimeInterval(3600)) }
    if message.contains("per minute") { return .waitUntil(RetryTime.nextMinute(after: now)) }
    return .backOff
  }
}
