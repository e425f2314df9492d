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

  @Test(
    arguments: [
      ("Hi Ben. Can you come on Friday? I hope so.", ["Can you come on Friday?"]),
      ("Two things:\n\nWhen does it\nbegin? And who pays??", ["When does it\nbegin?", "And who pays?"]),
      ("Is it here (https://shop.example/get?id=4)? Yes", ["Is it here (https://shop.example/get?id=4)?"]),
      ("一つ。行きますか。また", ["行きますか。"]), ("Let me know\n\nAda\n\nreally?", ["really?"]), ("At v1.2?", ["At v1.2?"]),
      ("Nothing. At all!", []),
    ]) func `each sentence that asks is told apart`(text: String, questions: [String])
  {
    #expect(Questions.asked(in: text) == questions)
  }

  @Test(
    arguments: ["How are you?", "Hi Ben, how are you doing today?", "Wie geht's?", "Ça va?", "???"])
  func `nobody waits for the answer to these`(text: String) {
    #expect(Questions.asked(in: text).isEmpty)
    #expect(Questions.occur(in: text))
  }

  @Test func `what follows a pleasantry is a question all the same`() {
    let text = "How are you getting on with the plan for the new house in the woods?"
    #expect(Questions.asked(in: text) == [text])
  }

  @Test func `as many are told as somebody may answer, and of each its end`() {
    #expect(Questions.asked(in: String(repeating: "Why so? ", count: 50)).count == 20)
    let long = String(repeating: "word", count: 1_000) + "?"
    #expect(Questions.asked(in: long).map(\.unicodeScalars.count) == [300])
  }
}
