package import FoundationEssentials

/// A message found on disk, with what is needed to file it.
package struct LoadedMail: Sendable {
  package let source: MailSource
  package let size: Int
  package let header: MailHeader
  /// When it was written, or else when the file was.
  package let date: Date
  /// What the folder or the status header tells; nil when nothing does.
  package let isRead: Bool?

  func isFrom(_ account: Account) -> Bool { header.addresses("From").contains(where: account.owns) }
}

/// What a folder gave.
package struct LoadReport: Sendable, Equatable {
  package var loaded = 0
  /// Files that are not mail.
  package var skipped = 0
  package var sent = 0

  package init() {}
}
