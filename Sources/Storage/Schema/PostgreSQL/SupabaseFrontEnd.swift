/// Migration of a Supabase database: what its Data API shows of the tables, and to whom.
///
/// Three views in `public`, which read `secretary` with the rights of whoever asks. Projects differ in what new objects of `public`
/// are granted by themselves, so everything is revoked before anything is granted.
enum SupabaseFrontEnd {
  static let script = [views, grants, policies, SupabaseDraftMoves.script].joined(separator: "\n\n")

  private static let views = """
    CREATE VIEW public.agent_settings WITH (security_invoker = true) AS
      SELECT user_id, active_agents, email_draft_mode, business_hours_only, business_hours, time_zone,
        check_interval_seconds, instructions, signature, check_requested_at, version, created_at, updated_at, undo_seconds,
        other_addresses, strictness, voice, draft_kinds, follow_up_days
      FROM secretary.agent_settings;
    CREATE VIEW public.gmail_credentials WITH (security_invoker = true) AS
      SELECT user_id, email_address, token_expiry, granted_scopes, is_connected, disconnected_reason, version, created_at,
        updated_at
      FROM secretary.gmail_credentials;
    CREATE VIEW public.email_drafts WITH (security_invoker = true) AS
      SELECT id, user_id, gmail_message_id, gmail_thread_id, gmail_draft_id, recipients, subject, body, version, status,
        retirement, touched, reason, writer, notice, thread_news, newest_message_id, placement, placement_problem,
        edited_in_gmail, rewrite_instruction, send_after, sent_message_id, created_at, updated_at, score, checks, kind
      FROM secretary.email_drafts;
    """

  private static let grants = """
    REVOKE ALL ON public.agent_settings, public.gmail_credentials, public.email_drafts
      FROM PUBLIC, anon, authenticated, service_role;
    REVOKE ALL ON ALL TABLES IN SCHEMA secretary FROM anon, authenticated, service_role;
    REVOKE ALL ON ALL SEQUENCES IN SCHEMA secretary FROM anon, authenticated, service_role;
    REVOKE ALL ON ALL FUNCTIONS IN SCHEMA secretary FROM anon, authenticated, service_role;
    REVOKE ALL ON SCHEMA secretary FROM anon, authenticated, service_role;

    GRANT USAGE ON SCHEMA secretary TO authenticated, service_role;
    GRANT SELECT ON public.agent_settings, public.gmail_credentials, public.email_drafts TO authenticated, service_role;
    GRANT INSERT, UPDATE ON public.agent_settings TO authenticated;
    GRANT UPDATE ON public.email_drafts TO authenticated;
    GRANT INSERT, UPDATE, DELETE ON public.agent_settings, public.gmail_credentials TO service_role;
    GRANT UPDATE, DELETE ON public.email_drafts TO service_role;

    GRANT SELECT ON secretary.agent_settings TO authenticated, service_role;
    GRANT SELECT (user_id, email_address, token_expiry, granted_scopes, is_connected, disconnected_reason, version,
      created_at, updated_at) ON secretary.gmail_credentials TO authenticated, service_role;
    GRANT SELECT ON secretary.email_drafts TO authenticated, service_role;
    GRANT INSERT (user_id, active_agents, email_draft_mode, business_hours_only, business_hours, time_zone,
        check_interval_seconds, instructions, signature, check_requested_at, undo_seconds, other_addresses, strictness,
        voice, draft_kinds, follow_up_days),
      UPDATE (user_id, active_agents, email_draft_mode, business_hours_only, business_hours, time_zone,
        check_interval_seconds, instructions, signature, check_requested_at, undo_seconds, other_addresses, strictness,
        voice, draft_kinds, follow_up_days)
      ON secretary.agent_settings TO authenticated;
    GRANT UPDATE (status, body) ON secretary.email_drafts TO authenticated;
    GRANT INSERT, UPDATE, DELETE ON secretary.agent_settings TO service_role;
    GRANT INSERT (user_id, email_address, token_expiry, granted_scopes, is_connected, disconnected_reason),
      UPDATE (user_id, email_address, token_expiry, granted_scopes, is_connected, disconnected_reason, updated_at), DELETE
      ON secretary.gmail_credentials TO service_role;
    GRANT UPDATE (status, body), DELETE ON secretary.email_drafts TO service_role;
    """

  /// People who signed in without an account of theirs have the role `authenticated` as well.
  private static let own = """
    user_id = (SELECT auth.uid()) AND ((SELECT auth.jwt()) ->> 'is_anonymous')::boolean IS NOT TRUE
    """

  private static let policies = """
    CREATE POLICY own_seen ON secretary.agent_settings FOR SELECT TO authenticated
      USING (\(own));
    CREATE POLICY own_made ON secretary.agent_settings FOR INSERT TO authenticated
      WITH CHECK (\(own));
    CREATE POLICY own_changed ON secretary.agent_settings FOR UPDATE TO authenticated
      USING (\(own))
      WITH CHECK (\(own));
    CREATE POLICY own_seen ON secretary.gmail_credentials FOR SELECT TO authenticated
      USING (\(own));
    CREATE POLICY own_seen ON secretary.email_drafts FOR SELECT TO authenticated
      USING (\(own));
    CREATE POLICY own_changed ON secretary.email_drafts FOR UPDATE TO authenticated
      USING (\(own))
      WITH CHECK (\(own));
    """
}
