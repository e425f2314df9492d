import Testing

@testable import Secretary

@Suite struct MailHeadersTests {
  @Test func `of fields of one name the first counts, in whatever case`() {
    let headers = MailHeaders(["X-Mark": "1", "x-mark": "2"])
    #expect(headers.first("X-MARK") == "1" && headers.all("x-mark") == ["1", "2"])
    #expect(headers.contains("X-mark") && !headers.contains("Mark"))
  }
}
