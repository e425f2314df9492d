import FoundationEssentials
import LinearTime
import Testing

@testable import MailFormat

/// What a stranger can make as long as they like costs time in proportion.
@Suite(.serialized) struct LinearTimeTests {
  @Test(arguments: growths) func `twice the input costs at most two and a half times`(_ growth: Growth) {
    #expect(growth.problem() == nil)
  }

  /// A style sheet at its largest, met by elements that name one class twenty times.
  static func styled(_ rule: String) -> @Sendable (Int) -> String {
    { size in
      let element = "<b class=\"" + String(repeating: "a ", count: 20) + "\"></b>"
      return "<style>.a{\(rule)}b.a{\(rule)}b{\(rule)}</style><p>Friday?</p>"
        + String(repeating: element, count: size / element.utf8.count)
    }
  }

  static let growths: [Growth] =
    html + mime + random + [
      Growth("addresses", make: Input.times("a <a@b.example>, ")) { _ = AddressList.parse($0) },
      Growth("nested comments", make: Input.times("(")) { _ = AddressList.parse($0 + "a@b.example") },
      Growth("open brackets", make: Input.times("<\"")) { _ = AddressList.parse($0) },
      Growth("groups", make: Input.times("a:;")) { _ = AddressList.parse($0) },
      Growth("commas", make: Input.times("a,")) { _ = AddressList.parse($0 + "<a@b.example>") },
      Growth("flags before an address", make: Input.times("\u{1F1E6}")) {
        _ = AddressList.parse("<\($0)> a@b.example")
      },
      Growth("combining marks in a name", make: Input.times("\u{301}")) {
        _ = AddressList.parse("e\($0) <a@b.example>")
      },
      Growth("open encoded words", make: Input.times("=?x?q?")) { _ = HeaderText.decode($0) },
      Growth("encoded words", make: Input.times("=?utf-8?q?a?= ")) { _ = HeaderText.decode($0) },
      Growth("identifiers", make: Input.times("<a@b> <")) { _ = MessageIDs.parse($0) },
      Growth("folds", make: Input.times("\r\n ")) { _ = MIMETree.parse(Array("Subject: a\($0)b\r\n\r\n".utf8)) },
      Growth("header fields", make: Input.times("A: b\r\n")) { _ = MIMETree.parse(Array("\($0)\r\n".utf8)) },
      Growth("parts", make: Input.times("--x\r\n\r\na\r\n")) {
        _ = MIMETree.parse(Array("Content-Type: multipart/mixed; boundary=x\r\n\r\n\($0)".utf8))
      },
      Growth("zero-width characters", make: Input.times("\u{200B}\u{200D}")) { _ = VisibleText.fromPlain($0) },
      Growth("ISO-2022-JP", make: Input.times("\u{1B}$B-!\u{1B}(B")) {
        _ = CharsetText.decode(Array($0.utf8), charset: "iso-2022-jp")
      },
      Growth("bytes that mean nothing", make: Input.times("\u{FF}")) {
        _ = CharsetText.decode(Array($0.utf8), charset: "shift_jis")
      },
    ]

  private static let html: [Growth] = [
    Growth("one property a hundred times", make: styled(String(repeating: "top:1px;", count: 100))) { show($0) },
    Growth(
      "backgrounds of ninety words",
      make: styled(String(repeating: "background:" + String(repeating: "a ", count: 90) + ";", count: 100))
    ) { show($0) },
    Growth("nested elements", make: Input.times("<b>")) { show($0) },
    Growth("attributes", make: Input.times(" a=b")) { show("<p\($0)>") },
    Growth("classes", size: 20_000, make: Input.times("a ")) { show("<p class=\"\($0)\">") },
    Growth("end tags", make: Input.times("</p></b>")) { show($0) },
    Growth("crossed elements", make: Input.times("<b><i></b></i>")) { show($0) },
    Growth("comments", make: Input.times("<!--")) { show($0) },
    Growth("entities", make: Input.times("&amp;&x")) { show($0) },
    Growth("tables", make: Input.times("<table><tr><td>a")) { show($0) },
    Growth("flags", make: Input.times("\u{1F1E6}")) { show($0) },
    Growth(
      "styles of flags", make: Input.times("<div style=\"a:!\(String(repeating: "\u{1F1E6}", count: 1_900))\">a</div>")
    ) {
      show($0)
    },
    Growth(
      "selectors",
      make: { size in
        let names = (0..<size / 6).map { "." + String($0, radix: 16) }.joined(separator: ",")
        return "<style>\(names){\(String(repeating: "top:0;", count: 100))}</style>a"
      }
    ) { show($0) },
    Growth("rules", make: Input.times("a{top:0}")) { show("<style>\($0)</style>a") },
    Growth("groups of rules", make: Input.times("@media screen{")) { show("<style>\($0)</style>a") },
    Growth("groups with rules", make: Input.times("@media screen{a{top:0}}")) { show("<style>\($0)</style>a") },
    Growth("functions", make: Input.times("transform:scale(1) scale(1);")) { show("<p style=\"\($0)\">a</p>") },
    Growth("a rule for everything", make: Input.times("<b>a</b>")) { show("<style>*{top:0;left:0}</style>\($0)") },
  ]

  private static func show(_ html: String) { _ = VisibleText.fromHTML(html) }

  // MARK: Whole messages

  private static let mime: [Growth] = [
    Growth("parts in parts", make: nested { "Content-Type: multipart/mixed; boundary=\($0)\r\n\r\n--\($0)\r\n" }) {
      _ = MIMETree.parse(Array($0.utf8))
    },
    Growth("mails in mails", make: Input.times("Content-Type: message/rfc822\r\n\r\n")) {
      _ = MIMETree.parse(Array($0.utf8))
    },
    Growth("boundaries that are none", make: Input.times("--x\r--y\r\n")) {
      _ = MIMETree.parse(Array("Content-Type: multipart/mixed; boundary=z\r\n\r\n\($0)".utf8))
    },
    Growth("parameters", make: { size in (0..<size / 12).map { "; a*\($0)=b" }.joined() }) {
      _ = MIMETree.parse(Array("Content-Type: text/plain\($0)\r\n\r\na".utf8))
    },
    Growth("flowed lines", make: Input.times("> a \r\n")) { _ = FlowedText.unfold($0, deletesSpace: true) },
    Growth("flowed without end", make: Input.times("a \n")) { _ = FlowedText.unfold($0, deletesSpace: false) },
    Growth("deeply flowed", make: Input.times(">")) {
      _ = FlowedText.unfold($0 + "\n" + $0 + " a \n", deletesSpace: false)
    },
    Growth("references", make: { size in (0..<size / 12).map { "<\($0)@b.example>" }.joined(separator: " ") }) {
      _ = MessageIDs.references(parentMessageID: $0, parentReferences: $0, parentInReplyTo: $0)
    },
    Growth("a subject", make: Input.times("Re : =?")) { _ = ReplyMessage.subject(for: $0) },
    Growth("a body to send", make: Input.times("ä\r\n.\u{301}")) { compose($0) },
    Growth("a line to send", make: Input.times("a")) { compose($0) },
  ]

  /// As many containers, each in the one before.
  private static func nested(_ part: @escaping @Sendable (Int) -> String) -> @Sendable (Int) -> String {
    { size in (0..<size / 60).map(part).joined() }
  }

  private static func compose(_ body: String) {
    _ = try? ReplyMessage(
      from: MailAddress(address: "a@b.example"), to: [MailAddress(address: "c@d.example")], subject: "Re: a",
      body: body,
      date: .distantPast
    ).compose()
  }

  // MARK: Random growth

  private static let marks = ["a", " ", "\r\n", "\u{301}", "\u{1F1E6}", "\u{200D}", "é", "日", "\0", "\t"]

  private static let random =
    Growth.random("addresses", of: marks + ["<", ">", "(", ")", "\"", "\\", ",", ";", ":", "@", "b.example", "=?"]) {
      _ = AddressList.parse($0)
    }
    + Growth.random(
      "header values", of: marks + ["=?", "?=", "utf-8", "?q?", "?b?", "=41", "QQ==", "_", "iso-2022-jp"]
    ) {
      _ = HeaderText.decode($0)
    }
    + Growth.random(
      "messages",
      of: marks + [
        "Content-Type: multipart/mixed; boundary=x\r\n", "--x", "--", "\r\n\r\n", "Subject:",
        "Content-Type: text/html\r\n",
        "Content-Transfer-Encoding: base64\r\n", "QUJD", "=3D", "Content-Type: message/rfc822\r\n", ";", "name*0*=",
      ]
    ) { _ = MIMETree.parse(Array($0.utf8)) }
    + Growth.random(
      "HTML",
      of: marks + [
        "<", ">", "</", "<p>", "</p>", "<b class=a>", "</b>", "<table>", "<td>", "<style>", "</style>", ".a{color:red}",
        "<!--", "-->", "&", "&amp;", "&#x301;", "\"", "'", "=", "<blockquote>", "<div style=\"display:none\">",
        "<![CDATA[",
        "<script>", "<br>",
      ]
    ) { show($0) }
    + Growth.random("flowed text", of: marks + [">", "> ", " \n", "-- \n"]) {
      _ = FlowedText.unfold($0, deletesSpace: true)
    }
    + Growth.random("charsets", of: marks + ["\u{1B}$B", "\u{1B}(B", "\u{1B}$)C", "\u{E}", "~{", "+AG", "-"]) { text in
      for charset in ["iso-2022-jp", "utf-7", "gb18030", "shift_jis", "utf-16"] {
        _ = CharsetText.decode(Array(text.utf8), charset: charset)
      }
    }
    + Growth.random("text to send", of: marks + ["\n", ".", "=", "From "]) { compose($0) }
}
