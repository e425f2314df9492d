import Testing

#if canImport(Glibc)
  import Glibc
#endif

@testable import MailFormat

/// What a stranger can make as long as they like costs time in proportion. Measured in processor time of the thread, at
/// sizes where it can be measured; the least of three runs, as a busy machine only ever adds.
@Suite(.serialized) struct LinearTimeTests {
  struct Growth: Sendable, CustomTestStringConvertible {
    var name: String
    /// Bytes at which it is first measured.
    var size = 100_000
    /// Input of about that many bytes.
    var make: @Sendable (Int) -> String
    var read: @Sendable (String) -> Void
    var testDescription: String { name }
  }

  private static func seconds(_ work: () -> Void) -> Double {
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    return (0..<3).map { _ in
      let start = now()
      work()
      return now() - start
    }.min() ?? 0
  }

  @Test(arguments: growths) func `twice the input costs at most two and a half times`(_ growth: Growth) {
    let once = growth.make(growth.size)
    let twice = growth.make(2 * growth.size)
    // Below this a page fault weighs as much as the work.
    let first = max(Self.seconds { growth.read(once) }, 0.004)
    let second = Self.seconds { growth.read(twice) }
    #expect(second <= 2.5 * first, "\(first) s became \(second) s")
    // A megabyte takes at most 2 s, in a debug build too; what a style sheet may cost at most is there once.
    let megabytes = Double(twice.utf8.count) / 1e6
    #expect(second <= 2 * max(megabytes, 0.5), "\(second) s for \(megabytes) MB")
  }

  static func times(_ piece: String) -> @Sendable (Int) -> String {
    { String(repeating: piece, count: $0 / piece.utf8.count) }
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
    html + [
      Growth(name: "addresses", make: times("a <a@b.example>, ")) { _ = AddressList.parse($0) },
      Growth(name: "nested comments", make: times("(")) { _ = AddressList.parse($0 + "a@b.example") },
      Growth(name: "open brackets", make: times("<\"")) { _ = AddressList.parse($0) },
      Growth(name: "groups", make: times("a:;")) { _ = AddressList.parse($0) },
      Growth(name: "commas", make: times("a,")) { _ = AddressList.parse($0 + "<a@b.example>") },
      Growth(name: "flags before an address", make: times("\u{1F1E6}")) {
        _ = AddressList.parse("<\($0)> a@b.example")
      },
      Growth(name: "combining marks in a name", make: times("\u{301}")) {
        _ = AddressList.parse("e\($0) <a@b.example>")
      },
      Growth(name: "open encoded words", make: times("=?x?q?")) { _ = HeaderText.decode($0) },
      Growth(name: "encoded words", make: times("=?utf-8?q?a?= ")) { _ = HeaderText.decode($0) },
      Growth(name: "identifiers", make: times("<a@b> <")) { _ = MessageIDs.parse($0) },
      Growth(name: "folds", make: times("\r\n ")) { _ = MIMETree.parse(Array("Subject: a\($0)b\r\n\r\n".utf8)) },
      Growth(name: "header fields", make: times("A: b\r\n")) { _ = MIMETree.parse(Array("\($0)\r\n".utf8)) },
      Growth(name: "parts", make: times("--x\r\n\r\na\r\n")) {
        _ = MIMETree.parse(Array("Content-Type: multipart/mixed; boundary=x\r\n\r\n\($0)".utf8))
      },
      Growth(name: "zero-width characters", make: times("\u{200B}\u{200D}")) { _ = VisibleText.fromPlain($0) },
      Growth(name: "ISO-2022-JP", make: times("\u{1B}$B-!\u{1B}(B")) {
        _ = CharsetText.decode(Array($0.utf8), charset: "iso-2022-jp")
      },
      Growth(name: "bytes that mean nothing", make: times("\u{FF}")) {
        _ = CharsetText.decode(Array($0.utf8), charset: "shift_jis")
      },
    ]

  private static let html: [Growth] = [
    Growth(name: "one property a hundred times", make: styled(String(repeating: "top:1px;", count: 100))) { show($0) },
    Growth(
      name: "backgrounds of ninety words",
      make: styled(String(repeating: "background:" + String(repeating: "a ", count: 90) + ";", count: 100))
    ) { show($0) },
    Growth(name: "nested elements", make: times("<b>")) { show($0) },
    Growth(name: "attributes", make: times(" a=b")) { show("<p\($0)>") },
    Growth(name: "classes", size: 20_000, make: times("a ")) { show("<p class=\"\($0)\">") },
    Growth(name: "end tags", make: times("</p></b>")) { show($0) },
    Growth(name: "crossed elements", make: times("<b><i></b></i>")) { show($0) },
    Growth(name: "comments", make: times("<!--")) { show($0) },
    Growth(name: "entities", make: times("&amp;&x")) { show($0) },
    Growth(name: "tables", make: times("<table><tr><td>a")) { show($0) },
    Growth(name: "flags", make: times("\u{1F1E6}")) { show($0) },
    Growth(
      name: "selectors",
      make: { size in
        let names = (0..<size / 6).map { "." + String($0, radix: 16) }.joined(separator: ",")
        return "<style>\(names){\(String(repeating: "top:0;", count: 100))}</style>a"
      }
    ) { show($0) },
    Growth(name: "rules", make: times("a{top:0}")) { show("<style>\($0)</style>a") },
  ]

  private static func show(_ html: String) { _ = VisibleText.fromHTML(html) }
}
