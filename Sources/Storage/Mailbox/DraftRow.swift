import Database
import Secretary

import struct FoundationEssentials.Data
import class FoundationEssentials.JSONDecoder
import class FoundationEssentials.JSONEncoder

/// How `email_drafts` becomes `EmailDraft` and back.
enum DraftRow {
  static let columns =
    "id, user_id, gmail_message_id, gmail_thread_id, gmail_draft_id, recipients, subject, body, status, reason, writer, created_at"

  static func draft(_ row: SQLRow) throws -> EmailDraft {
    let recipients = Data(try row.text("recipients").utf8)
    guard let recipients = try? JSONDecoder().decode(ReplyRecipients.self, from: recipients) else {
      throw SQLError(.unexpectedValue, "recipients")
    }
    return EmailDraft(
      id: try row.value("id"), userID: try row.value("user_id"), messageID: try row.value("gmail_message_id"),
      threadID: try row.value("gmail_thread_id"), gmailDraftID: try row.optionalValue("gmail_draft_id"),
      recipients: recipients, subject: try row.text("subject"), body: try row.text("body"),
      status: try row.value("status"), reason: try row.text("reason"), writer: try row.text("writer"),
      createdAt: try row.date("created_at"))
  }

  static func recipientsText(_ recipients: ReplyRecipients) throws -> String {
    String(decoding: try JSONEncoder().encode(recipients), as: UTF8.self)
  }
}
