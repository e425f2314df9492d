/// Migration: the user's other addresses.
///
/// - `agent_settings.other_addresses` is what the person says is theirs, besides what the mailbox says.
/// - `address_sightings` is what mail came by that may be theirs; `messages` counts it. With `dismissed_at` the person said
///   that it is not, and it is never asked about again.
enum SQLiteOtherAddresses {
  static let script = """
    ALTER TABLE agent_settings ADD COLUMN other_addresses TEXT NOT NULL DEFAULT '[]'
      CHECK (json_valid(other_addresses));
    DROP TRIGGER agent_settings_changed;
    CREATE TRIGGER agent_settings_changed AFTER UPDATE OF active_agents, email_draft_mode, business_hours_only,
      business_hours, time_zone, check_interval_seconds, instructions, signature, undo_seconds, other_addresses
      ON agent_settings BEGIN
      UPDATE agent_settings SET version = OLD.version + 1 WHERE user_id = NEW.user_id;
      UPDATE wanted_revision SET value = value + 1;
    END;

    CREATE TABLE address_sightings (
      user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
      address TEXT NOT NULL,
      is_stamped INTEGER NOT NULL CHECK (is_stamped IN (0, 1)),
      messages INTEGER NOT NULL,
      last_seen_at TEXT NOT NULL,
      dismissed_at TEXT,
      PRIMARY KEY (user_id, address)
    ) WITHOUT ROWID;
    """
}
