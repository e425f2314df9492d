import Testing

@testable import Database

@Suite struct ArrayTextTests {
  @Test(arguments: [
    [], [""], ["a", "b"], ["a,b", "\"c\"", "back\\slash", "{x}", "NULL", " ", "Grüße 👋", "two\nlines"],
  ])
  func `what is written is read`(_ list: [String]) {
    #expect(ArrayText.decode(ArrayText.encode(list)) == list)
  }

  @Test func `a server's own spelling is read`() {
    #expect(ArrayText.decode("{}") == [])
    #expect(ArrayText.decode(#"{reply,"a b","it\"s",scheduling}"#) == ["reply", "a b", "it\"s", "scheduling"])
  }

  @Test(arguments: [
    "", "{", "}", "[]", "a,b", "{a", "{,}", "{a,}", "{a,,b}", "{NULL}", "{{a},{b}}", "{\"a}", "{\"a\\\"}", "{\"a\"b}",
  ])
  func `what is no list of texts is none`(_ text: String) {
    #expect(ArrayText.decode(text) == nil)
  }
}
