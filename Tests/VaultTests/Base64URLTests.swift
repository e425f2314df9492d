import Testing
import Vault

@Suite struct Base64URLTests {
  @Test(arguments: [([], ""), ([0xFB], "-w=="), ([0xFB, 0xFF], "-_8="), ([1, 2, 3], "AQID")] as [([UInt8], String)])
  func `bytes are written in the web-safe alphabet, padded when it is asked for`(bytes: [UInt8], text: String) {
    #expect(Base64URL.encode(bytes, padded: true) == text)
    #expect(Base64URL.encode(bytes) == text.filter { $0 != "=" })
  }

  @Test(arguments: ["", "f", "fo", "foo", "foob", "\u{FF}\u{FE}ÿ?>", ">>>", "???"])
  func `what was written is read in either alphabet, padded or not`(text: String) {
    let bytes = Array(text.utf8)
    let written = Base64URL.encode(bytes)
    let standard = String(written.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 })
    for form in [written, written + "==", standard] {
      #expect(Base64URL.decode(form) == bytes)
      #expect(Base64URL.decodeLeniently(form + "\r\n") == bytes)
    }
    #expect(Base64URL.decodeExactly(written) == bytes)
    #expect(Base64URL.decodeExactly(written + "=") == nil)
    #expect(standard == written || Base64URL.decodeExactly(standard) == nil)
  }

  @Test(arguments: ["A", "A=A=", "A*==", "AAAAA", "AAAA\n"])
  func `text that is not base64 is refused`(text: String) {
    #expect(Base64URL.decode(text) == nil)
    #expect(Base64URL.decodeExactly(text) == nil)
  }

  @Test(arguments: ["AB", "AAF", "AAAAAB"])
  func `a digit with bits that belong to no byte is not what is written`(text: String) {
    #expect(Base64URL.decode(text) != nil)
    #expect(Base64URL.decodeExactly(text) == nil)
  }

  @Test func `of a long text no more is read than is wanted`() {
    #expect(Base64URL.decodeLeniently(Base64URL.encode([1, 2, 3, 4, 5]), most: 4) == [1, 2, 3, 4])
  }
}
