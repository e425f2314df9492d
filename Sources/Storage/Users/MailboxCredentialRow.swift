import Database
import Secretary
import StoreRequests

import struct FoundationEssentials.Date

extension MailboxCredential {
  static let columns =
    "user_id, email_address, access_token, refresh_token, token_expiry, granted_scopes, is_connected, disconnected_reason, version, updated_at"

  init(_ row: SQLRow) throws {
    self.init(
      userID: try row.value("user_id"), address: try row.text("email_address"),
      sealedAccess: try row.text("access_token"), sealedRefresh: try row.text("refresh_token"),
      tokenExpiry: try row.date("token_expiry"), scopes: try row.list("granted_scopes"),
      isConnected: try row.bool("is_connected"), disconnectedReason: try row.optionalText("disconnected_reason"),
      version: try row.int("version"), updatedAt: try row.date("updated_at"))
  }
}
