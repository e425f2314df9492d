/// Drafts, and the sealed conversations beside them. The ids are texts: they arrive in addresses of pages and in headers of mail, and
/// what is none is to be not found instead of an error.
enum PostgreSQLDrafts {
  static func script(_ accounts: AccountSource) -> String {
    """
    CREATE TABLE secretary.email_drafts (
      id text PRIMARY KEY,
      user_id \(accounts.id) NOT NULL REFERENCES \(accounts.table) (id) ON DELETE CASCADE,
      gmail_message_id text NOT NULL,
      gmail_thread_id text NOT NULL,
      gmail_draft_id text,
      recipients jsonb NOT NULL,
      recipient text,
      subject text NOT NULL,
      body text NOT NULL,
      version bigint NOT NULL DEFAULT 1,
      status text NOT NULL DEFAULT 'proposed'
        CHECK (status IN ('proposed', 'approved', 'sending', 'sent', 'undecided', 'dismissed', 'retired')),
      retirement text CHECK (retirement IN ('answered', 'superseded', 'conversation-gone', 'unused')),
      touched boolean NOT NULL DEFAULT FALSE,
      reason text NOT NULL,
      writer text NOT NULL,
      notice text,
      thread_news text CHECK (thread_news IN ('answered', 'newer-mail', 'gone')),
      newest_message_id text,
      placement text NOT NULL DEFAULT 'none'
        CHECK (placement IN ('none', 'wanted', 'placing', 'placed', 'abandoned', 'removed', 'kept')),
      placement_problem text,
      placed_version bigint,
      placed_message_id text,
      edited_in_gmail boolean NOT NULL DEFAULT FALSE,
      look_wanted boolean NOT NULL DEFAULT FALSE,
      rewrite_instruction text,
      send_after timestamptz,
      sending_since timestamptz,
      sent_message_id text,
      next_attempt_at timestamptz,
      created_at timestamptz NOT NULL,
      updated_at timestamptz NOT NULL,
      score double precision CHECK (score BETWEEN 0 AND 1),
      checks jsonb,
      own_words text NOT NULL DEFAULT '',
      usage jsonb,
      proposed_style jsonb,
      kind text NOT NULL DEFAULT 'reply' CHECK (kind IN ('reply', 'scheduling', 'follow-up')),
      proposed_body text,
      edit_distance bigint CHECK (edit_distance >= 0),
      compared_words bigint CHECK (compared_words >= edit_distance),
      UNIQUE (user_id, gmail_message_id),
      CHECK ((status = 'retired') = (retirement IS NOT NULL))
    );
    CREATE INDEX email_drafts_by_thread ON secretary.email_drafts (user_id, gmail_thread_id, created_at);
    CREATE INDEX email_drafts_by_time ON secretary.email_drafts (user_id, created_at);
    CREATE INDEX email_drafts_by_status ON secretary.email_drafts (user_id, status, created_at, id);
    CREATE INDEX email_drafts_to_place ON secretary.email_drafts (user_id, status, updated_at, id)
      WHERE placement IN ('wanted', 'placing');
    CREATE INDEX email_drafts_to_look ON secretary.email_drafts (user_id, status, updated_at, id) WHERE look_wanted;
    CREATE INDEX email_drafts_to_rewrite ON secretary.email_drafts (user_id, status, updated_at, id)
      WHERE rewrite_instruction IS NOT NULL;
    CREATE INDEX email_drafts_to_remove ON secretary.email_drafts (user_id, status, updated_at, id)
      WHERE status IN ('dismissed', 'retired') AND placement IN ('placing', 'placed');

    CREATE TABLE secretary.draft_conversations (
      draft_id text PRIMARY KEY REFERENCES secretary.email_drafts (id) ON DELETE CASCADE,
      user_id \(accounts.id) NOT NULL REFERENCES \(accounts.table) (id) ON DELETE CASCADE,
      conversation text NOT NULL
    );
    CREATE INDEX draft_conversations_by_user ON secretary.draft_conversations (user_id, draft_id);
    """
  }
}
