import FoundationEssentials
import HTTPTransport
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
  func `an answer that did not come to its own end is incomplete`(reason: String, words: String) {
    #expect(throws: LanguageModelError.incomplete(words)) {
      try ChatWire.completion(from: Self.answer(finished: reason))
    }
  }

  @Test func `one that did is what the model wrote`() throws {
    #expect(try ChatWire.completion(from: Self.answer(finished: "stop")) == Completion(text: "Thursday suits"))
  }

  @Test func `the address is told with and without a slash at its end`() {
    #expect(ModelServer(baseURL: "http://h/v1", model: "m").url("messages") == "http://h/v1/messages")
    #expect(ModelServer(baseURL: "http://h/v1//", model: "m").url("messages") == "http://h/v1/messages")
  }
}
