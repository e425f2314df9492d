/// A message by its ids only.
package struct MessageReference: Sendable, Hashable, Codable {
  package var id: MessageID
  package var threadID: ThreadID

  package init(id: MessageID, threadID: ThreadID) {
    self.id = id
    self.threadID = threadID
  }
}
