/// Migration: the audit log is read newest first, over all users or of one, and never further back than was asked.
enum SQLiteAuditIndexes {
  static let script = """
    CREATE INDEX audit_log_by_time ON audit_log (at, id);
    DROP INDEX audit_log_by_user;
    CREATE INDEX audit_log_by_user ON audit_log (user_id, at, id);
    """
}
