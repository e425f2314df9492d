import Secretary

/// What Gmail's refusals come to, where the same is said in several places.
extension MailboxError {
  /// The user did not tick the box.
  static let missingScope = MailboxError.accessWithdrawn(
    "The account is connected without permission to read and draft mail; connect it again.")
  static let unreadable = MailboxError.temporary("Gmail's answer could not be read.")
  static let endlessList = MailboxError.temporary("Gmail's list does not come to an end.")
}
