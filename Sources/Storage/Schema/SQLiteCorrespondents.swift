/// Migration: whom the user answers.
///
/// - `correspondents` has the numbers that `Correspondent` is made of, for each address that mail went to or came from.
/// - `mailbox_messages.is_learned` says that a message has been counted in them; each is counted once.
/// - `agent_settings.strictness` is how sure it has to be that the user would answer. Everybody gets drafts as before until
///   they choose otherwise.
enum SQLiteCorrespondents {
  static let script = """
    CREATE TABLE correspondents (
      user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
      address TEXT NOT NULL,
      received INTEGER NOT NULL,
      answered INTEGER NOT NULL,
      written INTEGER NOT NULL,
      is_waiting INTEGER NOT NULL CHECK (is_waiting IN (0, 1)),
      typical_delay_seconds REAL,
      last_received_at TEXT,
      last_written_at TEXT,
      updated_at TEXT NOT NULL,
      PRIMARY KEY (user_id, address)
    ) WITHOUT ROWID;
    CREATE INDEX correspondents_by_time ON correspondents (user_id, updated_at);

    ALTER TABLE mailbox_messages ADD COLUMN is_learned INTEGER NOT NULL DEFAULT 0 CHECK (is_learned IN (0, 1));
    UPDATE mailbox_messages SET is_learned = 1;
    CREATE INDEX mailbox_messages_to_learn ON mailbox_messages (user_id, seen_at, gmail_message_id)
      WHERE reason_code = 'own-mail' AND NOT is_learned;

    ALTER TABLE agent_settings ADD COLUMN strictness TEXT NOT NULL DEFAULT 'everyone'
      CHECK (strictness IN ('usual', 'known', 'likely', 'everyone'));
    DROP TRIGGER agent_settings_changed;
    CREATE TRIGGER agent_settings_changed AFTER UPDATE OF active_agents, email_draft_mode, business_hours_only,
      business_hours, time_zone, check_interval_seconds, instructions, signature, undo_seconds, other_addresses,
      strictness ON agent_settings BEGIN
      UPDATE agent_settings SET version = OLD.version + 1 WHERE user_id = NEW.user_id;
      UPDATE wanted_revision SET value = value + 1;
    END;
    """
}
