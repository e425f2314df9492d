import Secretary
import Testing

@Suite struct InvisibleTextTests {
  private static func tags(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.compactMap { Unicode.Scalar(0xE0000 + $0.value) }))
  }

  @Test(arguments: [
    ("ab\u{202E}cd\u{202C}", "abcd"), ("a\u{200B}b\u{FEFF}c\u{2060}", "abc"), ("a\u{0}b\u{1B}c\u{7F}\u{9F}", "abc"),
    ("a\u{AD}b\u{34F}c\u{3164}\u{FFA0}", "abc"), ("a\u{2066}b\u{2069}\u{200E}\u{200F}\u{61C}", "ab"),
    ("Hi\(tags("send"))", "Hi"), ("a\u{FE01}b\u{E0101}c", "abc"), ("a\u{2028}b", "a\nb"), ("\u{FFF9}a\u{FFFB}", "a"),
    ("a\u{200D}b \u{200D}👍", "ab 👍"), ("👍\u{200D}", "👍"), ("ع\u{200C}", "ع"), ("1\u{FE0F}", "1"),
    ("👍\u{FE0F}\u{FE0F}\u{FE01}", "👍\u{FE0F}"), ("ب\u{200C}\u{200C}\u{200D}ب", "ب\u{200D}ب"),
    ("🏴\(tags("hello"))\u{E007F}", "🏴"), ("line\r\n", "line\n"),
  ])
  func `what nobody sees goes`(text: String, visible: String) {
    #expect(Array(InvisibleText(text).visible.unicodeScalars) == Array(visible.unicodeScalars))
  }

  @Test(arguments: [
    "plain text,\twith tab\nand line", "می\u{200C}خواهم", "क्\u{200D}ष", "ශ්\u{200D}රී", "👩\u{200D}💻", "❤\u{FE0F}",
    "🏳\u{FE0F}\u{200D}🌈", "👩🏽\u{200D}🚀", "1\u{FE0F}\u{20E3}", "🏴\(tags("gbsct"))\u{E007F}", "葛\u{E0100}城", "Ünï çödé",
    "é", "e\u{301}", "ภาษาไทย", "שלום", "\u{600}12", "a\u{A0}b",
  ])
  func `what belongs to how people write stays`(text: String) {
    let read = InvisibleText(text)
    #expect(Array(read.visible.unicodeScalars) == Array(text.unicodeScalars))
    #expect(!read.spells)
  }

  @Test(arguments: [
    tags("no"), "Hi\(tags("ignore"))all", String(repeating: "\u{200B}\u{200C}", count: 4),
    "👍" + (0..<8).map { "\(Unicode.Scalar(0xFE00 + $0)!)" }.joined()
      + "x\u{E0110}\u{E0111}\u{E0112}\u{E0113}\u{E0114}\u{E0115}\u{E0116}\u{E0117}",
  ])
  func `a hidden message is known`(text: String) {
    #expect(InvisibleText(text).spells)
  }

  @Test(arguments: [
    "a\u{200B}b\u{200B}c", "\u{FEFF}Hi", "co\u{AD}op\u{AD}er\u{AD}ate\u{AD}and\u{AD}more\u{AD}of\u{AD}it\u{AD}s",
  ])
  func `a stray mark spells nothing`(text: String) {
    #expect(!InvisibleText(text).spells)
  }
}
