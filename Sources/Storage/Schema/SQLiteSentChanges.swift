/// Migration: how far what was sent is from what was proposed.
///
/// - `email_drafts.proposed_body` is the text as its writer left it, from when the person changes it here until what was sent is
///   compared with it.
/// - `edit_distance` counts the words that are others in what was sent, of `compared_words` in all; nothing before it was compared.
/// - `worker_status` counts, by a trigger, drafts that were compared, and those of which not a word was another.
enum SQLiteSentChanges {
  static let script = """
    ALTER TABLE email_drafts ADD COLUMN proposed_body TEXT;
    ALTER TABLE email_drafts ADD COLUMN edit_distance INTEGER CHECK (edit_distance >= 0);
    ALTER TABLE email_drafts ADD COLUMN compared_words INTEGER CHECK (compared_words >= edit_distance);

    ALTER TABLE worker_status ADD COLUMN drafts_sent INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE worker_status ADD COLUMN drafts_sent_unchanged INTEGER NOT NULL DEFAULT 0;

    CREATE TRIGGER email_drafts_compared AFTER UPDATE OF edit_distance ON email_drafts
      WHEN OLD.edit_distance IS NULL AND NEW.edit_distance IS NOT NULL BEGIN
      INSERT INTO worker_status (user_id) VALUES (NEW.user_id) ON CONFLICT (user_id) DO NOTHING;
      UPDATE worker_status SET drafts_sent = drafts_sent + 1,
        drafts_sent_unchanged = drafts_sent_unchanged + (NEW.edit_distance = 0)
      WHERE user_id = NEW.user_id;
    END;
    """
}
