/// Migration: what workers and supervisors are doing, as values that whoever reads them makes words from.
///
/// - `worker_status.reason`, `detail`, `limit_seconds` and `failures` are what belongs to `state` (`WorkerConditionRow`);
///   `last_end` is how the last process ended (`WorkerExitText`).
/// - `supervisors.workers` counts workers by state (`FleetCountsText`).
/// - `worker_status.activity` is a word of `WorkerActivity` from now on; an older sentence means nothing.
/// - `words`, in both tables, and `last_exit` are written by supervisors of before only, which may be running now. Who is
///   held for the user or for settings is read from them once, here.
enum SQLiteWorkerConditions {
  static let script = """
    ALTER TABLE worker_status ADD COLUMN reason TEXT;
    ALTER TABLE worker_status ADD COLUMN detail TEXT;
    ALTER TABLE worker_status ADD COLUMN limit_seconds REAL;
    ALTER TABLE worker_status ADD COLUMN failures INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE worker_status ADD COLUMN last_end TEXT;
    UPDATE worker_status SET reason = CASE WHEN words LIKE 'Google access was withdrawn%' THEN 'needs_user'
      ELSE 'bad_settings' END WHERE state = 'held';

    ALTER TABLE supervisors ADD COLUMN workers TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(workers));
    """
}
