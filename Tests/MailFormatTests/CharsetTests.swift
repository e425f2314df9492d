import Testing

@testable import MailFormat

@Suite struct CharsetTests {
  @Test(
    arguments: [
      ("shift_jis", [0x87, 0x40, 0x87, 0x8A], "①㈱"), ("x-sjis", [0x87, 0x40], "①"),
      ("iso-2022-jp", [0x1B, 0x24, 0x42, 0x2D, 0x21, 0x36, 0x62, 0x1B, 0x28, 0x42, 0x61], "①金a"),
      ("iso-2022-jp", [0x1B, 0x28, 0x49, 0x31, 0x1B, 0x28, 0x42], "ｱ"),
    ] as [(String, [UInt8], String)])
  func `Japanese charsets are read as Windows writes them`(_ charset: String, _ bytes: [UInt8], _ text: String) {
    #expect(CharsetText.decode(bytes, charset: charset) == text)
  }

  @Test(arguments: ["<meta charset=windows-1251>", "<META http-equiv=x content='text/html; charset=windows-1251'>"])
  func `HTML without a charset in its header is read by the one in its head`(_ meta: String) {
    let bytes = Array("<html><head>\(meta)</head>".utf8) + [0xCF, 0xF0, 0xE8]
    #expect(CharsetText.decode(bytes, charset: nil).hasSuffix("При"))
    #expect(CharsetText.decode(bytes, charset: "iso-8859-1").hasSuffix("Ïðè"))
  }

  @Test func `what names a charset outside of a meta element names none`() {
    #expect(CharsetText.decode(Array("charset=windows-1251 ".utf8) + [0xE9], charset: nil).hasSuffix("é"))
  }
}
