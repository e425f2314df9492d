/// What was learned of how somebody answers and writes, what they had remembered, and what models took.
enum PostgreSQLLearned {
  static func script(_ accounts: AccountSource) -> String {
    """
    CREATE TABLE secretary.correspondents (
      user_id \(accounts.id) NOT NULL REFERENCES \(accounts.table) (id) ON DELETE CASCADE,
      address text NOT NULL,
      received bigint NOT NULL,
      answered bigint NOT NULL,
      written bigint NOT NULL,
      is_waiting boolean NOT NULL,
      typical_delay_seconds double precision,
      last_received_at timestamptz,
      last_written_at timestamptz,
      updated_at timestamptz NOT NULL,
      wanted bigint NOT NULL DEFAULT 0,
      dismissed bigint NOT NULL DEFAULT 0,
      PRIMARY KEY (user_id, address)
    );
    CREATE INDEX correspondents_by_time ON secretary.correspondents (user_id, updated_at);

    CREATE TABLE secretary.sender_choices (
      user_id \(accounts.id) NOT NULL REFERENCES \(accounts.table) (id) ON DELETE CASCADE,
      address text NOT NULL,
      choice text NOT NULL CHECK (choice IN ('always', 'never')),
      updated_at timestamptz NOT NULL,
      PRIMARY KEY (user_id, address)
    );

    CREATE TABLE secretary.writing_styles (
      user_id \(accounts.id) NOT NULL REFERENCES \(accounts.table) (id) ON DELETE CASCADE,
      address text NOT NULL,
      language text NOT NULL,
      evidence text NOT NULL CHECK (evidence IN ('letters', 'edits')),
      letters double precision NOT NULL,
      week integer NOT NULL,
      traits jsonb NOT NULL,
      updated_at timestamptz NOT NULL,
      PRIMARY KEY (user_id, address, language, evidence)
    );
    CREATE INDEX writing_styles_by_time ON secretary.writing_styles (user_id, updated_at) WHERE address <> '';

    CREATE TABLE secretary.style_choices (
      user_id \(accounts.id) NOT NULL REFERENCES \(accounts.table) (id) ON DELETE CASCADE,
      language text NOT NULL,
      choices jsonb NOT NULL,
      updated_at timestamptz NOT NULL,
      PRIMARY KEY (user_id, language)
    );

    CREATE TABLE secretary.remembered_facts (
      id text PRIMARY KEY,
      user_id \(accounts.id) NOT NULL REFERENCES \(accounts.table) (id) ON DELETE CASCADE,
      fact text NOT NULL,
      remembered_at timestamptz NOT NULL
    );
    CREATE INDEX remembered_facts_by_user ON secretary.remembered_facts (user_id, remembered_at, id);

    CREATE TABLE secretary.model_usage (
      user_id \(accounts.id) NOT NULL REFERENCES \(accounts.table) (id) ON DELETE CASCADE,
      day date NOT NULL,
      model text NOT NULL,
      purpose text NOT NULL CHECK (purpose IN ('judging', 'writing')),
      calls bigint NOT NULL DEFAULT 0,
      estimated_calls bigint NOT NULL DEFAULT 0,
      prompt_tokens bigint NOT NULL DEFAULT 0,
      cached_tokens bigint NOT NULL DEFAULT 0,
      cache_write_tokens bigint NOT NULL DEFAULT 0,
      completion_tokens bigint NOT NULL DEFAULT 0,
      reasoning_tokens bigint NOT NULL DEFAULT 0,
      cost bigint NOT NULL DEFAULT 0,
      is_begun boolean NOT NULL DEFAULT FALSE,
      begun_prompt_tokens bigint NOT NULL DEFAULT 0,
      begun_completion_tokens bigint NOT NULL DEFAULT 0,
      begun_cost bigint NOT NULL DEFAULT 0,
      updated_at timestamptz NOT NULL,
      PRIMARY KEY (user_id, day, model, purpose)
    );
    CREATE INDEX model_usage_begun ON secretary.model_usage (user_id) WHERE is_begun;
    CREATE INDEX model_usage_by_day ON secretary.model_usage (day, user_id);
    """
  }
}
