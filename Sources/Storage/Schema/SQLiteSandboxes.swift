/// Migration 22: what confines the workers of a supervisor, so that `status` says it from anywhere.
enum SQLiteSandboxes {
  static let script = "ALTER TABLE supervisors ADD COLUMN sandbox TEXT;"
}
