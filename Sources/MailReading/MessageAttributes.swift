package import Secretary

package import struct FoundationEssentials.Date

/// What a mailbox says of a message, and the mail itself does not.
package struct MessageAttributes: Sendable, Equatable {
  package var id: MessageID
  package var threadID: ThreadID
  package var place: MailPlace
  package var category: MailCategory?
  package var receivedAt: Date

  package init(
    id: MessageID, threadID: ThreadID, place: MailPlace = .inbox, category: MailCategory? = nil, receivedAt: Date
  ) {
    self.id = id
    self.threadID = threadID
    self.place = place
    self.category = category
    self.receivedAt = receivedAt
  }
}
