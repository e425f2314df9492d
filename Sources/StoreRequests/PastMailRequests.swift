package import Secretary

import struct FoundationEssentials.Date

/// Mail from before the start, which teaches whom the user answers and shows what each step of strictness would have meant.
package protocol PastMailRequests: Sendable {
  /// Whether it has been listed since there is a cursor. True without a cursor: before the first intake there is no past.
  func isListed() async throws(StorageError) -> Bool

  /// Takes note of it, oldest first, in the place of an earlier list. What the ledger teaches, or has taught, is left out.
  func list(_ messages: [PastMessage]) async throws(StorageError)

  /// The oldest that have not been read.
  func unread(limit: Int) async throws(StorageError) -> [PastMessage]

  /// Notes that a message was read, with what it teaches and what the judge made of it, once however often it is asked for.
  func finish(_ message: MessageID, teaching lesson: Lesson?, judged: JudgedMail?) async throws(StorageError)
}
