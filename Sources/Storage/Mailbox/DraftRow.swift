import Database
import SQLErrors
import Secretary

import struct FoundationEssentials.Data
import class FoundationEssentials.JSONDecoder
import class FoundationEssentials.JSONEncoder

/// How `email_drafts` becomes `EmailDraft` and back.
enum DraftRow {
  static let columns = """
    id, user_id, gmail_message_id, gmail_thread_id, recipients, subject, body, version, status, retirement, touched,
    reason, writer, notice, thread_news, newest_message_id, send_after, \(PlacementRow.columns), edited_in_gmail,
    rewrite_instruction, sent_message_id, created_at, updated_at, score, checks, proposed_style, own_words, usage, kind,
    proposed_body, edit_distance, compared_words
    """

  /// A draft whose conversation is followed: one that waits or is to be sent, and one that comes back with it.
  static let isFollowed =
    "(status IN ('proposed', 'approved') OR (status = 'retired' AND retirement = 'conversation-gone'))"

  /// Assignments that bring a draft back to where its user wants drafts, after it was taken out of the mailbox. One that stayed
  /// there counts as placed again, so that the next look sees whose it is. One that was taken out, or whose placing is in doubt,
  /// is looked for before it is placed: a mailbox that was wrong about its being gone would hold it twice.
  static let placedAgain = """
    placement = CASE
      WHEN placement = 'kept' AND gmail_draft_id IS NULL THEN 'placing'
      WHEN placement = 'kept' THEN 'placed'
      WHEN placement <> 'removed' THEN placement
      WHEN (SELECT email_draft_mode FROM agent_settings WHERE agent_settings.user_id = email_drafts.user_id) = 'gmail'
        THEN 'placing'
      ELSE placement END,
    gmail_draft_id = CASE WHEN placement = 'removed' THEN NULL ELSE gmail_draft_id END,
    placed_message_id = CASE WHEN placement = 'removed' THEN NULL ELSE placed_message_id END,
    placed_version = CASE WHEN placement = 'removed' THEN NULL ELSE placed_version END
    """

  /// Assignments after which nothing is going on with a draft any more.
  static let ended = "notice = NULL, rewrite_instruction = NULL, next_attempt_at = NULL, sending_since = NULL"

  /// Assignments that put a closed draft among the person's again; the worker looks how its conversation stands.
  static let lookedAtAgain = "look_wanted = TRUE, \(placedAgain)"

  static func draft(_ row: SQLRow) throws -> EmailDraft {
    let recipients = Data(try row.text("recipients").utf8)
    guard let recipients = try? JSONDecoder().decode(ReplyRecipients.self, from: recipients) else {
      throw SQLError(.unexpectedValue, "recipients")
    }
    return EmailDraft(
      id: try row.value("id"), userID: try row.value("user_id"), messageID: try row.value("gmail_message_id"),
      threadID: try row.value("gmail_thread_id"),
      recipients: recipients, subject: try row.text("subject"), body: try row.text("body"),
      version: try row.int("version"), status: try row.value("status"),
      retirement: try row.optionalValue("retirement"), isTouched: try row.bool("touched"),
      reason: try row.text("reason"), writer: try row.text("writer"), createdAt: try row.date("created_at"),
      updatedAt: try row.date("updated_at"), notice: try row.optionalText("notice"),
      threadNews: try row.optionalValue("thread_news"), newestMessageID: try row.optionalValue("newest_message_id"),
      sendAfter: try row.optionalDate("send_after"), placement: try PlacementRow.placement(row),
      isEditedInMailbox: try row.bool("edited_in_gmail"),
      rewriteInstruction: try row.optionalText("rewrite_instruction"),
      sentMessageID: try row.optionalValue("sent_message_id"), score: try row.optionalDouble("score"),
      checks: numbers(try row.optionalText("checks")), proposedStyle: numbers(try row.optionalText("proposed_style")),
      ownWords: try row.text("own_words"), usage: numbers(try row.optionalText("usage")),
      kind: try row.value("kind"), proposedBody: try row.optionalText("proposed_body"),
      sentChanges: try changes(row))
  }

  private static func changes(_ row: SQLRow) throws -> SentChanges? {
    guard let distance = try row.optionalInt("edit_distance"), let words = try row.optionalInt("compared_words") else {
      return nil
    }
    return SentChanges(distance: distance, words: words)
  }

  /// Numbers in JSON that are kept beside a text; what cannot be read counts as not known.
  private static func numbers<Value: Decodable>(_ text: String?) -> Value? {
    text.flatMap { try? JSONDecoder().decode(Value.self, from: Data($0.utf8)) }
  }

  static func text(_ numbers: (some Encodable)?) -> String? {
    guard let numbers else { return nil }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return (try? encoder.encode(numbers)).map { String(decoding: $0, as: UTF8.self) }
  }

  static func recipientsText(_ recipients: ReplyRecipients) throws -> String {
    String(decoding: try JSONEncoder().encode(recipients), as: UTF8.self)
  }
}
