import LinearTime
import MailFormat
import Testing

@Suite(.serialized) struct BodyReaderTests {
  private static func read(_ root: MIMEPart) -> BodyReader { BodyReader(root, in: .stranger) }

  @Test func `the closing below a letter is told from it by the name of its sender`() {
    let root = MIMEPart(text: "Yes, at four.\n\nBest regards,\nAnn Example\nTea Ltd.")
    let ann = ReplyContext(sender: MailAddress(name: "Ann Example", address: "ann@example.com"))
    #expect(BodyReader(root, in: ann).text.newText == "Yes, at four.")
    #expect(Self.read(root).text.newText == root.text)
  }

  @Test func `a text beyond the limit is cut between two characters`() {
    let text = Self.read(MIMEPart(text: "a" + String(repeating: "é", count: BodyReader.limit))).text.visible
    #expect(text.utf8.count == BodyReader.limit - 1)
    #expect(text.hasSuffix("é"))
  }

  @Test func `a part that is kept apart is asked for by its position, and read when it comes`() {
    let parts = [MIMEPart(text: "One."), MIMEPart(type: "text/html", remoteSize: 20), MIMEPart(remoteSize: 20)]
    var body = Self.read(MIMEPart(type: "multipart/mixed", children: parts))
    #expect(body.missing == [2, 3])
    body.supply([2: "<b>Two.</b>", 3: ""])
    #expect(body.missing.isEmpty)
    #expect(body.text.visible == "One.\n\nTwo.")
  }

  @Test(arguments: [
    ("<a href=\"https://a.example\">here</a>", true), ("<A HREF = 'HTTP://a.example'>here</A>", true),
    ("<a hhref=x href=http://a.example>here</a>", true), ("<a href=\"#top\">here</a>", false),
    ("<a href=\"mailto:a@b.example\">here</a>", false), ("Visit http://a.example", false), ("<p>href</p>", false),
  ]) func `links in the HTML form count, whichever form is shown`(html: String, hasLinks: Bool) {
    let rich = MIMEPart(type: "text/html", text: html)
    let both = MIMEPart(type: "multipart/alternative", children: [MIMEPart(text: "here, there and everywhere"), rich])
    #expect(Self.read(rich).text.hasLinks == hasLinks)
    #expect(Self.read(MIMEPart(type: "multipart/mixed", children: [both, Self.page])).text.hasLinks == hasLinks)
    #expect(!Self.read(MIMEPart(text: "See https://a.example")).text.hasLinks)
  }

  /// Much HTML that says little, so that reading it is all that costs.
  private static let html =
    "<p>Can you come?</p>" + String(repeating: "<div class=a style='color: red'><span></span></div>", count: 8_000)
  private static let page = MIMEPart(type: "text/html", text: html)
  private static let blank = MIMEPart(type: "text/html", text: String(html.dropFirst(20)))
  private static let late = MIMEPart(remoteSize: 20)

  /// Whatever looks at it again.
  private static let messages: [String: MIMEPart] = [
    "nothing": page,
    "the comparison with plain text": MIMEPart(
      type: "multipart/alternative", children: [MIMEPart(text: "Can you come?"), page]),
    "a round for parts that came later": MIMEPart(type: "multipart/mixed", children: [page, late, late]),
    "the search for texts with a file name": MIMEPart(type: "multipart/alternative", children: [blank]),
  ]

  @Test(arguments: messages.keys.sorted()) func `HTML is read once, whatever looks at it again`(what: String) throws {
    let root = try #require(Self.messages[what])
    func least(_ work: () -> Void) -> Double { (0..<5).map { _ in ProcessorTime.of(work) }.min() ?? 0 }
    let once = least { _ = VisibleText.fromHTML(Self.html) }
    let whole = least {
      var body = Self.read(root)
      while !body.missing.isEmpty { body.supply([body.missing[0]: "Or on Friday?"]) }
    }
    #expect(whole < 1.6 * once)
  }
}
