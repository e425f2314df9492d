/// Migration: how the user writes.
///
/// - `writing_styles` counts what the user's letters have, and what they change in drafts, in each language: in general (no address),
///   and to each person. `week` is the last that a letter was of.
/// - `style_choices` has what they want instead.
/// - `agent_settings.voice` is whose way of writing a draft follows.
enum SQLiteWritingStyles {
  static let script = """
    CREATE TABLE writing_styles (
      user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
      address TEXT NOT NULL,
      language TEXT NOT NULL,
      evidence TEXT NOT NULL CHECK (evidence IN ('letters', 'edits')),
      letters REAL NOT NULL,
      week INTEGER NOT NULL,
      traits TEXT NOT NULL CHECK (json_valid(traits)),
      updated_at TEXT NOT NULL,
      PRIMARY KEY (user_id, address, language, evidence)
    ) WITHOUT ROWID;
    CREATE INDEX writing_styles_by_time ON writing_styles (user_id, updated_at) WHERE address <> '';

    CREATE TABLE style_choices (
      user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
      language TEXT NOT NULL,
      choices TEXT NOT NULL CHECK (json_valid(choices)),
      updated_at TEXT NOT NULL,
      PRIMARY KEY (user_id, language)
    ) WITHOUT ROWID;

    ALTER TABLE agent_settings ADD COLUMN voice TEXT NOT NULL DEFAULT 'own' CHECK (voice IN ('own', 'mirror'));
    DROP TRIGGER agent_settings_changed;
    CREATE TRIGGER agent_settings_changed AFTER UPDATE OF active_agents, email_draft_mode, business_hours_only,
      business_hours, time_zone, check_interval_seconds, instructions, signature, undo_seconds, other_addresses,
      strictness, voice ON agent_settings BEGIN
      UPDATE agent_settings SET version = OLD.version + 1 WHERE user_id = NEW.user_id;
      UPDATE wanted_revision SET value = value + 1;
    END;
    """
}
