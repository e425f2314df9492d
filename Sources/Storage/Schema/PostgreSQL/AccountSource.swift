/// Where the accounts are kept that all rows belong to, and what follows from it for the tables. The statements of the product are
/// the same for both: a parameter takes the type of the column beside it.
package enum AccountSource: Sendable, CaseIterable {
  /// In a table of ours. Ids are any plain texts.
  case own
  /// In Supabase's `auth.users`, whose ids are UUIDs. `secretary.users` is a view of those who may act.
  case supabase

  /// The type of a user's id.
  var id: String {
    switch self {
    case .own: "text"
    case .supabase: "uuid"
    }
  }

  /// What the rows of a user refer to, and go with.
  var table: String {
    switch self {
    case .own: "secretary.users"
    case .supabase: "auth.users"
    }
  }

  /// What counts changes; people read `wanted_revision`.
  var revisionTable: String {
    switch self {
    case .own: "secretary.wanted_revision"
    case .supabase: "secretary.wanted_changes"
    }
  }

  /// Statements that make `users`.
  var users: String {
    switch self {
    case .own:
      """
      CREATE TABLE secretary.users (
        id text PRIMARY KEY,
        email_address text NOT NULL,
        google_subject text UNIQUE,
        created_at timestamptz NOT NULL
          CHECK (created_at >= '0001-01-01T00:00:00Z' AND created_at < '10000-01-01T00:00:00Z')
      );
      CREATE UNIQUE INDEX users_by_address ON secretary.users (lower(email_address));
      """
    case .supabase:
      // It reads `auth.users` with its owner's rights, who alone has any there, so it must itself show a worker only its user.
      // Phones have accounts without an address, and accounts of one address may be two (single sign-on).
      """
      CREATE VIEW secretary.users WITH (security_barrier = true) AS
        SELECT id, COALESCE(NULLIF(email, ''), id::text) AS email_address, NULL::text AS google_subject,
          COALESCE(created_at, 'epoch') AS created_at
        FROM auth.users
        WHERE deleted_at IS NULL AND (banned_until IS NULL OR banned_until <= now()) AND NOT is_anonymous
          AND (id = (SELECT secretary.acting_user()) OR current_user <> 'secretary_worker');
      """
    }
  }

  /// Statements that make `wanted_revision`.
  var revision: String {
    let count = """
      CREATE TABLE \(revisionTable) (
        "only" integer PRIMARY KEY CHECK ("only" = 1),
        value bigint NOT NULL
      );
      INSERT INTO \(revisionTable) ("only", value) VALUES (1, 1);
      """
    switch self {
    case .own: return count
    case .supabase:
      // Accounts are banned and deleted without a word to us, so the answer is asked for once a minute whatever happens.
      return count + """

        CREATE VIEW secretary.wanted_revision WITH (security_invoker = true) AS
          SELECT "only", value + floor(extract(epoch FROM now()) / 60)::bigint AS value FROM secretary.wanted_changes;
        """
    }
  }
}
