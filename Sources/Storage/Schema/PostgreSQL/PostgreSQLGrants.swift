/// What each program's role may do at all; which rows is in `PostgreSQLPolicies`.
enum PostgreSQLGrants {
  static func script(_ accounts: AccountSource) -> String {
    let users = accounts == .own ? "SELECT, INSERT, UPDATE" : "SELECT"
    return """
      REVOKE ALL ON SCHEMA secretary FROM PUBLIC;
      REVOKE ALL ON ALL TABLES IN SCHEMA secretary FROM PUBLIC;
      REVOKE ALL ON ALL SEQUENCES IN SCHEMA secretary FROM PUBLIC;
      REVOKE ALL ON ALL FUNCTIONS IN SCHEMA secretary FROM PUBLIC;
      GRANT USAGE ON SCHEMA secretary TO secretary_supervisor, secretary_store, secretary_web, secretary_worker;
      GRANT EXECUTE ON FUNCTION secretary.acting_user() TO secretary_supervisor, secretary_web, secretary_worker;
      GRANT SELECT ON secretary.schema_migrations
        TO secretary_supervisor, secretary_store, secretary_web, secretary_worker;

      GRANT SELECT ON secretary.users, secretary.active_users, secretary.agent_settings, secretary.gmail_credentials,
        secretary.email_drafts, secretary.draft_conversations, secretary.mailbox_messages, secretary.mailbox_cursors,
        secretary.past_messages, secretary.draft_requests, secretary.follow_ups, secretary.address_sightings,
        secretary.correspondents, secretary.sender_choices, secretary.writing_styles, secretary.style_choices,
        secretary.remembered_facts, secretary.model_usage, secretary.worker_leases, secretary.worker_status
        TO secretary_worker;
      GRANT INSERT, UPDATE ON secretary.email_drafts, secretary.mailbox_messages, secretary.mailbox_cursors,
        secretary.worker_status TO secretary_worker;
      GRANT INSERT, UPDATE, DELETE ON secretary.draft_conversations, secretary.past_messages, secretary.draft_requests,
        secretary.follow_ups, secretary.address_sightings, secretary.correspondents, secretary.writing_styles,
        secretary.model_usage TO secretary_worker;
      GRANT UPDATE (access_token, refresh_token, token_expiry, is_connected, disconnected_reason, updated_at)
        ON secretary.gmail_credentials TO secretary_worker;
      GRANT UPDATE (check_requested_at) ON secretary.agent_settings TO secretary_worker;
      GRANT INSERT ON secretary.audit_log TO secretary_worker;

      GRANT SELECT (user_id, token) ON secretary.worker_leases TO secretary_store;

      GRANT SELECT ON secretary.users, secretary.active_users, secretary.wanted_revision, secretary.agent_settings,
        secretary.model_usage, secretary.audit_log TO secretary_supervisor;
      GRANT SELECT (user_id, email_address, token_expiry, granted_scopes, is_connected, disconnected_reason, version,
        created_at, updated_at) ON secretary.gmail_credentials TO secretary_supervisor;
      GRANT SELECT, INSERT, UPDATE, DELETE ON secretary.worker_leases, secretary.lease_holders, secretary.supervisors,
        secretary.worker_status TO secretary_supervisor;

      GRANT SELECT ON secretary.active_users, secretary.wanted_revision, secretary.mailbox_messages,
        secretary.mailbox_cursors, secretary.past_messages, secretary.draft_requests, secretary.follow_ups,
        secretary.model_usage, secretary.worker_leases, secretary.lease_holders, secretary.supervisors,
        secretary.worker_status, secretary.audit_log TO secretary_web;
      GRANT \(users) ON secretary.users TO secretary_web;
      GRANT SELECT, INSERT, UPDATE ON secretary.agent_settings, secretary.gmail_credentials TO secretary_web;
      GRANT SELECT, UPDATE ON secretary.email_drafts, secretary.draft_conversations TO secretary_web;
      GRANT INSERT, UPDATE ON secretary.mailbox_messages, secretary.mailbox_cursors TO secretary_web;
      GRANT DELETE ON secretary.mailbox_cursors, secretary.past_messages, secretary.draft_requests, secretary.worker_leases
        TO secretary_web;
      GRANT SELECT, INSERT, UPDATE, DELETE ON secretary.address_sightings, secretary.correspondents,
        secretary.sender_choices, secretary.writing_styles, secretary.style_choices, secretary.remembered_facts,
        secretary.web_sessions, secretary.oauth_requests TO secretary_web;
      GRANT INSERT ON secretary.audit_log TO secretary_web;\(revision(accounts))
      """
  }

  /// The view reads the table with the rights of whoever asks.
  private static func revision(_ accounts: AccountSource) -> String {
    switch accounts {
    case .own: ""
    case .supabase:
      """

      GRANT SELECT ON secretary.wanted_changes TO secretary_supervisor, secretary_web;
      """
    }
  }
}
