/// Whose mailbox it is, and where its changes stand now.
package struct MailboxProfile: Sendable, Equatable {
  package var address: String
  package var cursor: MailboxCursor

  package init(address: String, cursor: MailboxCursor) {
    self.address = address
    self.cursor = cursor
  }
}
