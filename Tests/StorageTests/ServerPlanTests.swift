import Database
import Secretary
import Testing

@testable import Storage

/// What is asked often is found by an index on PostgreSQL as well, whatever the values are.
@Suite struct ServerPlanTests {
  private struct Question: Sendable {
    var query: String
    var values: [String]
    var indexes: Set<String>
    /// Whether the rows come in the order of the index.
    var isInOrder = false

    init(_ query: String, _ values: [String], _ indexes: Set<String>, isInOrder: Bool = false) {
      (self.query, self.values, self.indexes, self.isInOrder) = (query, values, indexes, isInOrder)
    }
  }

  private static let (late, early) = ("2026-01-10T00:00:00Z", "2025-12-01T00:00:00Z")

  private static var questions: [Question] {
    [
      Question(
        DraftStore.pageQuery(statuses: 1, isFirst: true), ["u0", "50", "sent"], ["email_drafts_by_status"],
        isInOrder: true),
      Question(
        DraftStore.pageQuery(statuses: 1, isFirst: false), ["u0", "50", late, "d0-9", "sent"],
        ["email_drafts_by_status"],
        isInOrder: true),
      Question(
        DraftStore.pageQuery(statuses: 2, isFirst: false), ["u0", "50", late, "d0-9", "sent", "proposed"],
        ["email_drafts_by_status"]),
      Question(
        LedgerStore.pageQuery(isFirst: true), ["u0", "50", "set_aside", "%x%"], ["mailbox_messages_by_time"],
        isInOrder: true),
      Question(
        LedgerStore.pageQuery(isFirst: false), ["u0", "50", "set_aside", "%x%", late, "m9"],
        ["mailbox_messages_by_time"],
        isInOrder: true),
      Question(LeasedLedger.subjectsQuery, ["u0"], ["mailbox_messages_by_time"], isInOrder: true),
      Question(LeasedLedger.dueQuery, ["u0", late, "50"], ["mailbox_messages_due", "mailbox_messages_failing"]),
      Question(LeasedLedger.nextRetryQuery, ["u0"], ["mailbox_messages_waiting"]),
      Question(
        LeasedDrafts.tasksQuery, ["u0", early],
        ["email_drafts_to_look", "email_drafts_to_rewrite", "email_drafts_to_remove", "email_drafts_to_place"]),
      Question(
        LeasedDrafts.openInThreadQuery, ["u0", "t7", "m7"], ["email_drafts_by_thread"]),
      Question(
        LeasedDrafts.activityQuery, ["u0", "t7", late, "p7@example.com", "m7"],
        ["email_drafts_by_thread", "email_drafts_by_time"]),
      Question(
        LeasedFollowUps.subjectsQuery, ["u0", "p7@example.com", "m7", "t7"], ["mailbox_messages_by_correspondent"]),
      Question(LeasedCorrespondents.unlearnedQuery, ["u0", "50"], ["mailbox_messages_to_learn"], isInOrder: true),
      Question(AuditLog.query(ofOne: true), [early, "50", "u0"], ["audit_log_by_user"], isInOrder: true),
      Question(AuditLog.query(ofOne: false), [early, "50"], ["audit_log_by_time"], isInOrder: true),
    ]
  }

  /// The mail of fifty people and of one who has much, as it lies after a while: most of it is done with. Which index is best
  /// depends on it.
  private static let mailboxes = [
    """
    INSERT INTO users (id, email_address, created_at)
    SELECT 'u' || u, 'u' || u || '@example.com', '2026-11-03T09:00:00Z' FROM generate_series(0, 50) AS u
    """,
    """
    INSERT INTO mailbox_messages (user_id, gmail_message_id, gmail_thread_id, state, reason_code, correspondent, is_learned,
      subject, received_at, seen_at, updated_at)
    SELECT 'u' || u, 'm' || m, 't' || m, CASE WHEN m % 100 = 0 THEN 'seen' ELSE 'set_aside' END, 'bulk',
      'p' || m % 50 || '@example.com', m % 50 <> 0, 'About ' || m, timestamptz '2026-01-01' + m * interval '1 minute',
      timestamptz '2026-01-01' + m * interval '1 minute', '2026-11-03T09:00:00Z'
    FROM generate_series(0, 50) AS u, generate_series(1, CASE u WHEN 0 THEN 20000 ELSE 400 END) AS m
    """,
    """
    INSERT INTO email_drafts (id, user_id, gmail_message_id, gmail_thread_id, recipients, recipient, subject, body, status,
      reason, writer, created_at, updated_at)
    SELECT 'd' || u || '-' || d, 'u' || u, 'm' || d, 't' || d, '{}', 'p' || d % 50 || '@example.com', 's', 'b',
      CASE WHEN d % 50 = 0 THEN 'proposed' WHEN d % 51 = 0 THEN 'dismissed' ELSE 'sent' END, 'r', 'w',
      timestamptz '2026-01-01' + d * interval '1 hour', '2026-11-03T09:00:00Z'
    FROM generate_series(0, 50) AS u, generate_series(1, CASE u WHEN 0 THEN 5000 ELSE 100 END) AS d
    """,
    """
    INSERT INTO audit_log (user_id, at, actor, action)
    SELECT 'u' || u, timestamptz '2026-01-01' + n * interval '1 hour', 'u' || u, 'signed in'
    FROM generate_series(0, 50) AS u, generate_series(1, CASE u WHEN 0 THEN 3000 ELSE 100 END) AS n
    """,
    "ANALYZE",
  ]

  @Test(arguments: Engine.available.filter { [.postgresql15, .postgresql17].contains($0) })
  func `what is asked often is found by its index, and is not sorted where the index has the order`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      for statement in Self.mailboxes { _ = try await test.sql(statement) }
      for question in Self.questions {
        let plan = try await test.serverPlan(question.query, question.values)
        for index in question.indexes {
          #expect(plan.contains { $0.contains(index) }, "\(plan.joined(separator: "\n"))")
        }
        #expect(!plan.contains { $0.contains("Seq Scan on mailbox_") || $0.contains("Seq Scan on email_") }, "\(plan)")
        if question.isInOrder { #expect(!plan.contains { $0.contains("Sort") }, "\(plan.joined(separator: "\n"))") }
      }
    }
  }
}
