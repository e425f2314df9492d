import Testing

@testable import Secretary

@Suite struct DraftGapTests {
  @Test func `a gap has a name, with a question mark or without`() {
    let gaps = DraftGaps("It costs [[ price? ]] until [[end date]].")
    #expect(gaps.fields.map(\.name) == ["price", "end date"])
    #expect(gaps.fields.map(\.isQuestion) == [true, false])
    #expect(gaps.count == 2 && !gaps.isEmpty && DraftGaps("It costs 20 €.").isEmpty)
  }

  @Test(arguments: ["[price?]", "[[]]", "[[?]]", "[[price\n?]]", "[[price?]", "price]]", "a[0][1]"])
  func `what is no pair of brackets with a name is none`(text: String) {
    #expect(DraftGaps(text).count == 0)
  }

  @Test func `of brackets within brackets the inner pair is the gap`() {
    #expect(DraftGaps("[[a [[b?]] c?]]").fields.map(\.name) == ["b"])
    #expect(DraftGaps("[[[b?]]").fields.map(\.name) == ["b"])
  }

  @Test func `a value fills every gap of its name and leaves the others open`() {
    let gaps = DraftGaps("[[price?]] for [[what?]], so [[price?]].")
    let filled = gaps.filled(with: ["price": " 20 € ", "what": " "])
    #expect(filled == "20 € for [[what?]], so 20 €.")
    #expect(gaps.fields.count == 2)
    #expect(DraftGaps(filled).count == 1)
  }

  @Test func `a page has twenty fields, and what is beyond them is open as well`() {
    let gaps = DraftGaps((1...25).map { "[[g\($0)?]]" }.joined(separator: " "))
    #expect(gaps.fields.map(\.name) == (1...20).map { "g\($0)" })
    #expect(gaps.count == 25)
  }

  @Test func `a long name is cut`() {
    #expect(DraftGaps("[[\(String(repeating: "a", count: 200))?]]").fields[0].name.unicodeScalars.count == 80)
  }

  @Test func `a gap knows where it stands`() {
    #expect(DraftGaps("é👩‍👧 [[a?]]").fields.map(\.range) == [5..<11])
  }
}
