import Testing

@testable import Secretary

struct CountedTests {
  @Test(arguments: [(0, "0 users"), (1, "1 user"), (2, "2 users"), (11, "11 users"), (101, "101 users")])
  func `of one thing there is one`(_ count: Int, _ words: String) {
    #expect(count.counted("user") == words)
  }

  @Test func `what counts says so of one, too`() throws {
    let usage = DraftUsage(try #require(TokenUsage(prompt: 1, completion: 56)), promptVersion: 1)
    #expect(usage.words == "It read 1 token and wrote 56.")
  }
}
