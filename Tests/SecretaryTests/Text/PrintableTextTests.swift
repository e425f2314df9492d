import Testing

@testable import Secretary

struct PrintableTextTests {
  @Test func `nothing is left that a terminal obeys`() {
    for value in Array(UInt32(0)...0x1F) + Array(0x7F...0x9F) where value != 0x09 && value != 0x0A {
      guard let scalar = Unicode.Scalar(value) else { continue }
      #expect(PrintableText("a\(scalar)[2Jb").text == "a\u{FFFD}[2Jb", "\(value)")
    }
  }

  @Test func `lines, tabs and letters of every language stay`() {
    let text = "USER\tSTATE\n\u{A0}Grüße, 你好, \u{200F}שלום 👋🏽\n"
    #expect(PrintableText(text).text == text)
  }
}
