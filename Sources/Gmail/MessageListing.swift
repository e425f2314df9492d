import Secretary

/// One page of a listing, newest first. An empty page may still have a successor.
struct MessageListing: Sendable, Equatable {
  var messages: [MessageReference]
  /// Nil on the last page.
  var next: String?

  init(messages: [MessageReference], next: String? = nil) {
    self.messages = messages
    self.next = next
  }
}
