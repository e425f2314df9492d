import Testing

@testable import Secretary

@Suite struct EmailThreadTests {
  @Test func `of a message the conversation's copy counts, where it has one`() {
    let (first, second) = (EmailMessage.question(id: "m1", text: "whole"), EmailMessage.question(id: "m2", minute: 1))
    let thread = EmailThread.of(first, second)
    #expect(thread.reading(.question(id: "m1", text: "by itself")) == first)
    let other = EmailMessage.question(id: "m3")
    #expect(thread.reading(other) == other)
  }
}
