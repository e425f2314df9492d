import Testing

@testable import Secretary

@Suite struct OutsideNumberTests {
  @Test(arguments: ["nan", "-nan", "inf", "1e999", "-1", "100.5", "", " 5", "5 s", String(repeating: "9", count: 400)])
  func `what is no number of the range is none`(_ text: String) {
    #expect((0...100.0).number(in: text) == nil)
    #expect((0...100).number(in: text) == nil)
  }

  @Test func `the ends belong to the range`() {
    #expect((0...100.0).number(in: "100") == 100)
    #expect((0...100).number(in: "0") == 0)
    #expect((1...UInt64(Int64.max)).number(in: "18446744073709551615") == nil)
    #expect((0...1.0).number(Double.nan) == nil)
    #expect((0...1.0).number(nil) == nil)
  }
}
