import Foundation
import MailFormat
import Testing

struct ReplyMessageTests {
  private static func reply(
    from: MailAddress = MailAddress(name: "Ann Example", address: "ann@example.com"),
    to: [MailAddress] = [MailAddress(name: "Bo", address: "bo@example.org")], cc: [MailAddress] = [],
    subject: String = "Re: Tea", body: String = "Yes, gladly.", inReplyTo: String? = "<p@example.org>",
    references: [String] = ["<a@example.org>", "<p@example.org>"], extra: [ReplyMessage.Field] = []
  ) -> ReplyMessage {
    ReplyMessage(
      from: from, to: to, cc: cc, subject: subject, body: body, date: Date(timeIntervalSince1970: 1_772_442_000),
      inReplyTo: inReplyTo, references: references, extraHeaders: extra)
  }

  @Test func `a reply has the fields that a mail program needs to place it`() throws {
    let bytes = try Self.reply(extra: [.init(name: "X-Secretary-Draft", value: "7b1d")]).compose()
    let root = MIMETree.parse(bytes)
    #expect(
      Set(root.headers.map { $0.name.lowercased() }) == [
        "date", "from", "to", "subject", "in-reply-to", "references", "x-secretary-draft", "mime-version",
        "content-type", "content-transfer-encoding",
      ])
    #expect(root.header("Date") == "Mon, 02 Mar 2026 09:00:00 +0000")
    #expect(root.header("In-Reply-To") == "<p@example.org>")
    #expect(root.header("References") == "<a@example.org> <p@example.org>")
    #expect(root.header("X-Secretary-Draft") == "7b1d")
    #expect(root.type == "text/plain")
    #expect(root.charset?.lowercased() == "utf-8")
    #expect(root.text == "Yes, gladly.\n" || root.text == "Yes, gladly.\r\n")
  }

  @Test(arguments: [
    "Ann", "Müller, Jürgen", "\"Quoted\" Name", "a@b.example", "Ann (home)", "日本語の名前", "O'Brien; Ltd.", "a\\b",
    String(repeating: "très long nom ", count: 30) + "fin",
  ])
  func `a display name comes back as it was`(name: String) throws {
    let address = MailAddress(name: name, address: "x@example.org")
    let bytes = try Self.reply(from: address, to: [address, MailAddress(address: "y@example.org")], cc: [address])
      .compose()
    let root = MIMETree.parse(bytes)
    for field in ["From", "To", "Cc"] {
      let raw = try #require(root.headers.first { $0.name == field }).raw
      #expect(AddressList.parse(raw).first == address)
    }
    #expect(bytes.allSatisfy { $0 < 0x80 })
  }

  @Test func `a name of absurd length is cut, and the reply still goes out`() throws {
    let long = MailAddress(name: String(repeating: "name ", count: 30_000), address: "x@example.org")
    let root = MIMETree.parse(try Self.reply(to: [long]).compose())
    #expect(AddressList.parse(root.header("To") ?? "").map(\.address) == ["x@example.org"])
  }

  @Test(arguments: [
    "Re: Tea", "Re: Angebot für März – jetzt", "Re: 日本語の件名がとても長い場合でも正しく戻ること、文字が途中で切れないこと",
    "Re: " + String(repeating: "longword", count: 60), "Re: a b", "",
  ])
  func `a subject comes back as it was, in lines of at most 998 octets`(subject: String) throws {
    let bytes = try Self.reply(subject: subject).compose()
    #expect(MIMETree.parse(bytes).header("Subject") ?? "" == subject)
    for line in bytes.split(separator: 0x0a) { #expect(line.count <= 998) }
  }

  @Test func `what looks like an encoded word is broken up, not decoded`() throws {
    let bytes = try Self.reply(
      from: MailAddress(name: "=?utf-8?q?x?=", address: "x@example.org"), subject: "Re: =?utf-8?q?a=0Db?="
    ).compose()
    let root = MIMETree.parse(bytes)
    #expect(root.header("Subject") == "Re: = ?utf-8?q?a=0Db?=")
    #expect(AddressList.parse(root.header("From") ?? "").first?.name == "= ?utf-8?q?x?=")
  }

  @Test func `line ends are CRLF and the body survives`() throws {
    let body = "Grüße = 100 %\n\n.\nFrom here\n trailing \n" + String(repeating: "x", count: 3_000) + "\r\nlast"
    let bytes = try Self.reply(body: body).compose()
    var last: UInt8 = 0
    for byte in bytes {
      #expect((byte == 0x0a) == (last == 0x0d))
      last = byte
    }
    let text = try #require(MIMETree.parse(bytes).text)
    let lines = (body + "\n").split(omittingEmptySubsequences: false) { $0.isNewline }
    #expect(text.split(omittingEmptySubsequences: false) { $0.isNewline } == lines)
  }

  @Test(arguments: ["\r\n", "\n", "\r", "\u{0}", "\u{2028}", "\u{85}"])
  func `no value can become a header`(end: String) throws {
    let evil = "x\(end)Bcc: evil@example.net"
    let name = try Self.reply(
      from: MailAddress(name: evil, address: "a@example.com"), to: [MailAddress(name: evil, address: "b@example.com")],
      subject: evil, body: "Hi\(end)Bcc: evil@example.net"
    ).compose()
    let fields = MIMETree.parse(name).headers.map { $0.name.lowercased() }
    #expect(!fields.contains("bcc"))
    #expect(fields.count == 9)
    #expect(throws: MailFormatError.self) {
      try Self.reply(to: [MailAddress(address: "b@example.com\(end)Bcc: e@x.y")]).compose()
    }
    #expect(throws: MailFormatError.self) { try Self.reply(inReplyTo: "<a\(end)Bcc: e@x.y>").compose() }
    #expect(throws: MailFormatError.self) { try Self.reply(references: ["<a@b>\(end)Bcc: e@x.y"]).compose() }
    #expect(throws: MailFormatError.self) { try Self.reply(extra: [.init(name: "X-A\(end)Bcc", value: "v")]).compose() }
  }

  @Test(arguments: ["\r\n", "\n", "\r", "\u{0}", "\u{7f}"])
  func `an extra field with a line end or control character is refused`(end: String) {
    #expect(throws: MailFormatError.unsafeValue(field: "X-A")) {
      try Self.reply(extra: [.init(name: "X-A", value: "v\(end)Bcc: e@x.y")]).compose()
    }
  }

  @Test(arguments: ["Subject", "bcc", "Content-Type", "Reply-To", "", "X A", "X:A", "Ünïcode"])
  func `a field the reply sets itself, or that is none, is refused`(name: String) {
    #expect(throws: MailFormatError.unusableField(name: name)) {
      try Self.reply(extra: [.init(name: name, value: "v")]).compose()
    }
  }

  @Test(arguments: [
    ("info@bücher.example", "info@xn--bcher-kva.example"), ("a@例え.テスト", "a@xn--r8jz45g.xn--zckzah"),
    ("\"odd name\"@example.com", "\"odd name\"@example.com"), ("a@[192.0.2.1]", "a@[192.0.2.1]"),
  ])
  func `an address is written in ASCII`(written: String, ascii: String) throws {
    let root = MIMETree.parse(try Self.reply(to: [MailAddress(address: written)]).compose())
    #expect(root.header("To")?.contains(ascii) == true)
  }

  @Test(arguments: [
    "no-at-sign", "@example.com", "a@", "jürgen@example.com", "a b@example.com", "a@exa mple.com", "a@b..c", "a,b@c.d",
    "a@b>,<c@d", "<a@b.c>", "\"a\"b\"@c.d",
  ])
  func `an address that mail cannot go to is refused`(address: String) {
    #expect(throws: MailFormatError.unusableAddress(field: "To")) {
      try Self.reply(to: [MailAddress(address: address)]).compose()
    }
  }

  @Test func `a reply to nobody is refused`() {
    #expect(throws: MailFormatError.noRecipients) { try Self.reply(to: []).compose() }
  }

  @Test(arguments: [
    ("Tea", "Re: Tea"), ("Re: Tea", "Re: Tea"), ("RE: Tea", "RE: Tea"), ("re:Tea", "re:Tea"),
    ("AW: Tee", "Re: AW: Tee"),
    ("", "Re:"), ("a\r\nBcc: b", "Re: a Bcc: b"), ("Report", "Re: Report"),
    ("Re : Facture", "Re : Facture"), ("Re[2]: Tea", "Re[2]: Tea"), ("Re(2): Tea", "Re(2): Tea"),
    ("RE^3: Tea", "RE^3: Tea"),
    ("RE：見面", "RE：見面"), ("re: re: tea", "re: re: tea"), ("Reservation", "Re: Reservation"), ("Re Tea", "Re: Re Tea"),
    ("[EXT] Re: Tea", "Re: [EXT] Re: Tea"), ("SV: Te", "Re: SV: Te"), ("Re\u{A0}: Thé", "Re\u{A0}: Thé"),
  ])
  func `the subject gets one Re`(parent: String, subject: String) {
    #expect(ReplyMessage.subject(for: parent) == subject)
  }

  @Test(
    arguments: [
      ("<p@x>", "<a@x> <b@x>", "<b@x>", ["<a@x>", "<b@x>", "<p@x>"]), ("<p@x>", nil, "<a@x>", ["<a@x>", "<p@x>"]),
      ("<p@x>", nil, "<a@x> <b@x>", ["<p@x>"]), ("<p@x>", "", nil, ["<p@x>"]), (nil, "<a@x>", nil, ["<a@x>"]),
      ("<p@x>", "<a@x>\r\n\t<b@x> (comment) junk", nil, ["<a@x>", "<b@x>", "<p@x>"]),
      ("<p@x>", "<a x@y> <a\u{0}@x>", nil, ["<p@x>"]), ("no brackets", nil, nil, []),
      ("p@x", "<a@x>", nil, ["<a@x>", "<p@x>"]),
    ] as [(String?, String?, String?, [String])])
  func `references follow RFC 5322`(id: String?, references: String?, inReplyTo: String?, chain: [String]) {
    #expect(
      MessageIDs.references(parentMessageID: id, parentReferences: references, parentInReplyTo: inReplyTo) == chain)
  }

  @Test func `a long chain keeps its first and its last forty`() {
    let parents = (0..<100).map { "<\($0)@x>" }
    let chain = MessageIDs.references(
      parentMessageID: "<p@x>", parentReferences: parents.joined(separator: " "), parentInReplyTo: nil)
    #expect(chain == ["<0@x>"] + (61..<100).map { "<\($0)@x>" } + ["<p@x>"])
  }
}
