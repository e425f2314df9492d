import Database
import Foundation
import Secretary
import Testing

@testable import Storage

@Suite struct PagingTests {
  @Test func `a mark is read again, and one that is longer than any is none`() {
    let mark = PageMark(at: .nine, id: "d1")
    #expect(PageMark(mark.text) == mark)
    let room = 300 - PageMark(at: .nine, id: "").text.utf8.count
    let longest = PageMark(at: .nine, id: String(repeating: "d", count: room))
    #expect(PageMark(longest.text) == longest)
    for text in ["", "~", "d1", "~d1", longest.text + "d", PageMark(at: .nine, id: "").text] {
      #expect(PageMark(text) == nil)
    }
  }

  /// Every page from the first to the last.
  static func all<Item>(_ page: (PageMark?) async throws -> ListPage<Item>) async throws -> [[Item]] {
    var (pages, mark): ([[Item]], PageMark?) = ([], nil)
    repeat {
      let next = try await page(mark)
      pages.append(next.items)
      mark = next.next
    } while mark != nil
    return pages
  }

  // MARK: Drafts

  @Test(arguments: Engine.available) func `pages hold every draft once, newest first, also those of one moment`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      for number in 0..<7 { try await test.proposed("same-\(number)", of: ann) }
      try await test.proposed("young", of: ann, at: .nine(plus: 60))
      try await test.proposed("old", of: ann, at: .nine(plus: -60))
      let bob = try await test.activeUser("bob")
      try await test.proposed("bobs", of: bob)
      for limit in 1...10 {
        let pages = try await Self.all {
          try await test.store.drafts.page(of: ann, statuses: [.proposed], before: $0, limit: limit)
        }
        #expect(
          pages.flatMap { $0 }.map(\.id.rawValue) == ["young"] + (0..<7).reversed().map { "same-\($0)" } + ["old"])
        #expect(pages.dropLast().allSatisfy { $0.count == limit })
        #expect(pages.last?.isEmpty == false)
      }
    }
  }

  @Test(arguments: Engine.available) func `a page holds the statuses that were asked for and no other`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      for (number, status) in DraftStatus.allCases.enumerated() {
        for half in 0...1 {
          try await test.proposed("\(status)-\(half)", of: ann, at: .nine(plus: Double(number + 10 * half)))
          try await test.put(DraftID("\(status)-\(half)"), in: status)
        }
      }
      for statuses in [[], [.sent], [.proposed, .approved, .sending, .undecided], Set(DraftStatus.allCases)]
        as [Set<DraftStatus>]
      {
        let pages = try await Self.all {
          try await test.store.drafts.page(of: ann, statuses: statuses, before: $0, limit: 3)
        }
        let shown = pages.flatMap { $0 }
        #expect(shown.count == 2 * statuses.count)
        #expect(Set(shown.map(\.status)) == statuses)
        #expect(shown.map(\.createdAt) == shown.map(\.createdAt).sorted(by: >))
      }
      #expect(try await test.store.drafts.page(of: ann, statuses: [.sent], limit: 0).items.isEmpty)
    }
  }

  @Test(arguments: Engine.available) func `what comes on top while somebody reads shifts nothing on the next page`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      for number in 0..<4 { try await test.proposed("d\(number)", of: ann, at: .nine(plus: Double(number))) }
      let first = try await test.store.drafts.page(of: ann, statuses: [.proposed], limit: 2)
      try await test.proposed("newest", of: ann, at: .nine(plus: 60))
      try await test.store.decisions.dismiss(DraftID("d2"), of: ann).get()
      let mark = try #require(first.next)
      let second = try await test.store.drafts.page(of: ann, statuses: [.proposed], before: mark, limit: 2)
      #expect(second.items.map(\.id.rawValue) == ["d1", "d0"])
      #expect(second.next == nil)
    }
  }

  @Test(arguments: Engine.available)
  func `ten thousand drafts are paged by their index, every page as quickly as the first`(_ engine: Engine) async throws
  {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let time = engine.time("'2026-11-03T09:' || substr(CAST(100 + n / 500 AS TEXT), 2) || ':00.000Z'")
      _ = try await test.sql(
        """
        INSERT INTO email_drafts (id, user_id, gmail_message_id, gmail_thread_id, recipients, subject, body, status,
          reason, writer, created_at, updated_at)
        WITH RECURSIVE number (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM number WHERE n < 9999)
        SELECT 'd' || substr(CAST(100000 + n AS TEXT), 2), 'ann', 'm' || n, 't' || n, '{"from":{"name":"","address":"a@b"},"to":[],"cc":[]}',
          'Re: ' || n, 'body', CASE WHEN n % 100 = 0 THEN 'proposed' ELSE 'sent' END, 'r', 'w',
          \(time), '2026-11-03T09:00:00.000Z' FROM number
        """)
      for isFirst in [true, false] where engine.server == nil {
        for statuses in [1, 4] {
          let plan = try await test.plan(DraftStore.pageQuery(statuses: statuses, isFirst: isFirst))
          let searches = plan.filter { $0.contains(" email_drafts ") }
          #expect(searches.count == statuses, "\(plan)")
          #expect(
            searches.allSatisfy { $0.hasPrefix("SEARCH email_drafts USING INDEX email_drafts_by_status (user_id=?") },
            "\(plan)")
          if statuses == 1 { #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)") }
        }
      }
      let sent = try await Self.all {
        try await test.store.drafts.page(of: ann, statuses: [.sent], before: $0, limit: 500)
      }
      let ids = sent.flatMap { $0 }.map(\.id.rawValue)
      #expect(ids.count == 9_900)
      #expect(ids == ids.sorted(by: >))
      let waiting = try await test.store.drafts.page(of: ann, statuses: [.proposed, .approved], limit: 50)
      #expect(waiting.items.map(\.id.rawValue) == (50..<100).reversed().map { "d0\($0 < 10 ? "0" : "")\($0)00" })
    }
  }

  @Test func `the newest subjects are read in the order of an index`() async throws {
    try await Engine.sqlite.withStore { test in
      let plan = try await test.plan(LeasedLedger.subjectsQuery)
      #expect(plan.count == 1 && plan[0].contains("USING INDEX mailbox_messages_by_time"), "\(plan)")
    }
  }

  /// Nearly every check finds none of it, in a mailbox that has known a hundred thousand messages.
  @Test func `what a worker asks at every check is found by an index of its own`() async throws {
    try await Engine.sqlite.withStore { test in
      let questions: [(query: String, indexes: Set<String>)] = [
        (LeasedLedger.dueQuery, ["mailbox_messages_due", "mailbox_messages_failing"]),
        (LeasedLedger.nextRetryQuery, ["mailbox_messages_waiting"]),
        (
          LeasedDrafts.tasksQuery,
          [
            "email_drafts_by_status", "email_drafts_to_look", "email_drafts_to_rewrite", "email_drafts_to_remove",
            "email_drafts_to_place",
          ]
        ),
        (LeasedDrafts.dueTasksQuery, ["email_drafts_by_status", "email_drafts_to_rewrite", "email_drafts_to_remove"]),
        (LeasedDrafts.nextTaskQuery, ["email_drafts_by_status", "email_drafts_to_rewrite"]),
        (
          LeasedDrafts.nextTaskOrPlacementQuery,
          ["email_drafts_by_status", "email_drafts_to_rewrite", "email_drafts_to_place"]
        ),
        (LeasedDrafts.openInThreadQuery, ["email_drafts_by_thread"]),
        (LeasedDrafts.activityQuery, ["email_drafts_by_thread", "email_drafts_by_time"]),
      ]
      for (query, indexes) in questions {
        let plan = try await test.plan(query)
        let used = plan.flatMap { $0.split(separator: " ") }.filter {
          $0.contains("email_drafts_") || $0.contains("mailbox_messages_")
        }
        #expect(Set(used.map(String.init)) == indexes, "\(plan)")
        #expect(!plan.contains { $0.contains("SCAN email_drafts") || $0.contains("SCAN mailbox_messages") }, "\(plan)")
        // What is asked for in the mailbox has a table of its own, of few rows.
        #expect(!plan.contains { $0.contains("PRIMARY KEY") && !$0.contains("draft_requests") }, "\(plan)")
      }
    }
  }

  // MARK: The mark

  @Test func `a mark is one text that reads back, and anything else is none`() throws {
    let mark = PageMark(at: .nine(plus: 0.123), id: "18c~f/ä\"")
    #expect(PageMark(mark.text) == mark)
    #expect(try JSONDecoder().decode([PageMark].self, from: JSONEncoder().encode([mark])) == [mark])
    #expect(String(decoding: try JSONEncoder().encode([mark]), as: UTF8.self).hasPrefix("[\"2026-11-03T09:00:00.123Z~"))
    let long = "2026-11-03T09:00:00.000Z~" + String(repeating: "x", count: 300)
    for text in ["", "~", "x~y", "2026-11-03T09:00:00.000Z", "2026-11-03T09:00:00.000Z~", "' OR 1=1 --~x", long] {
      #expect(PageMark(text) == nil)
    }
    #expect(throws: DecodingError.self) { try JSONDecoder().decode([PageMark].self, from: Data(#"["x"]"#.utf8)) }
  }

  @Test(arguments: Engine.available) func `a mark of somebody else's list shows nothing of it`(_ engine: Engine)
    async throws
  {
    try await engine.withStore { test in
      let (ann, bob) = (try await test.activeUser("ann"), try await test.activeUser("bob"))
      for number in 0..<3 { try await test.proposed("a\(number)", of: ann, at: .nine(plus: Double(number))) }
      try await test.proposed("bobs", of: bob)
      let mark = try await test.store.drafts.page(of: ann, statuses: [.proposed], limit: 1).next
      let page = try await test.store.drafts.page(of: bob, statuses: [.proposed], before: mark, limit: 10)
      #expect(page.items.map(\.id.rawValue) == ["bobs"])
    }
  }
}
