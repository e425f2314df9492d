import Database
import Secretary

import struct FoundationEssentials.Data
import class FoundationEssentials.JSONDecoder
import class FoundationEssentials.JSONEncoder

/// How `email_drafts` becomes `EmailDraft` and back.
enum DraftRow {
  static let columns = """
    id, user_id, gmail_message_id, gmail_thread_id, gmail_draft_id, recipients, subject, body, version, status, reason,
    writer, notice, placement, placement_problem, edited_in_gmail, rewrite_instruction, sent_message_id, created_at,
    updated_at
    """

  static func draft(_ row: SQLRow) throws -> EmailDraft {
    let recipients = Data(try row.text("recipients").utf8)
    guard let recipients = try? JSONDecoder().decode(ReplyRecipients.self, from: recipients) else {
      throw SQLError(.unexpectedValue, "recipients")
    }
    return EmailDraft(
      id: try row.value("id"), userID: try row.value("user_id"), messageID: try row.value("gmail_message_id"),
      threadID: try row.value("gmail_thread_id"), gmailDraftID: try row.optionalValue("gmail_draft_id"),
      recipients: recipients, subject: try row.text("subject"), body: try row.text("body"),
      version: try row.int("version"), status: try row.value("status"), reason: try row.text("reason"),
      writer: try row.text("writer"), createdAt: try row.date("created_at"), updatedAt: try row.date("updated_at"),
      notice: try row.optionalText("notice"), placement: try row.value("placement"),
      placementProblem: try row.optionalText("placement_problem"),
      isEditedInGmail: try row.bool("edited_in_gmail"), rewriteInstruction: try row.optionalText("rewrite_instruction"),
      sentMessageID: try row.optionalValue("sent_message_id"))
  }

  static func recipientsText(_ recipients: ReplyRecipients) throws -> String {
    String(decoding: try JSONEncoder().encode(recipients), as: UTF8.self)
  }
}
