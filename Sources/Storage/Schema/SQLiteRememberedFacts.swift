/// Migration: what a person had remembered.
///
/// - `remembered_facts` has one line each, sealed, as it is their own writing about themselves.
enum SQLiteRememberedFacts {
  static let script = """
    CREATE TABLE remembered_facts (
      id TEXT PRIMARY KEY NOT NULL,
      user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
      fact TEXT NOT NULL,
      remembered_at TEXT NOT NULL
    );
    CREATE INDEX remembered_facts_by_user ON remembered_facts (user_id, remembered_at, id);
    """
}
