import FoundationEssentials
import HTTPTransport
import Testing

@testable import Drafting

@Suite struct ChatWireTests {
  @Test(arguments: ["nan", "-nan", "inf", "-1", "1e300", "99999999999999999999"])
  func `a pause that is no time counts as none`(pause: String) {
    let now = Date(timeIntervalSince1970: 1_790_000_000)
    let refused = HTTPResponse(status: 429, headers: [HTTPField("Retry-After", pause)], body: [])
    #expect(ChatWire.refusal(refused, at: now) == .rateLimited(until: now.addingTimeInterval(30)))
    let ill = HTTPResponse(status: 503, headers: [HTTPField("Retry-After", pause)], body: [])
    #expect(ChatWire.refusal(ill, at: now) == .temporary("it is unavailable"))
  }

  private static func answer(finished reason: String) -> HTTPResponse {
    let body = "{\"choices\":[{\"finish_reason\":\"\(reason)\",\"message\":{\"content\":\"Thursday suits\"}}]}"
    return HTTPResponse(status: 200, headers: [], body: Array(body.utf8))
  }

  @Test(arguments: [
    ("length", "it was cut off at the length limit"), ("content_filter", "the provider's filter withheld it"),
  ])
  func `an answer that did not come to its own end is incomplete`(reason: String, words: String) {
    #expect(throws: LanguageModelError.incomplete(words)) {
      try ChatWire.completion(from: Self.answer(finished: reason))
    }
  }

  @Test func `one that did is what the model wrote`() throws {
    #expect(try ChatWire.completion(from: Self.answer(finished: "stop")) == Completion(text: "Thursday suits"))
  }

  @Test(arguments: [
    (400, LanguageModelError.refused("HTTP 400")), (401, .misconfigured("the API key is not accepted (HTTP 401)")),
    (402, .misconfigured("the provider wants to be paid first (HTTP 402)")),
    (403, .misconfigured("the API key is not accepted (HTTP 403)")),
    (404, .misconfigured("the address or the model's name is not known there (HTTP 404)")),
    (413, .refused("it is too long for the model")), (422, .refused("HTTP 422")), (451, .refused("HTTP 451")),
    (500, .temporary("HTTP 500")), (503, .temporary("it is unavailable")), (529, .temporary("HTTP 529")),
  ])
  func `each refusal says whose matter it is`(status: Int, error: LanguageModelError) {
    let response = HTTPResponse(status: status, headers: [], body: [])
    #expect(ChatWire.refusal(response, at: Date(timeIntervalSince1970: 0)) == error)
  }

  @Test(arguments: [(0, 1), (1, 1), (3_600, 3_600), (3_601, 3_600)])
  func `a pause is at least a second and at most an hour`(asked: Int, seconds: Double) {
    let now = Date(timeIntervalSince1970: 1_790_000_000)
    let response = HTTPResponse(status: 429, headers: [HTTPField("Retry-After", "\(asked)")], body: [])
    #expect(ChatWire.refusal(response, at: now) == .rateLimited(until: now.addingTimeInterval(seconds)))
  }

  @Test func `the address is told with and without a slash at its end`() {
    #expect(ChatWire.url(under: "http://h/v1") == "http://h/v1/chat/completions")
    #expect(ChatWire.url(under: "http://h/v1//") == "http://h/v1/chat/completions")
  }
}
