import Testing

@testable import Secretary

@Suite struct TextWordsTests {
  @Test(arguments: [
    ("Out-of-Office", ["out", "of", "office"]), ("a0 b9 (c)", ["a0", "b9", "c"]), ("re\u{AD}ply", ["reply"]),
    ("Straße, ÉTÉ", ["straße", "été"]), ("", []), ("@[`{/:", []),
  ])
  func `words stand in lower case, without what parts them`(text: String, words: [String]) {
    #expect(TextWords(text).words == words)
  }

  /// The ends of the blocks that are written without blanks.
  @Test(arguments: [
    "\u{E01}\u{EFF}", "\u{1000}\u{109F}", "\u{1780}\u{17FF}", "\u{3041}\u{30FF}", "\u{3400}\u{9FFF}",
    "\u{AC00}\u{D7A3}",
    "\u{F900}\u{FAFF}", "\u{20000}\u{3FFFF}",
  ])
  func `where no blank parts words, each character is one`(letters: String) {
    let twice = letters.unicodeScalars.flatMap { [String($0), String($0)] }
    #expect(TextWords(twice.joined()).words == twice)
  }

  @Test(arguments: [
    "\u{D7A}\u{D7B}", "\u{F40}\u{F41}", "\u{10A0}\u{10D0}", "\u{1820}\u{1821}", "\u{3105}\u{3106}", "\u{A000}\u{A001}",
  ])
  func `elsewhere letters make a word`(letters: String) {
    #expect(TextWords(letters).words == [letters.lowercased()])
  }

  @Test func `of phrases that begin alike the first of the list is found`() {
    let words = TextWords("please opt out now").words[...]
    #expect(PhraseList(["opt", "opt out"]).first(in: words) == 1..<2)
    #expect(PhraseList(["opt out", "opt"]).first(in: words) == 1..<3)
    #expect(PhraseList(["opt in"]).first(in: words) == nil)
  }
}
