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
    ("🏴\(tags("gbsct"))", "🏴"), ("葛\u{FE03}", "葛"), ("葛\u{E01F0}", "葛"), ("ᠠ\u{180E}", "ᠠ"),
    ("\u{181F}\u{180B}", "\u{181F}"), ("\u{18AB}\u{180B}", "\u{18AB}"),
  ])
  func `what nobody sees goes`(text: String, visible: String) {
    #expect(Array(InvisibleText(text).visible.unicodeScalars) == Array(visible.unicodeScalars))
  }

  @Test(arguments: [
    "plain text,\twith tab\nand line", "می\u{200C}خواهم", "क्\u{200D}ष", "ශ්\u{200D}රී", "👩\u{200D}💻", "❤\u{FE0F}",
    "🏳\u{FE0F}\u{200D}🌈", "👩🏽\u{200D}🚀", "1\u{FE0F}\u{20E3}", "🏴\(tags("gbsct"))\u{E007F}", "葛\u{E0100}城", "Ünï çödé",
    "é", "e\u{301}", "ภาษาไทย", "שלום", "\u{600}12", "a\u{A0}b", "葛\u{FE00}葛\u{FE02}葛\u{E0100}葛\u{E01EF}",
    "ᠠ\u{180B}ᠠ\u{180D}ᠠ\u{180F}",
    "\u{1820}\u{180B}\u{18AA}\u{180B}",
  ])
  func `what belongs to how people write stays`(text: String) {
    let read = InvisibleText(text)
    #expect(Array(read.visible.unicodeScalars) == Array(text.unicodeScalars))
    #expect(!read.spells)
  }

  /// The first and the last letter of the blocks whose letters join or stack.
  @Test(arguments: [
    "\u{620}\u{6FF}", "\u{710}\u{8A0}", "\u{904}\u{DF4}", "\u{F00}\u{109F}", "\u{1780}\u{18AA}", "\u{1A20}\u{1BFF}",
    "\u{A840}\u{A877}", "\u{A8E0}\u{A9FE}", "\u{AA60}\u{AAFF}", "\u{FB50}\u{FDFF}", "\u{FE70}\u{FEFC}",
    "\u{11000}\u{11DFF}",
  ])
  func `a joiner stays between letters that join`(letters: String) {
    let joined = letters.unicodeScalars.map { "\($0)\u{200D}\($0)" }.joined(separator: " ")
    #expect(Array(InvisibleText(joined).visible.unicodeScalars) == Array(joined.unicodeScalars))
  }

  @Test(arguments: ["\u{5FF}", "\u{E00}", "\u{EFF}", "\u{10A0}", "\u{177F}", "\u{18B0}", "\u{1A1F}", "\u{1C00}"])
  func `and goes between others`(letter: String) {
    #expect(Array(InvisibleText("\(letter)\u{200D}\(letter)").visible.unicodeScalars).count == 2)
  }

  @Test(arguments: [
    ("\u{591}", true), ("\u{58F}", false), ("\u{8FF}", true), ("\u{900}", false), ("\u{FB1D}", true),
    ("\u{FB1C}", false), ("\u{FDFF}", true), ("\u{FE70}", true), ("\u{FE6F}", false), ("\u{FEFC}", true),
    ("\u{10800}", true), ("\u{107FF}", false), ("\u{10FFF}", true), ("\u{11000}", false), ("\u{1E800}", true),
    ("\u{1E7FF}", false), ("\u{1EFFF}", true), ("\u{1F000}", false),
  ])
  func `a mark of direction stays beside a letter that is written from the right`(letter: String, stays: Bool) {
    for mark in ["\u{200E}", "\u{200F}", "\u{61C}"] {
      for text in [mark + letter, letter + mark] {
        let read = InvisibleText(text, keepsDirectionMarks: true).visible.unicodeScalars
        #expect((read.count == 2) == stays)
        #expect(InvisibleText(text).visible.unicodeScalars.count == 1)
      }
    }
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
    "a\u{200B}b\u{200B}c", "Hi\(tags("n"))", "a" + String(repeating: "\u{200B}", count: 7) + "b", "\u{FEFF}Hi",
    ["b", "🏴\(tags("gbsct"))\u{E007F}"].map { String(repeating: "\u{200B}", count: 7) + $0 }.joined()
      + String(repeating: "\u{200B}", count: 7),
    "co\u{AD}op\u{AD}er\u{AD}ate\u{AD}and\u{AD}more\u{AD}of\u{AD}it\u{AD}s",
  ])
  func `a stray mark spells nothing`(text: String) {
    #expect(!InvisibleText(text).spells)
  }
}
