package import struct FoundationEssentials.Date

/// One user's mailbox, as verbs. A service conforms; the worker knows nothing else of it.
///
/// A call retries by itself what passes quickly and is safe to repeat, and sits out short waits; the rest is told by
/// `MailboxError`. There is no idempotency key: a write whose answer got lost ends as `.answerUnknown`, and the caller looks
/// (`trace`, `movedReply`) before doing it again.
package protocol Mailbox: Sendable {
  /// What this mailbox has cost since it was opened, in the service's own units.
  var unitsSpent: Int { get async }
  /// What it has cost lately, as far as its limits still count it.
  var recentUnits: [QuotaUse] { get async }

  // MARK: Reading

  func profile() async throws(MailboxError) -> MailboxProfile
  /// Every address the user may send from, the primary one among them.
  func sendAs() async throws(MailboxError) -> [SendAsAddress]
  /// All changes after `cursor`, oldest first. `.changesLost` when the mailbox cannot tell them any more; the new cursor is
  /// never an earlier one.
  ///
  /// - Parameter label: putting it on a message is a change of the kind `asked`.
  func changes(since cursor: MailboxCursor, asking label: RequestLabelID?) async throws(MailboxError) -> MailboxChanges
  /// Messages received after a moment, newest first. May lag behind by minutes.
  func messages(after moment: Date) async throws(MailboxError) -> [MessageReference]
  /// The newest messages of the whole mailbox, or of one of its places; current at once.
  func newestMessages(_ limit: Int, in place: MailPlace?) async throws(MailboxError) -> [MessageReference]
  /// The newest mail that the user sent to an address. A search, so it may lag behind by minutes; mail that went to others, and
  /// to that address in copy, may be among it.
  func sentMessages(to address: EmailAddress, limit: Int) async throws(MailboxError) -> [MessageReference]
  /// A whole message, read by itself: only its conversation shows for certain what in it is history.
  func message(_ id: MessageID) async throws(MailboxError) -> EmailMessage
  /// A conversation with whole messages, oldest first, each read with what was said before it; its drafts are included.
  func thread(_ id: ThreadID) async throws(MailboxError) -> EmailThread
  /// A conversation without its texts: who wrote, when, what lies where, and what a reply has to name (RFC 5322 §3.6.4).
  /// Nil when there is none.
  func outline(of id: ThreadID) async throws(MailboxError) -> EmailThread?

  // MARK: Requests

  /// The label with this name, by which the person asks for a draft from any of their mail programs. It is made when there is
  /// none.
  func requestLabel(named name: String) async throws(MailboxError) -> RequestLabelID
  /// The messages that carry it, newest first; current at once.
  func messages(asking label: RequestLabelID) async throws(MailboxError) -> [MessageReference]
  /// Takes it off a message; `.gone` when there is no such message any more.
  func takeOff(_ label: RequestLabelID, from message: MessageID) async throws(MailboxError)

  // MARK: Drafts

  /// Puts a new draft into a conversation. The answer's `threadID` is where it really went.
  func createDraft(_ mime: [UInt8], in thread: ThreadID) async throws(MailboxError) -> PlacedDraft
  /// Where a draft stands now.
  func draft(_ id: MailboxDraftID) async throws(MailboxError) -> PlacedDraft
  /// Deletes for good what still is a draft and, with `holding`, what nobody has changed since that message was read in it.
  /// `.gone` means it was gone already.
  func deleteDraft(_ id: MailboxDraftID, holding message: MessageID?) async throws(MailboxError)
  /// Sends a draft as this mail, whatever is in it meanwhile. One try, at once: every error but `.answerUnknown` means that
  /// nothing was sent.
  func sendDraft(_ id: MailboxDraftID, as mime: [UInt8], in thread: ThreadID) async throws(MailboxError)
    -> MessageReference
  /// The reply of ours in a conversation, and the newest message without our header that was sent there since a moment.
  func trace(of draft: DraftID, in thread: ThreadID, sentAfter moment: Date) async throws(MailboxError) -> ReplyTrace
  /// The reply of ours where it has left its conversation, back to a moment; nil when it is nowhere.
  func movedReply(_ draft: DraftID, since moment: Date, among places: [MailPlace]) async throws(MailboxError)
    -> PlacedReply?
}

extension Mailbox {
  package func changes(since cursor: MailboxCursor) async throws(MailboxError) -> MailboxChanges {
    try await changes(since: cursor, asking: nil)
  }

  /// The reply of ours in a conversation; nil when neither a draft nor sent mail there carries our header.
  package func reply(_ draft: DraftID, in thread: ThreadID) async throws(MailboxError) -> PlacedReply? {
    try await trace(of: draft, in: thread, sentAfter: .distantFuture).reply
  }
}
