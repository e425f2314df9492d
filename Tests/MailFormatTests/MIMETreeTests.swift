import Foundation
import MailFormat
import Testing

struct MIMETreeTests {
  private func sample(_ name: String) throws -> [UInt8] {
    let url = try #require(Bundle.module.url(forResource: name, withExtension: nil, subdirectory: "Samples"))
    return try Array(Data(contentsOf: url))
  }

  private func parse(_ text: String) -> MIMEPart { MIMETree.parse(Array(text.utf8)) }

  @Test func `header fields keep their order, and are unfolded and decoded`() throws {
    let root = MIMETree.parse(try sample("invoice.eml"))
    #expect(
      root.headers.map(\.name) == [
        "From", "To", "Subject", "Message-ID", "Date", "MIME-Version", "Content-Type",
      ])
    #expect(root.header("from") == "Jürgen Müller <juergen@example.com>")
    #expect(root.header("Subject") == "Rechnung für März")
    #expect(root.headers[2].raw == "=?utf-8?B?UmVjaG51bmcgZsO8?=\r\n =?utf-8?B?ciBNw6Ryeg==?=")
  }

  @Test func `the tree has every part with its type, name and decoded content`() throws {
    let root = MIMETree.parse(try sample("invoice.eml"))
    #expect(root.type == "multipart/mixed")
    #expect(root.children.map(\.type) == ["multipart/alternative", "application/pdf", "message/rfc822"])
    #expect(root.children[0].children.map(\.type) == ["text/plain", "text/html"])
    #expect(root.children[0].children[0].text == "Die Rechnung für März liegt bei.")
    #expect(root.children[0].children[1].text == "<p>Die Rechnung für März liegt bei.</p>")
    #expect(root.children[1].filename == "Rechnung März.pdf")
    #expect(root.children[1].disposition == "attachment")
    #expect(root.children[1].content == Array("%PDF-".utf8))
    #expect(root.children[2].children[0].header("Subject") == "The order")
    #expect(root.children[2].children[0].text == "Twelve, please.")
  }

  @Test(arguments: [
    ("Content-Disposition: attachment; filename=\"=?utf-8?Q?=C3=BCber.txt?=\"", "über.txt"),
    ("Content-Type: text/plain; name=plan.txt", "plan.txt"),
    ("Content-Disposition: attachment; filename*=iso-8859-1''na%EFve.txt", "naïve.txt"),
    ("Content-Disposition: inline", ""),
  ])
  func `a file name is read in each way senders write it`(header: String, name: String) {
    #expect(parse(header + "\r\n\r\nx").filename == name)
  }

  @Test(arguments: [
    "     \nSubject: Tea\n\nHello", "\r\nSubject: Tea\r\n\r\nHello", "Subject: Tea\nContent-Type: text\n\nHello",
    "Subject: Tea\nContent-Type: ; charset=utf-8\n\nHello",
  ])
  func `a blank first line or a type without subtype hides no text`(mail: String) {
    let root = parse(mail)
    #expect(root.header("Subject") == "Tea")
    #expect(root.type == "text/plain")
    #expect(root.text == "Hello")
  }

  @Test(
    arguments: [
      ([0x47, 0x72, 0xfc, 0xdf, 0x65], "iso-8859-1", "Grüße"), ([0x93, 0x68, 0x69, 0x94], "iso-8859-1", "“hi”"),
      ([0x1b, 0x24, 0x42, 0x46, 0x7c, 0x4b, 0x5c, 0x1b, 0x28, 0x42], "ISO-2022-JP", "日本"),
      ([0xcf, 0xf0, 0xe8], "windows-1251", "При"), ([0x47, 0x72, 0xc3, 0xbc], "x-no-such-charset", "Grü"),
      ([0x47, 0x72, 0xfc], "x-no-such-charset", "Grü"), ([0x47, 0x72, 0xfc], "utf-8", "Grü"),
      ([0xef, 0xbb, 0xbf, 0x61], "utf-8", "a"), ([0xa4, 0xff, 0x41], "euc-jp", "\u{FFFD}\u{FFFD}A"),
    ] as [([UInt8], String, String)])
  func `text is read whatever its charset says`(bytes: [UInt8], charset: String, text: String) {
    #expect(CharsetText.decode(bytes, charset: charset) == text)
  }

  @Test func `text that Gmail already made UTF-8 is not decoded a second time`() {
    #expect(CharsetText.decodeTranscoded(Array("日本".utf8), declared: "iso-2022-jp") == "日本")
    #expect(CharsetText.decodeTranscoded([0xfc], declared: "iso-8859-1") == "ü")
  }

  @Test func `the envelope line of an mbox file is passed over`() {
    #expect(parse("From ann@example.com Mon Mar  2 09:00:00 2026\nSubject: Tea\n\nHi").header("Subject") == "Tea")
  }

  @Test func `a missing end boundary loses nothing`() {
    let root = parse("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nfirst\r\n--b\r\n\r\nsecond")
    #expect(root.children.map(\.text) == ["first", "second"])
  }

  @Test(arguments: [
    "", "\r\n", "\u{0}", "no header at all", ":", "Subject", "Content-Type: ;;;\r\n\r\n", "From \r\n\r\n",
  ])
  func `any bytes make a tree`(text: String) {
    _ = parse(text)
  }

  @Test(arguments: ["multipart/mixed", "message/rfc822"])
  func `nesting ends at the limit`(type: String) {
    var text = ""
    for level in 0..<2_000 {
      text += "Content-Type: \(type); boundary=\"b\(level)\"\r\n\r\n"
      if type.hasPrefix("multipart") { text += "--b\(level)\r\n" }
    }
    var part = parse(text + "\r\nhi")
    var depth = 0
    while let child = part.children.first {
      part = child
      depth += 1
    }
    #expect(depth == MIMETree.maximumDepth)
  }

  @Test func `a header of ten megabytes is cut and the body still read`() {
    let root = parse("Subject: " + String(repeating: "a", count: 10_000_000) + "\r\n\r\nbody")
    #expect((root.header("Subject")?.utf8.count ?? 0) <= HeaderText.maximumBytes)
    #expect(root.text == "body")
  }

  @Test func `more parts than the limit are left out`() {
    let text =
      "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + String(repeating: "--b\r\n\r\nx\r\n", count: 10_000)
    #expect(parse(text).children.count < MIMETree.maximumParts)
  }

  @Test func `trees are built on many threads at once`() async throws {
    let bytes = try sample("invoice.eml")
    let expected = MIMETree.parse(bytes)
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<64 { group.addTask { MIMETree.parse(bytes) == expected } }
      for await same in group { #expect(same) }
    }
  }
}
