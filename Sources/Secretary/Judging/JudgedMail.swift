package import struct FoundationEssentials.Date

/// A message that was judged, as a person recognises it. Sender and subject were written by others.
package struct JudgedMail: Sendable, Equatable, Codable {
  /// From above 0 to 1.
  package var score: Double
  /// `Name <address>`.
  package var sender: String
  package var subject: String
  package var receivedAt: Date

  package init(score: Double, sender: String, subject: String, receivedAt: Date) {
    self.score = score
    self.sender = sender
    self.subject = subject
    self.receivedAt = receivedAt
  }
}
