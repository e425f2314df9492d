import Testing

@testable import Gmail

@Suite struct ContentTypeTests {
  @Test(
    arguments: [
      ("text/plain", "text/plain", [:]), ("  Text/HTML ", "text/html", [:]), ("", "", [:]),
      ("text/plain; Charset=UTF-8", "text/plain", ["charset": "utf-8"]),
      ("text/plain;charset = \" a;b \" ; format=flowed", "text/plain", ["charset": " a;b ", "format": "flowed"]),
      ("text/calendar; method=\"REQUEST\" (comment)", "text/calendar", ["method": "request"]),
      ("a/b; x=1; x=2", "a/b", ["x": "1"]), ("a/b; x; =1; y=", "a/b", ["y": ""]), ("a/b; x=\"\"", "a/b", ["x": ""]),
      ("a/b; x=\"", "a/b", ["x": "\""]), ("a/b; x=\"y", "a/b", ["x": "y"]), ("a/b; x=y=z", "a/b", ["x": "y=z"]),
    ] as [(String, String, [String: String])])
  func `a type and what it says of itself are told apart`(header: String, type: String, parameters: [String: String]) {
    let read = ContentType(header)
    #expect(read.type == type && read.parameters == parameters)
  }
}
