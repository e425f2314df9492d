import Database
import Secretary
package import Vault

package import struct FoundationEssentials.Date

/// What a worker writes about its account and about itself.
extension MailboxStore {
  /// Saves renewed tokens in the place of those of `credential`. False, and nothing written, when the account was connected
  /// anew or disconnected meanwhile: tokens of an earlier consent must not replace those of a later one.
  @discardableResult
  package func saveTokens(
    _ tokens: GmailTokens, of credential: GmailCredential, sealedWith keys: UserKeys
  ) async throws(StorageError) -> Bool {
    let sealed: (access: String, refresh: String)
    do {
      sealed = (
        try keys.seal(tokens.access.reveal(), column: SealedColumn.access),
        try keys.seal(tokens.refresh.reveal(), column: SealedColumn.refresh)
      )
    } catch { throw .secret(error) }
    let (user, now) = (user, connection.now())
    return try await write(durable: true) { session in
      let rows = try session.query(
        """
        UPDATE gmail_credentials SET access_token = $3, refresh_token = $4, token_expiry = $5, updated_at = $6
        WHERE user_id = $1 AND version = $2 AND is_connected RETURNING user_id
        """,
        [
          SQLValue(user), SQLValue(credential.version), SQLValue(sealed.access), SQLValue(sealed.refresh),
          SQLValue(tokens.expiry), SQLValue(now),
        ])
      return !rows.isEmpty
    }
  }

  /// Marks the account as not connected because Google withdrew access to `credential`. False, and nothing written, when the
  /// account was connected anew meanwhile.
  @discardableResult
  package func disconnect(_ credential: GmailCredential, because reason: String) async throws(StorageError) -> Bool {
    let (user, now) = (user, connection.now())
    return try await write(durable: true) { session in
      let rows = try session.query(
        """
        UPDATE gmail_credentials SET is_connected = $3, disconnected_reason = $4, updated_at = $5
        WHERE user_id = $1 AND version = $2 AND is_connected RETURNING user_id
        """,
        [SQLValue(user), SQLValue(credential.version), SQLValue(false), SQLValue(reason), SQLValue(now)])
      guard !rows.isEmpty else { return false }
      try AuditLog.add(.disconnected, by: AuditEntry.theSecretary, about: user, detail: reason, at: now, session)
      return true
    }
  }

  /// Answers a request for a check made at or before `moment`; a later one stands.
  package func clearCheckRequest(upTo moment: Date) async throws(StorageError) {
    let user = user
    try await write { session in
      _ = try session.query(
        "UPDATE agent_settings SET check_requested_at = NULL WHERE user_id = $1 AND check_requested_at <= $2",
        [SQLValue(user), SQLValue(moment)])
    }
  }

  /// Tells how a check went. Counts are added to those so far.
  package func reportCheck(_ report: WorkerCheckReport) async throws(StorageError) {
    let user = user
    try await write { session in
      _ = try session.query(
        """
        INSERT INTO worker_status (user_id, last_check_at, next_check_at, activity, problem, checks, messages_failed,
          quota_units, last_quota_units)
        VALUES ($1, $2, $3, $4, $5, 1, $6, $7, $7)
        ON CONFLICT (user_id) DO UPDATE SET last_check_at = excluded.last_check_at,
          next_check_at = excluded.next_check_at, activity = excluded.activity, problem = excluded.problem,
          checks = worker_status.checks + 1, checking_since = NULL,
          messages_failed = worker_status.messages_failed + excluded.messages_failed,
          quota_units = worker_status.quota_units + excluded.quota_units, last_quota_units = excluded.quota_units
        """,
        [
          SQLValue(user), SQLValue(report.checkedAt), SQLValue(report.nextCheckAt), SQLValue(report.activity),
          SQLValue(report.problem), SQLValue(report.failed), SQLValue(report.quotaUnits),
        ])
    }
  }

  /// Says in the status that the check which began then takes unusually long; its report takes that back, and when it has
  /// been reported already nothing is said.
  package func reportLongCheck(since begun: Date) async throws(StorageError) {
    let user = user
    try await write { session in
      _ = try session.query(
        """
        INSERT INTO worker_status (user_id, checking_since) VALUES ($1, $2)
        ON CONFLICT (user_id) DO UPDATE SET checking_since = excluded.checking_since
        WHERE worker_status.last_check_at IS NULL OR worker_status.last_check_at < excluded.checking_since
        """, [SQLValue(user), SQLValue(begun)])
    }
  }

  /// Says in the status why no check can be made; the next check replaces it.
  package func reportProblem(_ words: String) async throws(StorageError) {
    let user = user
    try await write { session in
      _ = try session.query(
        """
        INSERT INTO worker_status (user_id, problem) VALUES ($1, $2)
        ON CONFLICT (user_id) DO UPDATE SET problem = excluded.problem
        """, [SQLValue(user), SQLValue(words)])
    }
  }
}
