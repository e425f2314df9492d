/// What follows from a change, whoever makes it: people also write these rows through other programs.
enum PostgreSQLChanges {
  static func script(_ accounts: AccountSource) -> String {
    """
    -- What a supervisor is to notice moves the revision; what a form shows moves the version. Both happen for whoever writes, who
    -- need have no rights to either.
    CREATE FUNCTION secretary.move_revision() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
    BEGIN
      UPDATE \(accounts.revisionTable) SET value = value + 1 WHERE "only" = 1;
      RETURN NULL;
    END
    $$;
    CREATE FUNCTION secretary.move_version() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
    BEGIN
      NEW.version := OLD.version + 1;
      RETURN NEW;
    END
    $$;
    CREATE TRIGGER agent_settings_added_or_removed AFTER INSERT OR DELETE ON secretary.agent_settings
      FOR EACH ROW EXECUTE FUNCTION secretary.move_revision();
    CREATE TRIGGER agent_settings_versioned BEFORE UPDATE OF active_agents, email_draft_mode, business_hours_only,
      business_hours, time_zone, check_interval_seconds, instructions, signature, undo_seconds, other_addresses, strictness,
      voice, draft_kinds, follow_up_days ON secretary.agent_settings
      FOR EACH ROW EXECUTE FUNCTION secretary.move_version();
    CREATE TRIGGER agent_settings_changed AFTER UPDATE OF active_agents, email_draft_mode, business_hours_only,
      business_hours, time_zone, check_interval_seconds, instructions, signature, check_requested_at, undo_seconds,
      other_addresses, strictness, voice, draft_kinds, follow_up_days ON secretary.agent_settings
      FOR EACH ROW EXECUTE FUNCTION secretary.move_revision();
    CREATE TRIGGER gmail_credentials_added_or_removed AFTER INSERT OR DELETE ON secretary.gmail_credentials
      FOR EACH ROW EXECUTE FUNCTION secretary.move_revision();
    CREATE TRIGGER gmail_credentials_versioned BEFORE UPDATE OF email_address, granted_scopes, is_connected
      ON secretary.gmail_credentials FOR EACH ROW EXECUTE FUNCTION secretary.move_version();
    CREATE TRIGGER gmail_credentials_changed AFTER UPDATE OF email_address, granted_scopes, is_connected
      ON secretary.gmail_credentials FOR EACH ROW EXECUTE FUNCTION secretary.move_revision();

    CREATE FUNCTION secretary.end_follow_ups() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
    BEGIN
      DELETE FROM secretary.follow_ups WHERE user_id = NEW.user_id;
      RETURN NULL;
    END
    $$;
    CREATE TRIGGER follow_ups_switched_off AFTER UPDATE OF follow_up_days ON secretary.agent_settings
      FOR EACH ROW WHEN (NEW.follow_up_days IS NULL) EXECUTE FUNCTION secretary.end_follow_ups();

    CREATE FUNCTION secretary.release_held_messages() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
    AS $$
    BEGIN
      UPDATE secretary.mailbox_messages SET state = 'seen', reason_code = NULL, reason = NULL, attempts = 0, retry_at = NULL,
        updated_at = NEW.updated_at
      WHERE user_id = NEW.user_id AND gmail_thread_id = NEW.gmail_thread_id AND state = 'set_aside'
        AND reason_code = 'draft-waiting';
      RETURN NULL;
    END
    $$;
    CREATE TRIGGER email_drafts_closed AFTER UPDATE OF status ON secretary.email_drafts FOR EACH ROW
      WHEN (NEW.status IN ('sent', 'dismissed', 'retired') AND OLD.status NOT IN ('sent', 'dismissed', 'retired'))
      EXECUTE FUNCTION secretary.release_held_messages();
    """
  }
}
