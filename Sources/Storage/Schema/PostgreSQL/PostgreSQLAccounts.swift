/// Who is connected and what they chose. Whom a worker is for is told by the view `active_users`; what may have changed its answer moves
/// `wanted_revision`.
enum PostgreSQLAccounts {
  static func script(_ accounts: AccountSource) -> String {
    """
    \(accounts.users)

    CREATE TABLE secretary.gmail_credentials (
      user_id \(accounts.id) PRIMARY KEY REFERENCES \(accounts.table) (id) ON DELETE CASCADE,
      email_address text NOT NULL,
      access_token text NOT NULL DEFAULT '',
      refresh_token text NOT NULL DEFAULT '',
      token_expiry timestamptz NOT NULL DEFAULT date_trunc('milliseconds', now())
        CHECK (token_expiry >= '0001-01-01T00:00:00Z' AND token_expiry < '10000-01-01T00:00:00Z'),
      granted_scopes text[] NOT NULL DEFAULT '{}'
        CHECK (array_position(granted_scopes, NULL) IS NULL AND COALESCE(array_ndims(granted_scopes), 1) = 1),
      is_connected boolean NOT NULL DEFAULT FALSE,
      disconnected_reason text,
      version bigint NOT NULL DEFAULT 1,
      created_at timestamptz NOT NULL DEFAULT date_trunc('milliseconds', now()),
      updated_at timestamptz NOT NULL DEFAULT date_trunc('milliseconds', now())
    );

    CREATE TABLE secretary.agent_settings (
      user_id \(accounts.id) PRIMARY KEY REFERENCES \(accounts.table) (id) ON DELETE CASCADE,
      active_agents text[] NOT NULL DEFAULT '{}'
        CHECK (array_position(active_agents, NULL) IS NULL AND COALESCE(array_ndims(active_agents), 1) = 1),
      email_draft_mode text NOT NULL DEFAULT 'review' CHECK (email_draft_mode IN ('review', 'gmail')),
      business_hours_only boolean NOT NULL DEFAULT FALSE,
      business_hours jsonb NOT NULL CHECK (jsonb_typeof(business_hours) = 'object') DEFAULT
        '{"monday":["09:00-17:00"],"tuesday":["09:00-17:00"],"wednesday":["09:00-17:00"],"thursday":["09:00-17:00"],"friday":["09:00-17:00"]}',
      time_zone text NOT NULL DEFAULT 'UTC',
      check_interval_seconds integer CHECK (check_interval_seconds >= 15),
      instructions text NOT NULL DEFAULT '',
      signature text NOT NULL DEFAULT '',
      check_requested_at timestamptz
        CHECK (check_requested_at >= '0001-01-01T00:00:00Z' AND check_requested_at < '10000-01-01T00:00:00Z'),
      version bigint NOT NULL DEFAULT 1,
      created_at timestamptz NOT NULL DEFAULT date_trunc('milliseconds', now()),
      updated_at timestamptz NOT NULL DEFAULT date_trunc('milliseconds', now()),
      undo_seconds integer NOT NULL DEFAULT 10 CHECK (undo_seconds BETWEEN 0 AND 120),
      other_addresses text[] NOT NULL DEFAULT '{}'
        CHECK (array_position(other_addresses, NULL) IS NULL AND COALESCE(array_ndims(other_addresses), 1) = 1),
      strictness text NOT NULL DEFAULT 'everyone' CHECK (strictness IN ('usual', 'known', 'likely', 'everyone')),
      voice text NOT NULL DEFAULT 'own' CHECK (voice IN ('own', 'mirror')),
      draft_kinds text[] NOT NULL DEFAULT '{reply,scheduling}'
        CHECK (array_position(draft_kinds, NULL) IS NULL AND COALESCE(array_ndims(draft_kinds), 1) = 1),
      follow_up_days integer CHECK (follow_up_days BETWEEN 1 AND 30)
    );
    CREATE INDEX agent_settings_active ON secretary.agent_settings (user_id) WHERE 'email_secretary' = ANY (active_agents);

    \(accounts.revision)

    -- Few of the people with settings are active, and each is looked up: a join would read all accounts.
    CREATE VIEW secretary.active_users WITH (security_invoker = true) AS
      SELECT settings.user_id, credentials.email_address, settings.version AS settings_version,
        credentials.version AS credentials_version, settings.email_draft_mode, settings.check_interval_seconds,
        settings.check_requested_at
      FROM secretary.agent_settings AS settings
      JOIN secretary.gmail_credentials AS credentials ON credentials.user_id = settings.user_id
      WHERE credentials.is_connected AND 'email_secretary' = ANY (settings.active_agents)
        AND (SELECT true FROM secretary.users WHERE users.id = settings.user_id);
    """
  }
}
