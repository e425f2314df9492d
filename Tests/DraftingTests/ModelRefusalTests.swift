import FoundationEssentials
import HTTPTransport
import Testing

@testable import Drafting

@Suite struct ModelRefusalTests {
  private static let now = Date(timeIntervalSince1970: 1_790_000_000)

  private static func meaning(
    _ status: Int, _ headers: [HTTPField] = [], body: String = ""
  ) -> LanguageModelError {
    ModelRefusal.meaning(of: HTTPResponse(status: status, headers: headers, body: Array(body.utf8)), at: now)
  }

  @Test(arguments: ["nan", "-nan", "inf", "-1", "1e300", "99999999999999999999"])
  func `a pause that is no time counts as none`(pause: String) {
    let header = [HTTPField("Retry-After", pause)]
    #expect(Self.meaning(429, header) == .rateLimited(until: Self.now.addingTimeInterval(30)))
    #expect(Self.meaning(503, header) == .temporary("it is overloaded"))
  }

  @Test(arguments: [
    (400, LanguageModelError.refused("HTTP 400")), (401, .misconfigured("the API key is not accepted (HTTP 401)")),
    (402, .unpaid("HTTP 402", until: now.addingTimeInterval(900))),
    (403, .misconfigured("the API key is not accepted (HTTP 403)")),
    (404, .misconfigured("the address or the model's name is not known there (HTTP 404)")),
    (408, .temporary("HTTP 408")), (409, .temporary("HTTP 409")), (413, .refused("it is too long for the model")),
    (422, .refused("HTTP 422")), (451, .refused("HTTP 451")), (500, .temporary("HTTP 500")),
    (503, .temporary("it is overloaded")), (529, .temporary("it is overloaded")),
  ])
  func `each refusal says whose matter it is`(status: Int, error: LanguageModelError) {
    #expect(Self.meaning(status) == error)
  }

  @Test(arguments: [(0, 1), (1, 1), (3_600, 3_600), (3_601, 3_600)])
  func `a pause is at least a second and at most an hour`(asked: Int, seconds: Double) {
    #expect(
      Self.meaning(429, [HTTPField("Retry-After", "\(asked)")])
        == .rateLimited(until: Self.now.addingTimeInterval(seconds)))
  }

  @Test func `a pause may be told in thousandths, which are more exact`() {
    let headers = [HTTPField("Retry-After", "9"), HTTPField("retry-after-ms", "2500")]
    #expect(Self.meaning(429, headers) == .rateLimited(until: Self.now.addingTimeInterval(2.5)))
  }

  @Test(arguments: [
    #"{"error":{"message":"You exceeded your current quota","type":"insufficient_quota","code":"insufficient_quota"}}"#,
    #"{"type":"error","error":{"type":"billing_error","message":"x"},"request_id":"r"}"#,
    #"{"error":{"code":"credit_balance_exhausted"}}"#, #"{"error":{"type":"enforced_spend_limit_reached"}}"#,
    #"{"type":"error","error":{"type":"invalid_request_error","message":"Your credit balance is too low to access it"}}"#,
  ])
  func `what passes only when somebody pays is the operator's, whatever status it has`(body: String) {
    for status in [400, 402, 403, 429] {
      #expect(
        Self.meaning(status, body: body) == .unpaid("HTTP \(status)", until: Self.now.addingTimeInterval(900)))
    }
  }

  @Test(arguments: [
    "", "no", "{}", #"{"error":"x"}"#, #"{"error":{"code":429,"type":null}}"#,
    #"{"error":{"type":"rate_limit_error"}}"#,
    #"{"error":{"message":"He wrote: Your credit balance is too low"}}"#,
  ])
  func `any other body leaves it to the status`(body: String) {
    #expect(Self.meaning(429, body: body) == .rateLimited(until: Self.now.addingTimeInterval(30)))
  }

  @Test(arguments: [
    #"{"error":{"code":400,"message":"request (8031 tokens) exceeds the available context size (4096 tokens)","#
      + #""type":"exceed_context_size_error","n_prompt_tokens":8031,"n_ctx":4096}}"#,
    #"{"error":{"code":"context_length_exceeded","message":"x","type":"invalid_request_error"}}"#,
    #"{"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 9 tokens > 8 maximum"}}"#,
  ])
  func `a mail that is longer than the model's context is told as that, and is nobody's fault`(body: String) {
    let error = Self.meaning(400, body: body)
    #expect(error == .refused("it is too long for the model's context"))
    #expect(
      error.description
        == "The language model does not accept this conversation: it is too long for the model's context.")
  }

  @Test(arguments: [
    #"{"error":{"type":"invalid_request_error","message":"He wrote: prompt is too long"}}"#, #"{"error":{"code":400}}"#,
  ])
  func `any other bad request stays one`(body: String) {
    #expect(Self.meaning(400, body: body) == .refused("HTTP 400"))
  }

  @Test func `a server that wants no second try is left alone for a while`() {
    for status in [429, 500, 503, 529] {
      let error = Self.meaning(status, [HTTPField("x-should-retry", "false")])
      #expect(error == .rateLimited(until: Self.now.addingTimeInterval(900)))
    }
    let timed = Self.meaning(429, [HTTPField("x-should-retry", "false"), HTTPField("Retry-After", "60")])
    #expect(timed == .rateLimited(until: Self.now.addingTimeInterval(60)))
  }

  @Test func `who has to be paid may say when to come back, but not at once`() {
    #expect(
      Self.meaning(402, [HTTPField("Retry-After", "3600")])
        == .unpaid("HTTP 402", until: Self.now.addingTimeInterval(3_600)))
    #expect(
      Self.meaning(402, [HTTPField("Retry-After", "1")]) == .unpaid("HTTP 402", until: Self.now.addingTimeInterval(900))
    )
  }

  @Test func `the server's own word to try again wins over the status`() {
    #expect(Self.meaning(400, [HTTPField("x-should-retry", "true")]) == .temporary("HTTP 400"))
    #expect(Self.meaning(400, [HTTPField("x-should-retry", "false")]) == .refused("HTTP 400"))
    #expect(
      Self.meaning(401, [HTTPField("x-should-retry", "true")])
        == .misconfigured("the API key is not accepted (HTTP 401)"))
  }
}
