/// Who serves whom, and how they are. Rows that are written every few seconds have room beside them, so that no index moves.
enum PostgreSQLRunning {
  static func script(_ accounts: AccountSource) -> String {
    """
    CREATE TABLE secretary.worker_leases (
      user_id \(accounts.id) PRIMARY KEY REFERENCES \(accounts.table) (id) ON DELETE CASCADE,
      token text NOT NULL,
      holder_id text NOT NULL,
      acquired_at timestamptz NOT NULL
    );
    CREATE INDEX worker_leases_by_holder ON secretary.worker_leases (holder_id);

    CREATE TABLE secretary.lease_holders (
      id text PRIMARY KEY,
      program text NOT NULL,
      host text NOT NULL,
      pid bigint NOT NULL,
      expires_at timestamptz NOT NULL
    ) WITH (fillfactor = 50);

    CREATE TABLE secretary.supervisors (
      id text PRIMARY KEY,
      host text NOT NULL,
      pid bigint NOT NULL,
      version text NOT NULL,
      started_at timestamptz NOT NULL,
      heartbeat_at timestamptz NOT NULL,
      words text NOT NULL,
      starts_per_minute double precision,
      breaker_open boolean NOT NULL DEFAULT FALSE,
      open_files bigint,
      open_files_limit bigint,
      workers jsonb NOT NULL DEFAULT '{}',
      sandbox text
    ) WITH (fillfactor = 50);

    CREATE TABLE secretary.worker_status (
      user_id \(accounts.id) PRIMARY KEY REFERENCES \(accounts.table) (id) ON DELETE CASCADE,
      supervisor_id text,
      state text NOT NULL DEFAULT 'off',
      state_since timestamptz,
      words text NOT NULL DEFAULT '',
      pid bigint,
      started_at timestamptz,
      ready_at timestamptz,
      heartbeat_at timestamptz,
      settings_version bigint,
      restarts bigint NOT NULL DEFAULT 0,
      restarts_last_day bigint NOT NULL DEFAULT 0,
      last_exit text,
      last_exit_at timestamptz,
      last_exit_lived_seconds double precision,
      next_attempt_at timestamptz,
      resident_bytes bigint,
      cpu_seconds double precision,
      last_check_at timestamptz,
      next_check_at timestamptz,
      activity text,
      problem text,
      checks bigint NOT NULL DEFAULT 0,
      messages_seen bigint NOT NULL DEFAULT 0,
      messages_set_aside bigint NOT NULL DEFAULT 0,
      messages_failed bigint NOT NULL DEFAULT 0,
      drafts_written bigint NOT NULL DEFAULT 0,
      quota_units bigint NOT NULL DEFAULT 0,
      last_quota_units bigint NOT NULL DEFAULT 0,
      checking_since timestamptz,
      reason text,
      detail text,
      limit_seconds double precision,
      failures bigint NOT NULL DEFAULT 0,
      last_end text,
      model_calls bigint NOT NULL DEFAULT 0,
      model_prompt_tokens bigint NOT NULL DEFAULT 0,
      model_completion_tokens bigint NOT NULL DEFAULT 0,
      model_cost bigint NOT NULL DEFAULT 0,
      drafts_sent bigint NOT NULL DEFAULT 0,
      drafts_sent_unchanged bigint NOT NULL DEFAULT 0
    ) WITH (fillfactor = 70);
    CREATE INDEX worker_status_by_supervisor ON secretary.worker_status (supervisor_id);
    """
  }
}
