package import Secretary
package import Vault

package import struct FoundationEssentials.Date

/// The two tokens of a connected account, in the clear. They exist in the memory of the user's own worker only.
package struct MailboxTokens: Sendable, Equatable {
  package var access: Secret
  package var refresh: Secret
  /// When the access token stops working.
  package var expiry: Date

  package init(access: Secret, refresh: Secret, expiry: Date) {
    self.access = access
    self.refresh = refresh
    self.expiry = expiry
  }
}

/// `MailboxTokens` as `gmail_credentials` holds them: sealed with the user's keys.
package struct SealedTokens: Sendable, Equatable, Codable {
  package let access: String
  package let refresh: String
  /// When the access token stops working.
  package let expiry: Date

  package init(_ tokens: MailboxTokens, with keys: UserKeys) throws(StorageError) {
    do {
      access = try keys.seal(tokens.access.reveal(), column: SealedColumn.access)
      refresh = try keys.seal(tokens.refresh.reveal(), column: SealedColumn.refresh)
    } catch { throw .secret(error) }
    expiry = tokens.expiry
  }
}

/// The names under which tokens are sealed: a text moved to another column does not open.
package enum SealedColumn {
  package static let access = "gmail_credentials.access_token"
  package static let refresh = "gmail_credentials.refresh_token"
}
