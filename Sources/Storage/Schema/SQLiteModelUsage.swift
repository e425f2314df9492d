/// Migration: what is taken of language models.
///
/// - `model_usage` has a row for each day of a user's, model and purpose. A call that is under way stands in `begun_…` at the most
///   that it can take, so that a worker that is killed leaves a trace of it. Amounts are millionths of the currency's unit.
/// - What a user's status counts is counted by triggers, like all of it; days that are forgotten take nothing away.
/// - `email_drafts.usage` has in JSON what a draft took to write: numbers only.
enum SQLiteModelUsage {
  static let script = """
    CREATE TABLE model_usage (
      user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
      day TEXT NOT NULL,
      model TEXT NOT NULL,
      purpose TEXT NOT NULL CHECK (purpose IN ('judging', 'writing')),
      calls INTEGER NOT NULL DEFAULT 0,
      estimated_calls INTEGER NOT NULL DEFAULT 0,
      prompt_tokens INTEGER NOT NULL DEFAULT 0,
      cached_tokens INTEGER NOT NULL DEFAULT 0,
      cache_write_tokens INTEGER NOT NULL DEFAULT 0,
      completion_tokens INTEGER NOT NULL DEFAULT 0,
      reasoning_tokens INTEGER NOT NULL DEFAULT 0,
      cost INTEGER NOT NULL DEFAULT 0,
      is_begun INTEGER NOT NULL DEFAULT 0 CHECK (is_begun IN (0, 1)),
      begun_prompt_tokens INTEGER NOT NULL DEFAULT 0,
      begun_completion_tokens INTEGER NOT NULL DEFAULT 0,
      begun_cost INTEGER NOT NULL DEFAULT 0,
      updated_at TEXT NOT NULL,
      PRIMARY KEY (user_id, day, model, purpose)
    ) WITHOUT ROWID;
    CREATE INDEX model_usage_begun ON model_usage (user_id) WHERE is_begun;
    CREATE INDEX model_usage_by_day ON model_usage (day, user_id);

    ALTER TABLE worker_status ADD COLUMN model_calls INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE worker_status ADD COLUMN model_prompt_tokens INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE worker_status ADD COLUMN model_completion_tokens INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE worker_status ADD COLUMN model_cost INTEGER NOT NULL DEFAULT 0;

    CREATE TRIGGER model_usage_counted AFTER UPDATE OF calls ON model_usage WHEN NEW.calls <> OLD.calls BEGIN
      INSERT INTO worker_status (user_id) VALUES (NEW.user_id) ON CONFLICT (user_id) DO NOTHING;
      UPDATE worker_status SET model_calls = model_calls + NEW.calls - OLD.calls,
        model_prompt_tokens = model_prompt_tokens + NEW.prompt_tokens - OLD.prompt_tokens,
        model_completion_tokens = model_completion_tokens + NEW.completion_tokens - OLD.completion_tokens,
        model_cost = model_cost + NEW.cost - OLD.cost
      WHERE user_id = NEW.user_id;
    END;

    ALTER TABLE email_drafts ADD COLUMN usage TEXT;
    """
}
