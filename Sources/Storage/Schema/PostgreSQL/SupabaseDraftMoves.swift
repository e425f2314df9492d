/// What a person may do with a draft through the Data API: change the text of one that is proposed, and move it as `DraftTransition`
/// has it for a person's events. Everything that goes with a move is set here, whatever the request said.
///
/// The rules are those of `DraftDecisions`. A decision there names the version and the newest message that were seen; here the request
/// does, by asking for rows with them (`version=eq.3`).
enum SupabaseDraftMoves {
  /// The moves, from and to. A test compares them with `DraftTransition`.
  static let moves = """
    ('proposed', 'approved'), ('approved', 'proposed'), ('proposed', 'dismissed'), ('approved', 'dismissed'),
        ('undecided', 'dismissed'), ('dismissed', 'proposed'), ('retired', 'proposed'), ('undecided', 'sent'),
        ('undecided', 'proposed')
    """

  static let script = """
    CREATE FUNCTION secretary.decide_draft() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
    BEGIN
      IF NEW.body <> OLD.body THEN
        IF NEW.status <> OLD.status THEN
          RAISE EXCEPTION 'A draft is changed or decided, not both at once.' USING ERRCODE = 'check_violation';
        ELSIF OLD.status <> 'proposed' THEN
          RAISE EXCEPTION 'Only a proposed draft can be changed.' USING ERRCODE = 'check_violation';
        END IF;
        NEW.body := replace(replace(NEW.body, chr(13) || chr(10), chr(10)), chr(13), chr(10));
        IF octet_length(NEW.body) > 65536 THEN
          RAISE EXCEPTION 'The text is longer than 64 KB.' USING ERRCODE = 'check_violation';
        ELSIF translate(NEW.body, \(unseen), '') <> NEW.body THEN
          RAISE EXCEPTION 'The text has characters that nobody sees.' USING ERRCODE = 'check_violation';
        END IF;
        NEW.proposed_body := COALESCE(OLD.proposed_body, OLD.body);
        NEW.version := OLD.version + 1;
        NEW.touched := true;
        NEW.checks := NULL;
        NEW.rewrite_instruction := NULL;
        NEW.notice := NULL;
      ELSIF NEW.status <> OLD.status THEN
        IF (OLD.status, NEW.status) NOT IN (VALUES \(moves)) THEN
          RAISE EXCEPTION 'A draft that is % cannot become %.', OLD.status, NEW.status USING ERRCODE = 'check_violation';
        END IF;
        IF NEW.status = 'approved' THEN
          IF OLD.rewrite_instruction IS NOT NULL OR OLD.edited_in_gmail OR NOT EXISTS (
            SELECT 1 FROM secretary.agent_settings AS settings
            JOIN secretary.gmail_credentials AS credentials ON credentials.user_id = settings.user_id
            WHERE settings.user_id = OLD.user_id AND credentials.is_connected
              AND 'email_secretary' = ANY (settings.active_agents)) THEN
            RAISE EXCEPTION 'This draft cannot be sent now: it is being written again, was changed in Gmail, or the secretary is off.'
              USING ERRCODE = 'check_violation';
          ELSIF position(']]' IN substr(OLD.body, NULLIF(position('[[' IN OLD.body), 0) + 2)) > 0 THEN
            RAISE EXCEPTION 'This draft has gaps to fill in.' USING ERRCODE = 'check_violation';
          END IF;
          NEW.send_after := date_trunc('milliseconds', now()) + make_interval(secs => COALESCE(
            (SELECT undo_seconds FROM secretary.agent_settings WHERE user_id = OLD.user_id), 10));
        ELSE
          NEW.rewrite_instruction := NULL;
          NEW.sending_since := NULL;
        END IF;
        NEW.notice := NULL;
        NEW.next_attempt_at := NULL;
        NEW.retirement := NULL;
        NEW.touched := OLD.touched OR NEW.status IN ('proposed', 'approved');
        IF OLD.status IN ('dismissed', 'retired') THEN
          NEW.look_wanted := true;
          NEW.placement := CASE
            WHEN OLD.placement = 'kept' AND OLD.gmail_draft_id IS NULL THEN 'placing'
            WHEN OLD.placement = 'kept' THEN 'placed'
            WHEN OLD.placement = 'removed' AND EXISTS (SELECT 1 FROM secretary.agent_settings
              WHERE user_id = OLD.user_id AND email_draft_mode = 'gmail') THEN 'placing'
            ELSE OLD.placement END;
          IF OLD.placement = 'removed' THEN
            NEW.gmail_draft_id := NULL;
            NEW.placed_message_id := NULL;
            NEW.placed_version := NULL;
          END IF;
        END IF;
      ELSE
        RETURN OLD;
      END IF;
      NEW.updated_at := date_trunc('milliseconds', now());
      RETURN NEW;
    END
    $$;
    CREATE TRIGGER email_drafts_decided BEFORE UPDATE ON secretary.email_drafts FOR EACH ROW
      WHEN (current_user IN ('authenticated', 'service_role')) EXECUTE FUNCTION secretary.decide_draft();

    CREATE FUNCTION secretary.record_decision() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
    DECLARE
      action text := CASE
        WHEN NEW.body <> OLD.body THEN 'changed a draft'
        WHEN NEW.status = 'approved' THEN 'approved a draft'
        WHEN OLD.status = 'undecided' THEN 'settled a draft as ' || NEW.status
        WHEN NEW.status = 'dismissed' THEN 'dismissed a draft'
        WHEN OLD.status = 'approved' THEN 'took back a draft'
        ELSE 'restored a draft' END;
    BEGIN
      INSERT INTO secretary.audit_log (user_id, at, actor, action, detail)
        VALUES (NEW.user_id, NEW.updated_at, NEW.user_id::text, action, NEW.id);
      IF action NOT IN ('changed a draft', 'took back a draft') THEN
        UPDATE secretary.agent_settings SET check_requested_at = NEW.updated_at WHERE user_id = NEW.user_id;
      END IF;
      RETURN NULL;
    END
    $$;
    CREATE TRIGGER email_drafts_recorded AFTER UPDATE ON secretary.email_drafts FOR EACH ROW
      WHEN (current_user IN ('authenticated', 'service_role')
        AND (NEW.status <> OLD.status OR NEW.body <> OLD.body)) EXECUTE FUNCTION secretary.record_decision();

    CREATE FUNCTION secretary.stamp_settings() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
    BEGIN
      NEW.updated_at := date_trunc('milliseconds', now());
      RETURN NEW;
    END
    $$;
    CREATE TRIGGER agent_settings_stamped BEFORE UPDATE ON secretary.agent_settings FOR EACH ROW
      WHEN (current_user IN ('authenticated', 'service_role')) EXECUTE FUNCTION secretary.stamp_settings();
    REVOKE ALL ON FUNCTION secretary.decide_draft(), secretary.record_decision(), secretary.stamp_settings()
      FROM PUBLIC, anon, authenticated, service_role;
    """

  /// Control characters but line end and tab, and what has no width.
  private static let unseen = """
    (SELECT string_agg(chr(code), '') FROM generate_series(1, 31) AS code WHERE code NOT IN (9, 10)) || chr(127)
            || chr(173) || chr(8203) || chr(8288) || chr(65279)
    """
}
