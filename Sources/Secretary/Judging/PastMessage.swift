/// A message from before the watch began, which is read once for what it teaches.
package struct PastMessage: Sendable, Equatable, Codable {
  package var reference: MessageReference
  /// The user wrote it.
  package var isOwn: Bool

  package init(_ reference: MessageReference, isOwn: Bool) {
    self.reference = reference
    self.isOwn = isOwn
  }
}

/// How much of the past has been read.
package struct PastMailProgress: Sendable, Equatable {
  package var read: Int
  package var all: Int

  package init(read: Int, all: Int) {
    self.read = read
    self.all = all
  }

  package var isFinished: Bool { read >= all }
}
