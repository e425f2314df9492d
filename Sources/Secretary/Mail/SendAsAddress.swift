/// An address the user may send from.
package struct SendAsAddress: Sendable, Equatable {
  package var address: EmailAddress
  /// Empty when replies come back to the address itself.
  package var replyTo: String
  package var isPrimary: Bool
  package var isDefault: Bool
  /// The mailbox rewrites the sender of an unverified one.
  package var isVerified: Bool

  package init(address: EmailAddress, replyTo: String = "", isPrimary: Bool, isDefault: Bool, isVerified: Bool) {
    self.address = address
    self.replyTo = replyTo
    self.isPrimary = isPrimary
    self.isDefault = isDefault
    self.isVerified = isVerified
  }
}
