/// Migration: `draft_requests` has the messages that carry the label which asks for a draft, until it is taken off. Few at any time,
/// so every check can ask for them.
enum SQLiteDraftRequests {
  static let script = """
    CREATE TABLE draft_requests (
      user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
      gmail_message_id TEXT NOT NULL,
      asked_at TEXT NOT NULL,
      PRIMARY KEY (user_id, gmail_message_id)
    ) WITHOUT ROWID;
    """
}
