import Database
package import Secretary
package import StoreRequests
package import Vault

/// The table `gmail_credentials`, for whoever connects and disconnects accounts. A worker saves renewed tokens through
/// `AccountRequests`.
package struct CredentialStore: Sendable {
  let connection: StoreConnection

  /// The user's connection, nil when there never was one.
  package func credential(of user: UserID) async throws(StorageError) -> MailboxCredential? {
    try await connection.read(
      "SELECT \(MailboxCredential.columns) FROM gmail_credentials WHERE user_id = $1", [SQLValue(user)],
      as: MailboxCredential.init
    ).first
  }

  /// Connects an account, or connects it again. When it is another mailbox than before, the cursor is forgotten, for
  /// history ids of one mailbox mean nothing in another; and so is the lease, so that a check which is still busy with
  /// the earlier mailbox can write nothing of it. With a line in the audit log.
  ///
  /// - Parameter actor: who does it, as `AuditEntry.actor` has it; nil is the user.
  package func connect(
    _ user: UserID, address: String, tokens: MailboxTokens, sealedWith keys: UserKeys, scopes: [String],
    by actor: String? = nil
  ) async throws(StorageError) {
    let sealed = try SealedTokens(tokens, with: keys)
    let now = connection.now()
    try await connection.write(durable: true) { session in
      guard try !session.query("SELECT id FROM users WHERE id = $1", [SQLValue(user)]).isEmpty else {
        throw StorageError.unknownUser
      }
      for table in ["mailbox_cursors", "worker_leases"] {
        _ = try session.query(
          """
          DELETE FROM \(table) WHERE user_id = $1 AND EXISTS (
            SELECT 1 FROM gmail_credentials WHERE user_id = $1 AND lower(email_address) <> lower($2))
          """, [SQLValue(user), SQLValue(address)])
      }
      _ = try session.query(
        """
        INSERT INTO gmail_credentials (user_id, email_address, access_token, refresh_token, token_expiry, granted_scopes,
          is_connected, disconnected_reason, created_at, updated_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, NULL, $8, $8)
        ON CONFLICT (user_id) DO UPDATE SET email_address = excluded.email_address, access_token = excluded.access_token,
          refresh_token = excluded.refresh_token, token_expiry = excluded.token_expiry,
          granted_scopes = excluded.granted_scopes, is_connected = excluded.is_connected, disconnected_reason = NULL,
          updated_at = excluded.updated_at
        """,
        [
          SQLValue(user), SQLValue(address), SQLValue(sealed.access), SQLValue(sealed.refresh),
          SQLValue(sealed.expiry), .list(scopes), SQLValue(true), SQLValue(now),
        ])
      try AuditLog.add(.connected, by: actor ?? user.rawValue, about: user, at: now, session)
    }
  }

  /// Disconnects the account for its user and forgets its tokens and scopes, so that nothing is left to be used, with a line
  /// in the audit log. `unknownUser` when it never was connected.
  ///
  /// - Parameter detail: what else the line says.
  package func wipe(_ user: UserID, because reason: String, detail: String = "") async throws(StorageError) {
    let now = connection.now()
    try await connection.write(durable: true) { session in
      let rows = try session.query(
        """
        UPDATE gmail_credentials SET access_token = '', refresh_token = '', granted_scopes = $5, is_connected = $2,
          disconnected_reason = $3, updated_at = $4
        WHERE user_id = $1 RETURNING user_id
        """, [SQLValue(user), SQLValue(false), SQLValue(reason), SQLValue(now), .list([])])
      guard !rows.isEmpty else { throw StorageError.unknownUser }
      try AuditLog.add(.disconnected, by: user.rawValue, about: user, detail: detail, at: now, session)
    }
  }
}
