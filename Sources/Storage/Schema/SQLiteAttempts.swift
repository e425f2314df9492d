/// Migration: what is counted of attempts and of drafts.
///
/// - `email_drafts.recipient` is the first address of To, as `EmailAddress.canonical` spells it. Drafts from before have it
///   in lower case only; it counts for a day.
/// - `mailbox_messages.begun_at` says that a worker has this message in hand, or died of it.
/// - `worker_status.checking_since` says when a check began that takes unusually long.
enum SQLiteAttempts {
  static let script = """
    ALTER TABLE email_drafts ADD COLUMN recipient TEXT;
    UPDATE email_drafts SET recipient = lower(json_extract(recipients, '$.to[0].address'));

    ALTER TABLE mailbox_messages ADD COLUMN begun_at TEXT;
    DROP INDEX mailbox_messages_due;
    CREATE INDEX mailbox_messages_due ON mailbox_messages (user_id, seen_at, gmail_message_id)
      WHERE state IN ('seen', 'drafting', 'failed') AND attempts = 0;
    CREATE INDEX mailbox_messages_failing ON mailbox_messages (user_id, seen_at, gmail_message_id)
      WHERE state IN ('seen', 'drafting', 'failed') AND attempts > 0;

    ALTER TABLE worker_status ADD COLUMN checking_since TEXT;
    """
}
