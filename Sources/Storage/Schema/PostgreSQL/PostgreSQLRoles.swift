/// The roles of the programs, and what each may do and see. They own nothing and pass by no row level security.
///
/// - `secretary_worker` is what statements of a worker run as: the rows of `secretary.acting_user()`, whatever a statement forgets to say.
/// - `secretary_store` may become it, and finds out whose a lease token is. It inherits nothing of it.
/// - `secretary_supervisor` reads who is to be served, and writes leases and status. No mail, no token.
/// - `secretary_web` does what people do.
///
/// The owner of the tables, as whom `migrate` and commands about people and keys run, sees everything, and may become a worker as well.
/// Roles belong to the whole server, and those that are there stay as they are; they get a password and LOGIN from whoever runs it.
enum PostgreSQLRoles {
  static func script(_ accounts: AccountSource) -> String {
    [
      roles, PostgreSQLGrants.script(accounts), PostgreSQLPolicies.script(accounts),
    ].joined(separator: "\n\n")
  }

  private static let roles = """
    DO $$
    DECLARE
      role text;
    BEGIN
      FOREACH role IN ARRAY ARRAY['secretary_supervisor', 'secretary_store', 'secretary_web', 'secretary_worker'] LOOP
        CONTINUE WHEN EXISTS (SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = role);
        -- Another database of the server may be made at the same time.
        BEGIN
          EXECUTE pg_catalog.format('CREATE ROLE %I NOLOGIN NOINHERIT', role);
          EXECUTE pg_catalog.format('ALTER ROLE %I SET search_path = %L', role, '');
          EXECUTE pg_catalog.format('ALTER ROLE %I SET statement_timeout = %L', role, '30s');
          EXECUTE pg_catalog.format('ALTER ROLE %I SET lock_timeout = %L', role, '10s');
          EXECUTE pg_catalog.format('ALTER ROLE %I SET idle_in_transaction_session_timeout = %L', role, '60s');
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
          CONTINUE;
        END;
      END LOOP;
      FOREACH role IN ARRAY ARRAY['secretary_store', current_user::text] LOOP
        CONTINUE WHEN pg_catalog.pg_has_role(role, 'secretary_worker', 'MEMBER');
        BEGIN
          EXECUTE pg_catalog.format('GRANT secretary_worker TO %I', role);
        EXCEPTION WHEN unique_violation THEN
          CONTINUE;
        END;
      END LOOP;
    END
    $$;
    """
}
