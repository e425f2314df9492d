import Foundation
import Testing

@testable import Secretary

@Suite struct DraftTransitionTests {
  @Test func `no two rows of the table contradict each other`() {
    for row in DraftTransition.table {
      let alike = DraftTransition.table.filter {
        $0.event == row.event && $0.from == row.from
          && ($0.touched == nil || row.touched == nil || $0.touched == row.touched)
      }
      #expect(alike == [row])
    }
  }

  @Test func `what a person does to the text or its sending makes a draft theirs, putting it away does not`() {
    #expect(
      DraftEvent.allCases.filter(\.touches)
        == [.approve, .edit, .askForRewrite, .takeBack, .restore, .settleAsUnsent, .editedInMailbox])
  }

  @Test func `sent is for good`() {
    #expect(!DraftTransition.table.contains { $0.from == .sent })
  }

  @Test func `only what a person approved is sent by us`() {
    #expect(DraftTransition.rows(of: .beginSending).map(\.from) == [.approved])
    #expect(DraftTransition.table.filter { $0.to == .approved && $0.from == .proposed }.map(\.event) == [.approve])
    #expect(DraftTransition.table.filter { $0.to == .sending }.map(\.event) == [.beginSending])
  }

  @Test func `events take nothing away that the person has touched, but what they deleted in Gmail themselves`() {
    for event in DraftEvent.allCases
    where event.actor == .event && event != .deletedInMailbox && event != .sentInMailbox {
      for status in DraftStatus.allCases where status.isOpen {
        #expect(DraftTransition.next(event, from: status, isTouched: true)?.isOpen != false, "\(event) of \(status)")
      }
    }
  }

  @Test(arguments: [DraftEvent.answered, .newerMail, .conversationGone, .editedInMailbox, .deletedInMailbox])
  func `what happens in the conversation stops a sending that has not begun`(event: DraftEvent) {
    #expect(DraftTransition.next(event, from: .approved, isTouched: true) == .proposed)
    #expect(DraftTransition.next(event, from: .sending, isTouched: true) == nil)
  }

  @Test func `everything that is put away can be had back`() {
    for status in DraftStatus.allCases where !status.isOpen && status != .sent {
      #expect(DraftTransition.next(.restore, from: status, isTouched: true) == .proposed)
    }
  }

  @Test func `the documentation shows the table as it is`() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
    let page = try String(contentsOf: root.appending(path: "docs/architecture.md"), encoding: .utf8)
    #expect(
      page.contains(DraftTransition.documentation),
      "Put this into docs/architecture.md:\n\(DraftTransition.documentation)")
  }
}
