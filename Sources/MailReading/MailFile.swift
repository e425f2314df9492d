import MailFormat
package import Secretary

package import struct FoundationEssentials.Date

/// A message in a file of its own, as mail programs save it (RFC 5322, `.eml`). No bytes are refused: what is broken is read
/// as far as it can be.
package struct MailFile {
  private let root: MIMEPart

  package init(_ bytes: [UInt8]) { root = MIMETree.parse(bytes) }

  /// When the last server took it, which stands on top (RFC 5321 §4.4); else when its sender says; else 1970.
  package var receivedAt: Date {
    let trace = root.header("Received").flatMap { trace in
      trace.lastIndex(of: ";").flatMap { MailDate.parse(String(trace[trace.index(after: $0)...])) }
    }
    return trace ?? root.header("Date").flatMap(MailDate.parse) ?? Date(timeIntervalSince1970: 0)
  }

  /// The message as if a mailbox had it.
  /// - Parameter id: what it is called there; alone in a file it is a conversation of its own.
  package func message(
    id: MessageID, in conversation: ConversationSoFar = ConversationSoFar(), place: MailPlace = .inbox
  ) -> EmailMessage {
    let attributes = MessageAttributes(
      id: id, threadID: ThreadID(id.rawValue), place: place, receivedAt: receivedAt)
    return MessageReader(root, attributes, in: conversation).message
  }
}
