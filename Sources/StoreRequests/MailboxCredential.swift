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

  package let sealedAccess: String
  package let sealedRefresh: String

  package init(
    userID: UserID, address: String, sealedAccess: String, sealedRefresh: String, tokenExpiry: Date, scopes: [String],
    isConnected: Bool, disconnectedReason: String?, version: Int, updatedAt: Date
  ) {
    self.userID = userID
    self.address = address
    self.sealedAccess = sealedAccess
    self.sealedRefresh = sealedRefresh
    self.tokenExpiry = tokenExpiry
    self.scopes = scopes
    self.isConnected = isConnected
    self.disconnectedReason = disconnectedReason
    self.version = version
    self.updatedAt = updatedAt
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
