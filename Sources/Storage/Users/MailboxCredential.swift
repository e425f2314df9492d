import Database
package import Secretary
package import Vault

package import struct FoundationEssentials.Date

/// A row of `gmail_credentials`. The tokens in it are sealed; `open(with:)` needs the user's keys.
package struct MailboxCredential: Sendable, Equatable, Codable {
  package var userID: UserID
  /// The address Google reported for the connected account.
  package var address: String
  package var tokenExpiry: Date
  package var scopes: [String]
  package var isConnected: Bool
  /// Why it is not connected, in words.
  package var disconnectedReason: String?
  /// Counts every connecting and disconnecting, not the renewals of tokens.
  package var version: Int
  /// When it was last connected, disconnected or its tokens renewed.
  package var updatedAt: Date

  let sealedAccess: String
  let sealedRefresh: String

  static let columns =
    "user_id, email_address, access_token, refresh_token, token_expiry, granted_scopes, is_connected, disconnected_reason, version, updated_at"

  init(_ row: SQLRow) throws {
    userID = try row.value("user_id")
    address = try row.text("email_address")
    sealedAccess = try row.text("access_token")
    sealedRefresh = try row.text("refresh_token")
    tokenExpiry = try row.date("token_expiry")
    scopes = try row.list("granted_scopes")
    isConnected = try row.bool("is_connected")
    disconnectedReason = try row.optionalText("disconnected_reason")
    version = try row.int("version")
    updatedAt = try row.date("updated_at")
  }

  /// The tokens in the clear. A wrong or missing key, or a row that was tampered with, is `secret(…)`.
  package func open(with keys: UserKeys) throws(StorageError) -> MailboxTokens {
    do {
      return MailboxTokens(
        access: Secret(try keys.open(sealedAccess, column: SealedColumn.access)),
        refresh: Secret(try keys.open(sealedRefresh, column: SealedColumn.refresh)), expiry: tokenExpiry)
    } catch { throw .secret(error) }
  }

  /// Whether there is a refresh token to open; wiping an account leaves none.
  package var hasRefreshToken: Bool { !sealedRefresh.isEmpty }

  /// Whether a token is sealed with a key that is no longer the newest; saving the tokens again mends it.
  package func needsResealing(with keys: UserKeys) -> Bool {
    keys.needsResealing(sealedAccess) || keys.needsResealing(sealedRefresh)
  }
}
