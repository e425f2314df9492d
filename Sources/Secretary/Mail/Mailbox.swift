/// Whose mailbox it is: every address that means this user.
package struct MailboxOwner: Sendable, Equatable {
  /// The address Gmail reports for the account.
  package var primary: EmailAddress
  /// Verified send-as addresses, the primary among them. A reply goes out from the one the mail was sent to.
  package var sendAs: [EmailAddress]

  package init(primary: EmailAddress, sendAs: [EmailAddress] = []) {
    self.primary = primary
    self.sendAs = sendAs
  }

  package func owns(_ address: EmailAddress) -> Bool {
    let wanted = address.canonical
    return primary.canonical == wanted || sendAs.contains { $0.canonical == wanted }
  }
}
