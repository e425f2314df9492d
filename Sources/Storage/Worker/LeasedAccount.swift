import Database
import SQLErrors
import Secretary
import StoreRequests

import struct FoundationEssentials.Date

struct LeasedAccount: AccountRequests {
  let rows: LeasedRows

  func rows() async throws(StorageError) -> AccountRows {
    let connection = rows.connection
    guard try await UserStore(connection: connection).find(rows.user.rawValue) != nil else { throw .unknownUser }
    do {
      return AccountRows(
        credential: try await CredentialStore(connection: connection).credential(of: rows.user),
        settings: try await SettingsStore(connection: connection).settings(of: rows.user))
    } catch .database(let error) where error.code == .unexpectedValue {
      throw .damagedSettings(column: error.detail, expected: "of the kind that docs/schema.md has for it")
    }
  }

  func saveTokens(_ tokens: SealedTokens, ofConnection version: Int) async throws(StorageError) -> Bool {
    try await rows.change(
      """
      UPDATE gmail_credentials SET access_token = $3, refresh_token = $4, token_expiry = $5, updated_at = $6
      WHERE user_id = $1 AND version = $2 AND is_connected
      RETURNING user_id
      """,
      [
        SQLValue(rows.user), SQLValue(version), SQLValue(tokens.access), SQLValue(tokens.refresh),
        SQLValue(tokens.expiry), SQLValue(rows.now),
      ], durable: true) > 0
  }

  func disconnect(connection version: Int, because reason: String) async throws(StorageError) -> Bool {
    let (user, now) = (rows.user, rows.now)
    return try await rows.write(durable: true) { session in
      let disconnected = try session.query(
        """
        UPDATE gmail_credentials SET is_connected = FALSE, disconnected_reason = $3, updated_at = $4
        WHERE user_id = $1 AND version = $2 AND is_connected
        RETURNING user_id
        """, [SQLValue(user), SQLValue(version), SQLValue(reason), SQLValue(now)])
      guard !disconnected.isEmpty else { return false }
      try AuditLog.add(.disconnected, by: AuditEntry.theSecretary, about: user, detail: reason, at: now, session)
      return true
    }
  }

  func clearCheckRequest(upTo moment: Date) async throws(StorageError) {
    try await rows.change(
      """
      UPDATE agent_settings SET check_requested_at = NULL WHERE user_id = $1 AND check_requested_at <= $2
      RETURNING user_id
      """, [SQLValue(rows.user), SQLValue(moment)])
  }

  func report(_ check: WorkerCheckReport) async throws(StorageError) {
    try await rows.change(
      """
      INSERT INTO worker_status (user_id, last_check_at, next_check_at, activity, problem, checks, messages_failed,
        quota_units, last_quota_units)
      VALUES ($1, $2, $3, $4, $5, 1, $6, $7, $7)
      ON CONFLICT (user_id) DO UPDATE SET last_check_at = excluded.last_check_at,
        next_check_at = excluded.next_check_at, activity = excluded.activity, problem = excluded.problem,
        checks = worker_status.checks + 1, checking_since = NULL,
        messages_failed = worker_status.messages_failed + excluded.messages_failed,
        quota_units = worker_status.quota_units + excluded.quota_units, last_quota_units = excluded.quota_units
      RETURNING user_id
      """,
      [
        SQLValue(rows.user), SQLValue(check.checkedAt), SQLValue(check.nextCheckAt), SQLValue(check.activity),
        SQLValue(check.problem), SQLValue(check.failed), SQLValue(check.quotaUnits),
      ])
  }

  func reportLongCheck(since begun: Date) async throws(StorageError) {
    try await rows.change(
      """
      INSERT INTO worker_status (user_id, checking_since) VALUES ($1, $2)
      ON CONFLICT (user_id) DO UPDATE SET checking_since = excluded.checking_since
      WHERE worker_status.last_check_at IS NULL OR worker_status.last_check_at < excluded.checking_since
      RETURNING user_id
      """, [SQLValue(rows.user), SQLValue(begun)])
  }

  func reportProblem(_ words: String) async throws(StorageError) {
    try await rows.change(
      """
      INSERT INTO worker_status (user_id, problem) VALUES ($1, $2)
      ON CONFLICT (user_id) DO UPDATE SET problem = excluded.problem
      RETURNING user_id
      """, [SQLValue(rows.user), SQLValue(words)])
  }
}
