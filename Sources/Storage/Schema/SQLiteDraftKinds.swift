/// Migration: what drafts are for.
///
/// - `email_drafts.kind` says it of each draft; what was there before answers mail.
/// - `agent_settings.draft_kinds` lists the kinds of answers that the person wants, `follow_up_days` after how many working days a
///   question of theirs is asked once more; nothing is never.
/// - `follow_ups` has the questions that wait for an answer. Whoever wants no reminders any more has none that wait.
enum SQLiteDraftKinds {
  static let script = """
    ALTER TABLE email_drafts ADD COLUMN kind TEXT NOT NULL DEFAULT 'reply'
      CHECK (kind IN ('reply', 'scheduling', 'follow-up'));

    CREATE TABLE follow_ups (
      user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
      gmail_message_id TEXT NOT NULL,
      gmail_thread_id TEXT NOT NULL,
      due_at TEXT NOT NULL,
      attempts INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY (user_id, gmail_message_id)
    ) WITHOUT ROWID;
    CREATE INDEX follow_ups_by_time ON follow_ups (user_id, due_at);

    ALTER TABLE agent_settings ADD COLUMN draft_kinds TEXT NOT NULL DEFAULT '["reply","scheduling"]'
      CHECK (json_valid(draft_kinds));
    ALTER TABLE agent_settings ADD COLUMN follow_up_days INTEGER CHECK (follow_up_days BETWEEN 1 AND 30);
    DROP TRIGGER agent_settings_changed;
    CREATE TRIGGER agent_settings_changed AFTER UPDATE OF active_agents, email_draft_mode, business_hours_only,
      business_hours, time_zone, check_interval_seconds, instructions, signature, undo_seconds, other_addresses,
      strictness, voice, draft_kinds, follow_up_days ON agent_settings BEGIN
      UPDATE agent_settings SET version = OLD.version + 1 WHERE user_id = NEW.user_id;
      UPDATE wanted_revision SET value = value + 1;
    END;
    CREATE TRIGGER follow_ups_switched_off AFTER UPDATE OF follow_up_days ON agent_settings
      WHEN NEW.follow_up_days IS NULL BEGIN
      DELETE FROM follow_ups WHERE user_id = NEW.user_id;
    END;
    """
}
