/// An address the user may send from.
package struct SendAsAddress: Sendable, Equatable {
  package var address: EmailAddress
  package var isPrimary: Bool
  /// The mailbox rewrites the sender of an unverified one.
  package var isVerified: Bool

  package init(address: EmailAddress, isPrimary: Bool, isVerified: Bool) {
    self.address = address
    self.isPrimary = isPrimary
    self.isVerified = isVerified
  }
}
