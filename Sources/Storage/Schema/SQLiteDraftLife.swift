/// Migration: drafts that are retired by events, sent after an undo time, and approved together with the conversation
/// that was seen.
///
/// - `retirement` says why a draft is `retired`; `thread_news`, what has happened in its conversation since it was written.
/// - `newest_message_id` is the newest message of the conversation that is kept beside the draft: what an approval names.
/// - `touched`: the person changed, approved or restored it, so no event may take it from them.
/// - Messages that were set aside because a draft waited are due again when that draft is closed, whoever closes it.
///
/// SQLite changes no CHECK in place, so the table is made anew. Dropping it would delete the conversations with it; they
/// are put aside meanwhile.
enum SQLiteDraftLife {
  static let script = """
    ALTER TABLE agent_settings ADD COLUMN undo_seconds INTEGER NOT NULL DEFAULT 10
      CHECK (undo_seconds BETWEEN 0 AND 120);
    DROP TRIGGER agent_settings_changed;
    CREATE TRIGGER agent_settings_changed AFTER UPDATE OF active_agents, email_draft_mode, business_hours_only,
      business_hours, time_zone, check_interval_seconds, instructions, signature, undo_seconds ON agent_settings BEGIN
      UPDATE agent_settings SET version = OLD.version + 1 WHERE user_id = NEW.user_id;
      UPDATE wanted_revision SET value = value + 1;
    END;

    CREATE TABLE kept_conversations AS SELECT draft_id, user_id, conversation FROM draft_conversations;
    DROP TABLE draft_conversations;

    CREATE TABLE renewed_drafts (
      id TEXT PRIMARY KEY NOT NULL,
      user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
      gmail_message_id TEXT NOT NULL,
      gmail_thread_id TEXT NOT NULL,
      gmail_draft_id TEXT,
      recipients TEXT NOT NULL CHECK (json_valid(recipients)),
      recipient TEXT,
      subject TEXT NOT NULL,
      body TEXT NOT NULL,
      version INTEGER NOT NULL DEFAULT 1,
      status TEXT NOT NULL DEFAULT 'proposed'
        CHECK (status IN ('proposed', 'approved', 'sending', 'sent', 'undecided', 'dismissed', 'retired')),
      retirement TEXT CHECK (retirement IN ('answered', 'superseded', 'conversation-gone', 'unused')),
      touched INTEGER NOT NULL DEFAULT 0 CHECK (touched IN (0, 1)),
      reason TEXT NOT NULL,
      writer TEXT NOT NULL,
      notice TEXT,
      thread_news TEXT CHECK (thread_news IN ('answered', 'newer-mail', 'gone')),
      newest_message_id TEXT,
      placement TEXT NOT NULL DEFAULT 'none'
        CHECK (placement IN ('none', 'wanted', 'placing', 'placed', 'abandoned', 'removed', 'kept')),
      placement_problem TEXT,
      placed_version INTEGER,
      placed_message_id TEXT,
      edited_in_gmail INTEGER NOT NULL DEFAULT 0 CHECK (edited_in_gmail IN (0, 1)),
      look_wanted INTEGER NOT NULL DEFAULT 0 CHECK (look_wanted IN (0, 1)),
      rewrite_instruction TEXT,
      send_after TEXT,
      sending_since TEXT,
      sent_message_id TEXT,
      next_attempt_at TEXT,
      created_at TEXT NOT NULL,
      updated_at TEXT NOT NULL,
      UNIQUE (user_id, gmail_message_id),
      CHECK ((status = 'retired') = (retirement IS NOT NULL))
    );
    INSERT INTO renewed_drafts (id, user_id, gmail_message_id, gmail_thread_id, gmail_draft_id, recipients, recipient, subject,
      body, version, status, touched, reason, writer, notice, placement, placement_problem, placed_version, placed_message_id,
      edited_in_gmail, look_wanted, rewrite_instruction, sending_since, sent_message_id, next_attempt_at, created_at,
      updated_at)
    SELECT id, user_id, gmail_message_id, gmail_thread_id, gmail_draft_id, recipients, recipient, subject, body, version, status,
      version > 1 OR edited_in_gmail OR rewrite_instruction IS NOT NULL OR status = 'approved', reason, writer, notice,
      placement, placement_problem, placed_version, placed_message_id, edited_in_gmail,
      status IN ('proposed', 'approved'), rewrite_instruction, sending_since, sent_message_id, next_attempt_at,
      created_at, updated_at
    FROM email_drafts;
    DROP TABLE email_drafts;
    ALTER TABLE renewed_drafts RENAME TO email_drafts;
    CREATE INDEX email_drafts_by_thread ON email_drafts (user_id, gmail_thread_id, created_at);
    CREATE INDEX email_drafts_by_time ON email_drafts (user_id, created_at);
    CREATE INDEX email_drafts_by_status ON email_drafts (user_id, status, created_at, id);
    CREATE INDEX email_drafts_to_place ON email_drafts (user_id, status, updated_at, id)
      WHERE placement IN ('wanted', 'placing');
    CREATE INDEX email_drafts_to_look ON email_drafts (user_id, status, updated_at, id) WHERE look_wanted;
    CREATE INDEX email_drafts_to_rewrite ON email_drafts (user_id, status, updated_at, id)
      WHERE rewrite_instruction IS NOT NULL;
    CREATE INDEX email_drafts_to_remove ON email_drafts (user_id, status, updated_at, id)
      WHERE status IN ('dismissed', 'retired') AND placement IN ('placing', 'placed');

    CREATE TABLE draft_conversations (
      draft_id TEXT PRIMARY KEY NOT NULL REFERENCES email_drafts (id) ON DELETE CASCADE,
      user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
      conversation TEXT NOT NULL
    );
    CREATE INDEX draft_conversations_by_user ON draft_conversations (user_id, draft_id);
    INSERT INTO draft_conversations (draft_id, user_id, conversation)
      SELECT draft_id, user_id, conversation FROM kept_conversations;
    DROP TABLE kept_conversations;

    CREATE INDEX mailbox_messages_held ON mailbox_messages (user_id, gmail_thread_id)
      WHERE state = 'set_aside' AND reason_code = 'draft-waiting';
    CREATE INDEX mailbox_messages_behind_own_draft ON mailbox_messages (user_id, gmail_thread_id)
      WHERE state = 'set_aside' AND reason_code = 'own-draft';
    CREATE TRIGGER email_drafts_closed AFTER UPDATE OF status ON email_drafts
      WHEN NEW.status IN ('sent', 'dismissed', 'retired') AND OLD.status NOT IN ('sent', 'dismissed', 'retired') BEGIN
      UPDATE mailbox_messages SET state = 'seen', reason_code = NULL, reason = NULL, attempts = 0, retry_at = NULL,
        updated_at = NEW.updated_at
      WHERE user_id = NEW.user_id AND gmail_thread_id = NEW.gmail_thread_id AND state = 'set_aside'
        AND reason_code = 'draft-waiting';
    END;
    UPDATE mailbox_messages SET state = 'seen', reason_code = NULL, reason = NULL, attempts = 0, retry_at = NULL
      WHERE state = 'set_aside' AND reason_code = 'draft-waiting' AND NOT EXISTS (
        SELECT 1 FROM email_drafts WHERE email_drafts.user_id = mailbox_messages.user_id
          AND email_drafts.gmail_thread_id = mailbox_messages.gmail_thread_id
          AND email_drafts.status NOT IN ('sent', 'dismissed', 'retired'));
    """
}
