package import FoundationEssentials
import MailFormat

/// Looking into mailboxes without spending quota: what a checker compares with what should be.
extension SimulatedGoogle {
  package struct MessageSummary: Sendable {
    package let id: String
    package let threadID: String
    package let labels: [String]
    package let internalDate: Date
    /// The draft that holds it.
    package let draftID: String?
    package let header: MailHeader
    package let raw: [UInt8]
    /// The file it was loaded from.
    package let file: String?

    package var isDraft: Bool { draftID != nil && labels.contains("DRAFT") }

    /// The first value of a header, decoded.
    package func header(_ name: String) -> String? { header.decoded(name) }
  }

  /// The messages of a mailbox, oldest first, with a label when one is given.
  package func messages(of address: String, label: String? = nil) throws(ControlError) -> [MessageSummary] {
    let mailbox = try account(address).mailbox
    return mailbox.order.compactMap { id in
      guard let message = mailbox.messages[id], label.map(message.has) ?? true else { return nil }
      let raw = message.source.read()
      return MessageSummary(
        id: id.description, threadID: message.threadID.description, labels: message.labels,
        internalDate: Date(timeIntervalSince1970: Double(message.internalDate) / 1000),
        draftID: mailbox.drafts.draft(holding: id), header: MailHeader(raw), raw: raw,
        file: message.source.path)
    }
  }

  /// The drafts of a mailbox, oldest first.
  package func drafts(of address: String) throws(ControlError) -> [MessageSummary] {
    try messages(of: address).filter { $0.draftID != nil }
  }

  package struct MailboxSummary: Sendable {
    package let messages: Int
    package let threads: Int
    package let drafts: Int
    package let historyID: String
  }

  package func summary(of address: String) throws(ControlError) -> MailboxSummary {
    let mailbox = try account(address).mailbox
    return MailboxSummary(
      messages: mailbox.messages.count, threads: mailbox.threads.count, drafts: mailbox.drafts.count,
      historyID: String(mailbox.history.current))
  }
}
