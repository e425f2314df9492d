import FoundationEssentials
import HTTPTransport
import Secretary
import Testing

@testable import Drafting

@Suite struct ChatWireTests {
  private static func answer(finished reason: String) -> HTTPResponse {
    let body = "{\"choices\":[{\"finish_reason\":\"\(reason)\",\"message\":{\"content\":\"Thursday suits\"}}]}"
    return HTTPResponse(status: 200, headers: [], body: Array(body.utf8))
  }

  @Test(arguments: [
    ("length", "it was cut off at the length limit"), ("content_filter", "the provider's filter withheld it"),
  ])
  func `an answer that did not come to its own end is incomplete`(reason: String, words: String) throws {
    #expect(try ChatWire.answer(from: Self.answer(finished: reason)).shortfall == .incomplete(words))
  }

  @Test func `one that did is what the model wrote`() throws {
    #expect(try ChatWire.answer(from: Self.answer(finished: "stop")) == WireAnswer(text: "Thursday suits"))
  }

  private static func usage(_ json: String) throws -> TokenUsage? {
    let body = #"{"choices":[{"message":{"content":"Yes"}}],"usage":\#(json)}"#
    return try ChatWire.answer(from: HTTPResponse(status: 200, headers: [], body: Array(body.utf8))).usage
  }

  @Test func `what came from a cache and what was thought are told apart`() throws {
    let usage = try Self.usage(
      #"{"prompt_tokens":100,"completion_tokens":50,"prompt_tokens_details":{"cached_tokens":60},"#
        + #""completion_tokens_details":{"reasoning_tokens":40}}"#)
    #expect(usage == TokenUsage(prompt: 100, cached: 60, completion: 50, reasoning: 40))
  }

  @Test(arguments: [
    #"{"prompt_tokens":100,"completion_tokens":50,"prompt_tokens_details":null}"#,
    #"{"prompt_tokens":100,"completion_tokens":50,"prompt_tokens_details":{"cached_tokens":101}}"#,
    #"{"prompt_tokens":100,"completion_tokens":50,"completion_tokens_details":{"reasoning_tokens":"many"}}"#,
  ])
  func `a part that makes no sense counts for nothing`(json: String) throws {
    #expect(try Self.usage(json) == TokenUsage(prompt: 100, completion: 50))
  }

  @Test func `the address is told with and without a slash at its end`() {
    #expect(ModelServer(baseURL: "http://h/v1", model: "m").url("messages") == "http://h/v1/messages")
    #expect(ModelServer(baseURL: "http://h/v1//", model: "m").url("messages") == "http://h/v1/messages")
  }
}
