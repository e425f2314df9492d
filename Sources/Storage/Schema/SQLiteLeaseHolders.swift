/// Migration 21: until when a holder has its leases is said once and not with each of them, so that a supervisor puts off the
/// end of ten thousand by writing one row.
enum SQLiteLeaseHolders {
  static let script = """
    CREATE TABLE lease_holders (
      id TEXT PRIMARY KEY NOT NULL,
      program TEXT NOT NULL,
      host TEXT NOT NULL,
      pid INTEGER NOT NULL,
      expires_at TEXT NOT NULL
    );
    INSERT INTO lease_holders (id, program, host, pid, expires_at)
    SELECT holder_id, max(program), max(host), max(pid), max(expires_at) FROM worker_leases GROUP BY holder_id;
    ALTER TABLE worker_leases DROP COLUMN program;
    ALTER TABLE worker_leases DROP COLUMN host;
    ALTER TABLE worker_leases DROP COLUMN pid;
    ALTER TABLE worker_leases DROP COLUMN expires_at;
    """
}
