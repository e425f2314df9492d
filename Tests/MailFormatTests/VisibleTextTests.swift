import Foundation
import MailFormat
import Testing

struct VisibleTextTests {
  @Test func `what a reader would not see is dropped, the rest keeps its lines`() throws {
    let url = try #require(Bundle.module.url(forResource: "hidden", withExtension: "html", subdirectory: "Samples"))
    let visible = VisibleText.fromHTML(String(decoding: try Data(contentsOf: url), as: UTF8.self))
    #expect(visible.hadHidden)
    #expect(
      visible.text == """
        Dear Ann,
        please see below.

        White on blue is shown.

        Shown on a screen.

        - One
        - Two link

        1. First
        2. Second

        Item | Price
        Tea | € 4
        [A red door]
        """)
  }

  @Test(arguments: [
    "<p>Hello</p>", "<p style='color:#333'>Hello</p>",
    "<div style='background:#000'><p style='color:#fff'>Hello</p></div>",
    "<head><title>t</title></head><p>Hello<!-- note --></p>",
    "<table background='x.png'><td style='color:#fff'>Hello</table>",
    "<div style='font-size:0'><span style='font-size:14px'>Hello</span></div>", "<script>x</script>Hello",
    "<div style='height:0'>Hello</div>", "<p>Hello&nbsp;</p>", "<p style='filter:blur(1px) opacity(50%)'>Hello</p>",
    "<p style='display:block/*none*/'>Hello</p>", "<style>.a p{display:none}</style><div class=a></div><p>Hello</p>",
    "<style>.a .b p{display:none}</style><div class=a><p>Hello</p></div>", "<svg><desc>a drawing</desc></svg>Hello",
  ])
  func `honest mail is not said to hide anything`(html: String) {
    #expect(VisibleText.fromHTML(html) == VisibleText(text: "Hello", hadHidden: false))
  }

  @Test(arguments: [
    "<p>Hello</p><p style='display:none'>x</p>", "<p>Hello</p><p style='DISPLAY : NONE !important'>x</p>",
    "<style>.a{display:none}</style><p>Hello</p><p class='b a'>x</p>", "<p>Hello</p><p style='font-size:1px'>x</p>",
    "<p>Hello</p><p style='color:rgba(0,0,0,0)'>x</p>", "<p>Hello</p><p style='text-indent:-9999px'>x</p>",
    "<style>p#a{visibility:hidden}</style><p>Hello</p><p id='a'>x</p>", "<p>He\u{200B}llo</p>",
    "<p>Hello\u{E0041}\u{E0042}</p>", "<p>Hello\u{202E}</p>",
    "<p>Hello</p><p style='display:/* ; */none'>x</p>", "<p>Hello</p><p style='d\\69 splay:n\\6Fne'>x</p>",
    "<p>Hello</p><p style='filter:blur(1px) opacity( 4% )'>x</p>", "<p>Hello</p><p style='filter:opacity(0)'>x</p>",
    "<style>.a p, b{display:none}</style><p>Hello</p><div class=a><i><p>x</p></i></div>",
    "<style>td.a > #b{display:none}</style><p>Hello</p><table><td class=a><p id=b>x</p></table>",
    "<p>Hello</p><div style='overflow:hidden;max-height:0'>x</div>", "<p>Hello</p><font color=white>x</font>",
    "<p>Hello</p>" + String(repeating: "<div>", count: 5_000) + "x",
  ])
  func `each way of hiding is seen through and noticed`(html: String) {
    #expect(VisibleText.fromHTML(html) == VisibleText(text: "Hello", hadHidden: true))
  }

  @Test(arguments: [
    ("a\r\nb", "a\nb", false), ("pay\u{200B}pal", "paypal", true), ("\u{FEFF}a\u{AD}b", "ab", false),
    ("می\u{200C}خواهم", "می\u{200C}خواهم", false), ("👩\u{200D}💻", "👩\u{200D}💻", false), ("a\u{0}b\u{7}", "ab", false),
    ("x\u{E0069}\u{E0067}", "x", true), ("a\u{202E}b", "ab", true), ("☀\u{FE0F}", "☀\u{FE0F}", false),
  ])
  func `plain text loses characters without a shape`(text: String, visible: String, hidden: Bool) {
    #expect(VisibleText.fromPlain(text) == VisibleText(text: visible, hadHidden: hidden))
  }

  @Test(arguments: [
    "<", "<a ", "<!--", "&", "&#", "&#xFFFFFFFF;", "<div>", "</div>", "<p a='", "<table><tr><td>", "<style>", "<b></i>",
    "<li>", "\u{0}", "<!DOCTYPE x [<!ENTITY a 'b'>]>&a;", "<svg><style><!--", "<textarea>",
  ])
  func `any source a hundred thousand times over ends soon`(source: String) {
    _ = VisibleText.fromHTML(String(repeating: source, count: 100_000))
  }

  @Test func `a tag with a hundred thousand attributes ends soon`() {
    let html = "<p " + (0..<100_000).map { "a\($0)=b " }.joined() + ">x"
    #expect(VisibleText.fromHTML(html).text == "x")
  }

  @Test func `entities and unclosed elements read as in a browser`() {
    #expect(
      VisibleText.fromHTML("1 < 2 &amp; 3 &gt; 2<p>R&eacute;sum&#233; &#x1F600;<p>end").text
        == "1 < 2 & 3 > 2\n\nRésumé 😀\n\nend")
    #expect(VisibleText.fromHTML("<pre>a\n  b</pre>").text == "a\n  b")
  }
}
