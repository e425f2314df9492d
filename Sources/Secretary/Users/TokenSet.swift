package import struct FoundationEssentials.Date

/// What was granted for one mailbox.
package struct TokenSet: Sendable, Equatable {
  package var access: Secret?
  /// When `access` ends, absolute; nil counts as ended.
  package var expiry: Date?
  package var refresh: Secret
  /// As last told by its service; nil when it never said.
  package var scopes: [String]?

  package init(access: Secret? = nil, expiry: Date? = nil, refresh: Secret, scopes: [String]? = nil) {
    self.access = access
    self.expiry = expiry
    self.refresh = refresh
    self.scopes = scopes
  }
}
