import Database

/// The tables on SQLite. What SQLite has no type for: arrays and objects are JSON text, times ISO 8601 text in UTC with
/// milliseconds (`Timestamp`), booleans 0 and 1.
///
/// A released migration never changes; its checksum is compared. A change of the tables is a new one at the end.
enum SQLiteSchema {
  static let migrations = [
    SQLMigration(version: 1, name: "first tables", script: SQLiteFirstTables.script),
    SQLMigration(version: 2, name: "attempts", script: SQLiteAttempts.script),
    SQLMigration(version: 3, name: "life of a draft", script: SQLiteDraftLife.script),
    SQLMigration(version: 4, name: "other addresses", script: SQLiteOtherAddresses.script),
    SQLMigration(version: 5, name: "audit log by time", script: SQLiteAuditIndexes.script),
    SQLMigration(version: 6, name: "worker conditions", script: SQLiteWorkerConditions.script),
    SQLMigration(version: 7, name: "placements of sent drafts", script: SQLiteSentPlacements.script),
    SQLMigration(version: 8, name: "correspondents", script: SQLiteCorrespondents.script),
    SQLMigration(version: 9, name: "past mail", script: SQLitePastMail.script),
    SQLMigration(version: 10, name: "checks of drafts", script: SQLiteDraftChecks.script),
    SQLMigration(version: 11, name: "sender choices", script: SQLiteSenderChoices.script),
    SQLMigration(version: 12, name: "draft requests", script: SQLiteDraftRequests.script),
    SQLMigration(version: 13, name: "model usage", script: SQLiteModelUsage.script),
    SQLMigration(version: 14, name: "writing styles", script: SQLiteWritingStyles.script),
    SQLMigration(version: 15, name: "proposed styles", script: SQLiteProposedStyles.script),
    SQLMigration(version: 16, name: "remembered facts", script: SQLiteRememberedFacts.script),
    SQLMigration(version: 17, name: "kinds of drafts", script: SQLiteDraftKinds.script),
    SQLMigration(version: 18, name: "readable rows", script: SQLiteReadableRows.script),
    SQLMigration(version: 19, name: "changes of sent drafts", script: SQLiteSentChanges.script),
    SQLMigration(version: 20, name: "answers elsewhere", script: SQLiteAnswersElsewhere.script),
    SQLMigration(version: 21, name: "lease holders", script: SQLiteLeaseHolders.script),
    SQLMigration(version: 22, name: "sandboxes", script: SQLiteSandboxes.script),
  ]
}

/// Migration 1.
///
/// - `version` columns count changes a *person* made; triggers do the counting, because people also write these rows through
///   other programs. A worker renewing its tokens is no such change.
/// - `wanted_revision` counts what could change the answer of `active_users`, so that the supervisor asks one number
///   every second instead of all rows.
enum SQLiteFirstTables {
  static let script = """
    CREATE TABLE users (
      id TEXT PRIMARY KEY NOT NULL,
      email_address TEXT NOT NULL,
      google_subject TEXT UNIQUE,
      created_at TEXT NOT NULL
    );
    CREATE UNIQUE INDEX users_by_address ON users (lower(email_address));

    CREATE TABLE gmail_credentials (
      user_id TEXT PRIMARY KEY NOT NULL REFERENCES users (id) ON DELETE CASCADE,
      email_address TEXT NOT NULL,
      access_token TEXT NOT NULL,
      refresh_token TEXT NOT NULL,
      token_expiry TEXT NOT NULL,
      granted_scopes TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(granted_scopes)),
      is_connected INTEGER NOT NULL DEFAULT 0 CHECK (is_connected IN (0, 1)),
      disconnected_reason TEXT,
      version INTEGER NOT NULL DEFAULT 1,
      created_at TEXT NOT NULL,
      updated_at TEXT NOT NULL
    );

    CREATE TABLE agent_settings (
      user_id TEXT PRIMARY KEY NOT NULL REFERENCES users (id) ON DELETE CASCADE,
      active_agents TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(active_agents)),
      email_draft_mode TEXT NOT NULL DEFAULT 'review' CHECK (email_draft_mode IN ('review', 'gmail')),
      business_hours_only INTEGER NOT NULL DEFAULT 0 CHECK (business_hours_only IN (0, 1)),
      business_hours TEXT NOT NULL CHECK (json_valid(business_hours)) DEFAULT
        '{"monday":["09:00-17:00"],"tuesday":["09:00-17:00"],"wednesday":["09:00-17:00"],"thursday":["09:00-17:00"],"friday":["09:00-17:00"]}',
      time_zone TEXT NOT NULL DEFAULT 'UTC',
      check_interval_seconds INTEGER CHECK (check_interval_seconds >= 15),
      instructions TEXT NOT NULL DEFAULT '',
      signature TEXT NOT NULL DEFAULT '',
      check_requested_at TEXT,
      version INTEGER NOT NULL DEFAULT 1,
      created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ')),
      updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ'))
    );

    CREATE VIEW active_users AS
      SELECT settings.user_id, credentials.email_address, settings.version AS settings_version,
        credentials.version AS credentials_version, settings.email_draft_mode, settings.check_interval_seconds,
        settings.check_requested_at
      FROM agent_settings AS settings JOIN gmail_credentials AS credentials ON credentials.user_id = settings.user_id
      WHERE credentials.is_connected AND instr(settings.active_agents, '"email_secretary"') > 0;

    CREATE TABLE wanted_revision (
      only INTEGER PRIMARY KEY CHECK (only = 1),
      value INTEGER NOT NULL
    );
    INSERT INTO wanted_revision (only, value) VALUES (1, 1);

    CREATE TRIGGER agent_settings_added AFTER INSERT ON agent_settings BEGIN
      UPDATE wanted_revision SET value = value + 1;
    END;
    CREATE TRIGGER agent_settings_removed AFTER DELETE ON agent_settings BEGIN
      UPDATE wanted_revision SET value = value + 1;
    END;
    CREATE TRIGGER agent_settings_changed AFTER UPDATE OF active_agents, email_draft_mode, business_hours_only,
      business_hours, time_zone, check_interval_seconds, instructions, signature ON agent_settings BEGIN
      UPDATE agent_settings SET version = OLD.version + 1 WHERE user_id = NEW.user_id;
      UPDATE wanted_revision SET value = value + 1;
    END;
    CREATE TRIGGER agent_settings_check_requested AFTER UPDATE OF check_requested_at ON agent_settings BEGIN
      UPDATE wanted_revision SET value = value + 1;
    END;
    CREATE TRIGGER gmail_credentials_added AFTER INSERT ON gmail_credentials BEGIN
      UPDATE wanted_revision SET value = value + 1;
    END;
    CREATE TRIGGER gmail_credentials_removed AFTER DELETE ON gmail_credentials BEGIN
      UPDATE wanted_revision SET value = value + 1;
    END;
    CREATE TRIGGER gmail_credentials_changed AFTER UPDATE OF email_address, granted_scopes, is_connected
      ON gmail_credentials BEGIN
      UPDATE gmail_credentials SET version = OLD.version + 1 WHERE user_id = NEW.user_id;
      UPDATE wanted_revision SET value = value + 1;
    END;

    CREATE TABLE email_drafts (
      id TEXT PRIMARY KEY NOT NULL,
      user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
      gmail_message_id TEXT NOT NULL,
      gmail_thread_id TEXT NOT NULL,
      gmail_draft_id TEXT,
      recipients TEXT NOT NULL CHECK (json_valid(recipients)),
      subject TEXT NOT NULL,
      body TEXT NOT NULL,
      version INTEGER NOT NULL DEFAULT 1,
      status TEXT NOT NULL DEFAULT 'proposed'
        CHECK (status IN ('proposed', 'approved', 'sending', 'sent', 'dismissed', 'undecided')),
      reason TEXT NOT NULL,
      writer TEXT NOT NULL,
      notice TEXT,
      placement TEXT NOT NULL DEFAULT 'none'
        CHECK (placement IN ('none', 'wanted', 'placing', 'placed', 'abandoned', 'removed', 'kept')),
      placement_problem TEXT,
      placed_version INTEGER,
      placed_message_id TEXT,
      edited_in_gmail INTEGER NOT NULL DEFAULT 0 CHECK (edited_in_gmail IN (0, 1)),
      look_wanted INTEGER NOT NULL DEFAULT 0 CHECK (look_wanted IN (0, 1)),
      rewrite_instruction TEXT,
      sending_since TEXT,
      sent_message_id TEXT,
      next_attempt_at TEXT,
      created_at TEXT NOT NULL,
      updated_at TEXT NOT NULL,
      UNIQUE (user_id, gmail_message_id)
    );
    CREATE INDEX email_drafts_by_thread ON email_drafts (user_id, gmail_thread_id);
    CREATE INDEX email_drafts_by_time ON email_drafts (user_id, created_at);
    CREATE INDEX email_drafts_by_status ON email_drafts (user_id, status, created_at, id);
    -- What every check asks for, and mostly there is none of it. Of indexes that serve a question equally SQLite takes the
    -- one made last, so these come after the larger ones.
    CREATE INDEX email_drafts_to_place ON email_drafts (user_id, status, updated_at, id)
      WHERE placement IN ('wanted', 'placing');
    CREATE INDEX email_drafts_to_look ON email_drafts (user_id, status, updated_at, id) WHERE look_wanted;
    CREATE INDEX email_drafts_to_rewrite ON email_drafts (user_id, status, updated_at, id)
      WHERE rewrite_instruction IS NOT NULL;
    CREATE INDEX email_drafts_to_remove ON email_drafts (user_id, status, updated_at, id)
      WHERE status = 'dismissed' AND placement IN ('placing', 'placed');

    -- What the person sees beside a draft: sealed JSON.
    CREATE TABLE draft_conversations (
      draft_id TEXT PRIMARY KEY NOT NULL REFERENCES email_drafts (id) ON DELETE CASCADE,
      user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
      conversation TEXT NOT NULL
    );
    CREATE INDEX draft_conversations_by_user ON draft_conversations (user_id, draft_id);

    CREATE TABLE mailbox_messages (
      user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
      gmail_message_id TEXT NOT NULL,
      gmail_thread_id TEXT NOT NULL,
      state TEXT NOT NULL DEFAULT 'seen' CHECK (state IN ('seen', 'set_aside', 'drafting', 'drafted', 'failed')),
      reason_code TEXT,
      reason TEXT,
      problem TEXT,
      attempts INTEGER NOT NULL DEFAULT 0,
      retry_at TEXT,
      sender TEXT,
      subject TEXT,
      received_at TEXT,
      wanted_by_user INTEGER NOT NULL DEFAULT 0 CHECK (wanted_by_user IN (0, 1)),
      seen_at TEXT NOT NULL,
      updated_at TEXT NOT NULL,
      PRIMARY KEY (user_id, gmail_message_id)
    ) WITHOUT ROWID;
    CREATE INDEX mailbox_messages_by_time ON mailbox_messages (user_id, seen_at, gmail_message_id);
    CREATE INDEX mailbox_messages_waiting ON mailbox_messages (user_id, retry_at)
      WHERE state IN ('seen', 'drafting', 'failed');
    CREATE INDEX mailbox_messages_due ON mailbox_messages (user_id, seen_at, gmail_message_id)
      WHERE state IN ('seen', 'drafting', 'failed');

    CREATE TABLE mailbox_cursors (
      user_id TEXT PRIMARY KEY NOT NULL REFERENCES users (id) ON DELETE CASCADE,
      history_id TEXT NOT NULL,
      started_at TEXT NOT NULL,
      updated_at TEXT NOT NULL
    );

    CREATE TABLE worker_leases (
      user_id TEXT PRIMARY KEY NOT NULL REFERENCES users (id) ON DELETE CASCADE,
      token TEXT NOT NULL,
      holder_id TEXT NOT NULL,
      program TEXT NOT NULL,
      host TEXT NOT NULL,
      pid INTEGER NOT NULL,
      acquired_at TEXT NOT NULL,
      expires_at TEXT NOT NULL
    );
    CREATE INDEX worker_leases_by_holder ON worker_leases (holder_id);

    CREATE TABLE supervisors (
      id TEXT PRIMARY KEY NOT NULL,
      host TEXT NOT NULL,
      pid INTEGER NOT NULL,
      version TEXT NOT NULL,
      started_at TEXT NOT NULL,
      heartbeat_at TEXT NOT NULL,
      words TEXT NOT NULL,
      starts_per_minute REAL,
      breaker_open INTEGER NOT NULL DEFAULT 0 CHECK (breaker_open IN (0, 1)),
      open_files INTEGER,
      open_files_limit INTEGER
    );

    CREATE TABLE worker_status (
      user_id TEXT PRIMARY KEY NOT NULL REFERENCES users (id) ON DELETE CASCADE,
      supervisor_id TEXT,
      state TEXT NOT NULL DEFAULT 'off',
      state_since TEXT,
      words TEXT NOT NULL DEFAULT '',
      pid INTEGER,
      started_at TEXT,
      ready_at TEXT,
      heartbeat_at TEXT,
      settings_version INTEGER,
      restarts INTEGER NOT NULL DEFAULT 0,
      restarts_last_day INTEGER NOT NULL DEFAULT 0,
      last_exit TEXT,
      last_exit_at TEXT,
      last_exit_lived_seconds REAL,
      next_attempt_at TEXT,
      resident_bytes INTEGER,
      cpu_seconds REAL,
      last_check_at TEXT,
      next_check_at TEXT,
      activity TEXT,
      problem TEXT,
      checks INTEGER NOT NULL DEFAULT 0,
      messages_seen INTEGER NOT NULL DEFAULT 0,
      messages_set_aside INTEGER NOT NULL DEFAULT 0,
      messages_failed INTEGER NOT NULL DEFAULT 0,
      drafts_written INTEGER NOT NULL DEFAULT 0,
      quota_units INTEGER NOT NULL DEFAULT 0,
      last_quota_units INTEGER NOT NULL DEFAULT 0
    );
    CREATE INDEX worker_status_by_supervisor ON worker_status (supervisor_id);

    -- What a user's status counts is counted here, where it happens: a worker killed in mid-check leaves no gap.
    CREATE TRIGGER mailbox_messages_added AFTER INSERT ON mailbox_messages BEGIN
      INSERT INTO worker_status (user_id) VALUES (NEW.user_id) ON CONFLICT (user_id) DO NOTHING;
      UPDATE worker_status SET messages_seen = messages_seen + 1,
        messages_set_aside = messages_set_aside + (NEW.state = 'set_aside'),
        drafts_written = drafts_written + (NEW.state = 'drafted')
      WHERE user_id = NEW.user_id;
    END;
    CREATE TRIGGER mailbox_messages_moved AFTER UPDATE OF state ON mailbox_messages WHEN OLD.state <> NEW.state BEGIN
      UPDATE worker_status SET
        messages_set_aside = messages_set_aside + (NEW.state = 'set_aside') - (OLD.state = 'set_aside'),
        drafts_written = drafts_written + (NEW.state = 'drafted') - (OLD.state = 'drafted')
      WHERE user_id = NEW.user_id;
    END;

    CREATE TABLE web_sessions (
      id_hash TEXT PRIMARY KEY NOT NULL,
      user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
      created_at TEXT NOT NULL,
      last_used_at TEXT NOT NULL,
      expires_at TEXT NOT NULL
    );
    CREATE INDEX web_sessions_by_user ON web_sessions (user_id);

    CREATE TABLE oauth_requests (
      state_hash TEXT PRIMARY KEY NOT NULL,
      browser_hash TEXT NOT NULL,
      user_id TEXT REFERENCES users (id) ON DELETE CASCADE,
      return_to TEXT,
      forces_consent INTEGER NOT NULL DEFAULT 0 CHECK (forces_consent IN (0, 1)),
      created_at TEXT NOT NULL,
      expires_at TEXT NOT NULL,
      used_at TEXT
    );
    CREATE INDEX oauth_requests_by_expiry ON oauth_requests (expires_at);

    CREATE TABLE audit_log (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      user_id TEXT REFERENCES users (id) ON DELETE CASCADE,
      at TEXT NOT NULL,
      actor TEXT NOT NULL,
      action TEXT NOT NULL,
      detail TEXT NOT NULL DEFAULT ''
    );
    CREATE INDEX audit_log_by_user ON audit_log (user_id, id);
    """
}
