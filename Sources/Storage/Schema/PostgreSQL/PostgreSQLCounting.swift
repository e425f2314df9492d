/// What a user's status counts is counted where it happens: a worker killed in mid-check leaves no gap.
enum PostgreSQLCounting {
  static let script = """
    CREATE FUNCTION secretary.count_message() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
    BEGIN
      INSERT INTO secretary.worker_status AS status (user_id, messages_seen, messages_set_aside, drafts_written)
      VALUES (NEW.user_id, 1, (NEW.state = 'set_aside')::int, (NEW.state = 'drafted')::int)
      ON CONFLICT (user_id) DO UPDATE SET messages_seen = status.messages_seen + 1,
        messages_set_aside = status.messages_set_aside + excluded.messages_set_aside,
        drafts_written = status.drafts_written + excluded.drafts_written;
      RETURN NULL;
    END
    $$;
    CREATE TRIGGER mailbox_messages_added AFTER INSERT ON secretary.mailbox_messages
      FOR EACH ROW EXECUTE FUNCTION secretary.count_message();
    CREATE FUNCTION secretary.count_move() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
    BEGIN
      UPDATE secretary.worker_status SET
        messages_set_aside = messages_set_aside + (NEW.state = 'set_aside')::int - (OLD.state = 'set_aside')::int,
        drafts_written = drafts_written + (NEW.state = 'drafted')::int - (OLD.state = 'drafted')::int
      WHERE user_id = NEW.user_id;
      RETURN NULL;
    END
    $$;
    CREATE TRIGGER mailbox_messages_moved AFTER UPDATE OF state ON secretary.mailbox_messages
      FOR EACH ROW WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION secretary.count_move();
    CREATE FUNCTION secretary.count_model_use() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
    BEGIN
      INSERT INTO secretary.worker_status AS status
        (user_id, model_calls, model_prompt_tokens, model_completion_tokens, model_cost)
      VALUES (NEW.user_id, NEW.calls - OLD.calls, NEW.prompt_tokens - OLD.prompt_tokens,
        NEW.completion_tokens - OLD.completion_tokens, NEW.cost - OLD.cost)
      ON CONFLICT (user_id) DO UPDATE SET model_calls = status.model_calls + excluded.model_calls,
        model_prompt_tokens = status.model_prompt_tokens + excluded.model_prompt_tokens,
        model_completion_tokens = status.model_completion_tokens + excluded.model_completion_tokens,
        model_cost = status.model_cost + excluded.model_cost;
      RETURN NULL;
    END
    $$;
    CREATE TRIGGER model_usage_counted AFTER UPDATE OF calls ON secretary.model_usage
      FOR EACH ROW WHEN (NEW.calls <> OLD.calls) EXECUTE FUNCTION secretary.count_model_use();
    CREATE FUNCTION secretary.count_comparison() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
    BEGIN
      INSERT INTO secretary.worker_status AS status (user_id, drafts_sent, drafts_sent_unchanged)
      VALUES (NEW.user_id, 1, (NEW.edit_distance = 0)::int)
      ON CONFLICT (user_id) DO UPDATE SET drafts_sent = status.drafts_sent + 1,
        drafts_sent_unchanged = status.drafts_sent_unchanged + excluded.drafts_sent_unchanged;
      RETURN NULL;
    END
    $$;
    CREATE TRIGGER email_drafts_compared AFTER UPDATE OF edit_distance ON secretary.email_drafts
      FOR EACH ROW WHEN (OLD.edit_distance IS NULL AND NEW.edit_distance IS NOT NULL)
      EXECUTE FUNCTION secretary.count_comparison();
    """
}
