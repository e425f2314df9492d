import Testing

@testable import Secretary

@Suite struct QuestionsTests {
  @Test(arguments: [
    "Shall we?", "Shall we? Yes.", "(Shall we?)", "行く？", "أنذهب؟", "Գնա՞նք", "行きますか。", "Πάμε;", "Πάμε; Ναι", "\u{37E}",
    "\u{370};", "\u{3FF};", "\u{1F00};", "\u{1FFF};",
  ])
  func `a mark at the end of a word asks`(text: String) {
    #expect(Questions.occur(in: text))
  }

  @Test(arguments: [
    "", "Yes.", "https://shop.example/get?id=4", "one; two", "行く。", "\u{36F};", "\u{400};", "\u{1EFF};", "\u{2010};",
    "Πάμε;x",
  ])
  func `one within a word, or of another language, does not`(text: String) {
    #expect(!Questions.occur(in: text))
  }
}
