import Database
package import Secretary
package import StoreRequests
package import Vault

extension CredentialStore {
  /// Seals a user's tokens with the newest key when an older one seals them. True when something was written.
  ///
  /// A worker may renew the tokens meanwhile, so the row is only replaced while it holds what was read; else read again.
  package func reseal(_ user: UserID, with keys: UserKeys) async throws(StorageError) -> Bool {
    while let credential = try await credential(of: user), credential.needsResealing(with: keys) {
      let tokens = try credential.open(with: keys)
      let sealed: (access: String, refresh: String)
      do {
        sealed = (
          try keys.seal(tokens.access.reveal(), column: SealedColumn.access),
          try keys.seal(tokens.refresh.reveal(), column: SealedColumn.refresh)
        )
      } catch { throw .secret(error) }
      let isWritten = try await connection.write(durable: true) { session in
        try !session.query(
          """
          UPDATE gmail_credentials SET access_token = $4, refresh_token = $5
          WHERE user_id = $1 AND access_token = $2 AND refresh_token = $3 RETURNING user_id
          """,
          [
            SQLValue(user), SQLValue(credential.sealedAccess), SQLValue(credential.sealedRefresh),
            SQLValue(sealed.access), SQLValue(sealed.refresh),
          ]
        ).isEmpty
      }
      if isWritten { return true }
    }
    return false
  }
}
