package import Secretary

package import struct FoundationEssentials.Date

/// A draft with what only its worker asks about.
package struct DraftRecord: Sendable, Equatable, Codable {
  package var draft: EmailDraft
  /// When the mailbox was asked to send it and gave no answer. Of an approved draft: it was still there afterwards.
  package var sendingSince: Date?

  package init(draft: EmailDraft, sendingSince: Date? = nil) {
    self.draft = draft
    self.sendingSince = sendingSince
  }
}
