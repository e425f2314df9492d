/// Migration: how likely an answer is, and what the past teaches.
///
/// - `mailbox_messages.score` is what the judge made of a message; nothing when it was not asked.
/// - `past_messages` is the mail from before the start, in the order in which it was sent, that is read once to learn whom the
///   user answers. A row that was judged has its score, and what a person recognises the message by.
/// - `mailbox_cursors.past_listed_at` says that these rows have been made.
enum SQLitePastMail {
  static let script = """
    ALTER TABLE mailbox_messages ADD COLUMN score REAL CHECK (score BETWEEN 0 AND 1);
    CREATE INDEX mailbox_messages_by_receipt ON mailbox_messages (user_id, received_at) WHERE score IS NOT NULL;

    ALTER TABLE mailbox_cursors ADD COLUMN past_listed_at TEXT;

    CREATE TABLE past_messages (
      user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      gmail_message_id TEXT NOT NULL,
      gmail_thread_id TEXT NOT NULL,
      is_own INTEGER NOT NULL CHECK (is_own IN (0, 1)),
      is_read INTEGER NOT NULL DEFAULT 0 CHECK (is_read IN (0, 1)),
      score REAL CHECK (score BETWEEN 0 AND 1),
      sender TEXT,
      subject TEXT,
      received_at TEXT,
      PRIMARY KEY (user_id, position)
    ) WITHOUT ROWID;
    CREATE INDEX past_messages_to_read ON past_messages (user_id, position) WHERE NOT is_read;
    """
}
