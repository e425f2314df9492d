/// What was seen of a mailbox, and what waits there.
enum PostgreSQLMail {
  static func script(_ accounts: AccountSource) -> String {
    """
    CREATE TABLE secretary.mailbox_messages (
      user_id \(accounts.id) NOT NULL REFERENCES \(accounts.table) (id) ON DELETE CASCADE,
      gmail_message_id text NOT NULL,
      gmail_thread_id text NOT NULL,
      state text NOT NULL DEFAULT 'seen' CHECK (state IN ('seen', 'set_aside', 'drafting', 'drafted', 'failed')),
      reason_code text,
      reason text,
      problem text,
      attempts integer NOT NULL DEFAULT 0,
      retry_at timestamptz,
      sender text,
      subject text,
      received_at timestamptz,
      wanted_by_user boolean NOT NULL DEFAULT FALSE,
      seen_at timestamptz NOT NULL,
      updated_at timestamptz NOT NULL,
      begun_at timestamptz,
      is_learned boolean NOT NULL DEFAULT FALSE,
      score double precision CHECK (score BETWEEN 0 AND 1),
      correspondent text,
      PRIMARY KEY (user_id, gmail_message_id)
    );
    CREATE INDEX mailbox_messages_by_time ON secretary.mailbox_messages (user_id, seen_at, gmail_message_id);
    CREATE INDEX mailbox_messages_waiting ON secretary.mailbox_messages (user_id, retry_at)
      WHERE state IN ('seen', 'drafting', 'failed');
    CREATE INDEX mailbox_messages_due ON secretary.mailbox_messages (user_id, seen_at, gmail_message_id)
      WHERE state IN ('seen', 'drafting', 'failed') AND attempts = 0;
    CREATE INDEX mailbox_messages_failing ON secretary.mailbox_messages (user_id, seen_at, gmail_message_id)
      WHERE state IN ('seen', 'drafting', 'failed') AND attempts > 0;
    CREATE INDEX mailbox_messages_held ON secretary.mailbox_messages (user_id, gmail_thread_id)
      WHERE state = 'set_aside' AND reason_code = 'draft-waiting';
    CREATE INDEX mailbox_messages_behind_own_draft ON secretary.mailbox_messages (user_id, gmail_thread_id)
      WHERE state = 'set_aside' AND reason_code = 'own-draft';
    CREATE INDEX mailbox_messages_to_learn ON secretary.mailbox_messages (user_id, seen_at, gmail_message_id)
      WHERE reason_code = 'own-mail' AND NOT is_learned;
    CREATE INDEX mailbox_messages_by_receipt ON secretary.mailbox_messages (user_id, received_at) WHERE score IS NOT NULL;
    CREATE INDEX mailbox_messages_by_correspondent ON secretary.mailbox_messages (user_id, correspondent, received_at)
      WHERE correspondent IS NOT NULL;

    CREATE TABLE secretary.mailbox_cursors (
      user_id \(accounts.id) PRIMARY KEY REFERENCES \(accounts.table) (id) ON DELETE CASCADE,
      history_id text NOT NULL,
      started_at timestamptz NOT NULL,
      updated_at timestamptz NOT NULL,
      past_listed_at timestamptz
    );

    CREATE TABLE secretary.past_messages (
      user_id \(accounts.id) NOT NULL REFERENCES \(accounts.table) (id) ON DELETE CASCADE,
      position integer NOT NULL,
      gmail_message_id text NOT NULL,
      gmail_thread_id text NOT NULL,
      is_own boolean NOT NULL,
      is_read boolean NOT NULL DEFAULT FALSE,
      score double precision CHECK (score BETWEEN 0 AND 1),
      sender text,
      subject text,
      received_at timestamptz,
      PRIMARY KEY (user_id, position)
    );
    CREATE INDEX past_messages_to_read ON secretary.past_messages (user_id, position) WHERE NOT is_read;

    CREATE TABLE secretary.draft_requests (
      user_id \(accounts.id) NOT NULL REFERENCES \(accounts.table) (id) ON DELETE CASCADE,
      gmail_message_id text NOT NULL,
      asked_at timestamptz NOT NULL,
      PRIMARY KEY (user_id, gmail_message_id)
    );

    CREATE TABLE secretary.follow_ups (
      user_id \(accounts.id) NOT NULL REFERENCES \(accounts.table) (id) ON DELETE CASCADE,
      gmail_message_id text NOT NULL,
      gmail_thread_id text NOT NULL,
      due_at timestamptz NOT NULL,
      attempts integer NOT NULL DEFAULT 0,
      PRIMARY KEY (user_id, gmail_message_id)
    );
    CREATE INDEX follow_ups_by_time ON secretary.follow_ups (user_id, due_at);

    CREATE TABLE secretary.address_sightings (
      user_id \(accounts.id) NOT NULL REFERENCES \(accounts.table) (id) ON DELETE CASCADE,
      address text NOT NULL,
      is_stamped boolean NOT NULL,
      messages bigint NOT NULL,
      last_seen_at timestamptz NOT NULL,
      dismissed_at timestamptz,
      PRIMARY KEY (user_id, address)
    );
    """
  }
}
