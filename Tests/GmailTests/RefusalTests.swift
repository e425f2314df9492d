import FoundationEssentials
import HTTPTransport
import Secretary
import Testing

@testable import Gmail

/// Google's captured refusals, and what each asks of us.
@Suite struct RefusalTests {
  static let now = Date(timeIntervalSince1970: 1_790_000_010)  // 30 s after a full minute

  struct Case: Sendable, CustomTestStringConvertible {
    var status: Int
    var reason = ""
    var message = ""
    var name = ""
    var retryAfter: String?
    var meaning: GmailRefusal
    var testDescription: String { "\(status) \(reason) \(message)" }

    var response: HTTPResponse {
      let errors = reason.isEmpty ? "" : #","errors":[{"message":"m","domain":"d","reason":"\#(reason)"}]"#
      let body = #"{"error":{"code":\#(status),"message":"\#(message)"\#(errors),"status":"\#(name)"}}"#
      return HTTPResponse(
        status: status, headers: retryAfter.map { [HTTPField("Retry-After", $0)] } ?? [], body: Array(body.utf8))
    }
  }

  @Test(arguments: [
    Case(
      status: 401, reason: #"required"},{"reason":"authError"#, message: "Login Required.",
      meaning: .final(.refused("Gmail was called without authorization."))),
    Case(
      status: 403, reason: #"insufficientPermissions"},{"reason":"forbidden"#, message: "No.",
      meaning: .final(.missingScope)),
    Case(
      status: 400, message: "No.", name: "FAILED_PRECONDITION",
      meaning: .final(.refused("Gmail refuses the request (FAILED_PRECONDITION)."))),
    Case(status: 401, reason: "authError", message: "Invalid Credentials", meaning: .renewToken),
    Case(
      status: 401, reason: "required", message: "Login Required.",
      meaning: .final(.refused("Gmail was called without authorization."))),
    Case(
      status: 403, reason: "rateLimitExceeded",
      message: "Quota exceeded for quota metric 'Total Query Cost' and limit 'Units per minute per user' of service",
      name: "PERMISSION_DENIED", meaning: .waitUntil(now.addingTimeInterval(30))),
    Case(status: 403, reason: "rateLimitExceeded", message: "Rate Limit Exceeded", meaning: .backOff),
    Case(
      status: 403, reason: "userRateLimitExceeded",
      message: "User-rate limit exceeded.  Retry after 2026-09-21T14:15:00.000Z",
      meaning: .waitUntil(Date(timeIntervalSince1970: 1_790_000_100))),
    Case(
      status: 403, reason: "dailyLimitExceeded", message: "Daily Limit Exceeded",
      meaning: .waitUntil(now.addingTimeInterval(3600))),
    Case(
      status: 403, reason: "insufficientPermissions", message: "Request had insufficient authentication scopes.",
      meaning: .final(.missingScope)),
    Case(
      status: 403, reason: "forbidden", message: "Metadata scope doesn't allow format FULL",
      meaning: .final(.missingScope)),
    Case(
      status: 403, reason: "forbidden", message: "Delegation denied for someone",
      meaning: .final(.refused("Gmail forbids this request (forbidden)."))),
    Case(
      status: 429, reason: "rateLimitExceeded", message: "Too many concurrent requests for user", meaning: .backOff),
    Case(
      status: 429, reason: "rateLimitExceeded", message: "User-rate limit exceeded (Mail sending)",
      meaning: .waitUntil(now.addingTimeInterval(3600))),
    Case(
      status: 429, reason: "rateLimitExceeded", message: "", retryAfter: "7",
      meaning: .waitUntil(now.addingTimeInterval(7))),
    Case(status: 404, reason: "notFound", message: "Requested entity was not found.", meaning: .final(.gone)),
    Case(status: 404, name: "NOT_FOUND", meaning: .final(.gone)),
    Case(status: 404, reason: "elsewhere", meaning: .final(.gone)),
    Case(status: 405, reason: "notAllowed", meaning: .final(.refused("Gmail refuses the request (notAllowed)."))),
    Case(status: 500, reason: "backendError", meaning: .uncertain("Gmail is not well (HTTP 500).", notBefore: nil)),
    Case(
      status: 503, reason: "backendError", retryAfter: "5",
      meaning: .uncertain("Gmail is not well (HTTP 503).", notBefore: now.addingTimeInterval(5))),
    Case(
      status: 400, reason: "invalidArgument", message: "Message not a draft",
      meaning: .final(.refused("Gmail refuses the request (invalidArgument)."))),
    Case(
      status: 400, reason: "failedPrecondition", message: "Precondition check failed.",
      meaning: .passing("Gmail is not ready for this request (failedPrecondition).")),
    Case(status: 408, reason: "timeout", meaning: .passing("Gmail waited too long for the request.")),
    Case(
      status: 409, reason: "aborted", message: "Label name exists or conflicts",
      meaning: .final(.refused("Gmail refuses the request (aborted)."))),
  ])
  func `a refusal is judged by its reason`(refused: Case) {
    #expect(GmailRefusal.of(refused.response, at: Self.now) == refused.meaning)
  }

  @Test(arguments: ["nan", "-nan", "inf", "-1", "1e300", "99999999999999999999"])
  func `a pause that is no time counts as none`(pause: String) {
    let refused = Case(
      status: 429, reason: "rateLimitExceeded", message: "", retryAfter: pause, meaning: .backOff)
    #expect(GmailRefusal.of(refused.response, at: Self.now) == .backOff)
  }

  @Test func `a reason is repeated by its beginning only`() {
    let refused = Case(
      status: 400, reason: "e" + String(repeating: "\u{301}", count: 100_000), meaning: .backOff)
    guard case .final(.refused(let words)) = GmailRefusal.of(refused.response, at: Self.now) else {
      Issue.record("not refused")
      return
    }
    #expect(words.unicodeScalars.count < 100)
  }

  @Test(arguments: [
    Case(status: 403, reason: "domainPolicy", meaning: .backOff),
    Case(status: 400, reason: "failedPrecondition", message: "Mail service not enabled", meaning: .backOff),
  ])
  func `what only the user or their administrator can mend needs reconnecting`(refused: Case) {
    guard case .final(.accessWithdrawn) = GmailRefusal.of(refused.response, at: Self.now) else {
      Issue.record("not accessWithdrawn")
      return
    }
  }

  @Test func `an API that is not enabled is the operator's problem and says nothing about the user`() {
    let refused = Case(status: 403, reason: "accessNotConfigured", meaning: .backOff)
    guard case .final(.misconfigured) = GmailRefusal.of(refused.response, at: Self.now) else {
      Issue.record("not misconfigured")
      return
    }
  }

  @Test(arguments: [302, 403, 404])
  func `an answer that is not Gmail's says nothing about the mailbox`(status: Int) {
    let portal = HTTPResponse(status: status, body: Array("<html>Sign in to the hotel</html>".utf8))
    guard case .passing = GmailRefusal.of(portal, at: Self.now) else {
      Issue.record("taken for Gmail's own word")
      return
    }
  }

  @Test func `after a refusal without a time, what is tried once comes back in a quarter of a minute`() {
    let (later, moment) = (Self.now.addingTimeInterval(600), Self.now)
    #expect(GmailRefusal.backOff.errorAtOnce(at: moment) == .paused(until: moment.addingTimeInterval(15)))
    #expect(GmailRefusal.backOff.error(at: moment) == .paused(until: moment.addingTimeInterval(60)))
    // A minute's quota begins anew with the minute, whatever else is said.
    let soon = GmailRefusal.waitUntil(moment.addingTimeInterval(5))
    #expect(soon.error(at: moment) == .paused(until: moment.addingTimeInterval(30)))
    #expect(GmailRefusal.waitUntil(later).error(at: moment) == .paused(until: later))
    for refusal in [GmailRefusal.waitUntil(later), .passing("Ill."), .uncertain("Ill.", notBefore: later)] {
      #expect(refusal.errorAtOnce(at: moment) == refusal.error(at: moment))
    }
  }

  @Test func `who asks too often is told so by whatever stands before Gmail, too`() {
    let limited = HTTPResponse(status: 429, body: Array("<html>Too many requests</html>".utf8))
    #expect(GmailRefusal.of(limited, at: Self.now) == .backOff)
  }

  @Test func `no message of Google's is repeated in an error`() {
    let refused = Case(status: 400, reason: "invalidArgument", message: "Invalid To header: alice@x", meaning: .backOff)
    guard case .final(let error) = GmailRefusal.of(refused.response, at: Self.now) else { return }
    #expect(!error.description.contains("alice"))
  }
}
