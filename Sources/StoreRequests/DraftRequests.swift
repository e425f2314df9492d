package import Secretary

package import struct FoundationEssentials.Date

/// The drafts a worker writes, one per message, ever; and whether any draft wants something.
package protocol DraftRequests: Sendable {
  /// The draft that answers a message, nil when there is none.
  func draft(answering message: MessageID) async throws(StorageError) -> EmailDraft?

  /// The draft that was sent as a message of a conversation, nil when there is none.
  func draft(sentAs message: MessageID, in thread: ThreadID) async throws(StorageError) -> EmailDraft?

  /// Saves a draft and marks its message drafted, in one transaction, unless the message has a draft already or the user
  /// does not want drafts any more: settings and connection are asked inside the same transaction, so off means off.
  ///
  /// A conversation has one open draft: untouched ones are superseded by this one, and beside one that the person has
  /// touched this one is not saved. `draftTooLarge` when it does not fit into a row.
  func propose(_ proposal: DraftProposal) async throws(StorageError) -> ProposalOutcome

  /// What was drafted lately around one message: in its conversation, and for its sender, over the day before `moment`.
  /// A draft that answers the message itself does not count.
  func activity(
    around message: MessageID, in thread: ThreadID, to sender: EmailAddress, at moment: Date
  ) async throws(StorageError) -> DraftActivity

  /// Keeps how far what was sent is from what was proposed, once; the text that was proposed is forgotten.
  func note(_ changes: SentChanges, of draft: DraftID) async throws(StorageError)

  /// How many drafts the mailbox was given since then.
  func count(since moment: Date) async throws(StorageError) -> Int

  /// Whether a person waits for something to be done in the mailbox about drafts: sent, settled, removed, written again.
  func hasDueTasks(at moment: Date) async throws(StorageError) -> Bool

  /// Whether any draft wants something to be done in the mailbox, now or later.
  func hasTasks() async throws(StorageError) -> Bool

  /// When the next draft is due that a person waits for or, with `placements`, that waits for its place in the mailbox; nil when
  /// there is none. One whose send is in doubt is due at once.
  func nextTaskDue(placements: Bool) async throws(StorageError) -> Date?

  /// Notes that work on a draft begins. Every outcome takes the note away; when it is found again, the worker died
  /// meanwhile. Once may be chance, but from then on the draft waits until `retryAt` each time, and lets others go first.
  func beginAttempt(_ id: DraftID, retryAt: Date) async throws(StorageError)

  /// The draft keeps waiting, until then.
  func postpone(_ id: DraftID, until moment: Date) async throws(StorageError)

  /// Retires drafts that nobody looked at for `EmailDraft.shelfLife`. How many.
  @discardableResult
  func retireUnused(at moment: Date) async throws(StorageError) -> Int

  /// Forgets the conversations of drafts that were closed before `moment`. How many.
  @discardableResult
  func forgetConversations(olderThan moment: Date) async throws(StorageError) -> Int
}

/// A draft to be saved, and what it is saved with.
package struct DraftProposal: Sendable, Equatable, Codable {
  package var draft: EmailDraft
  /// If the user's mode is still `gmail`, the draft waits to be placed in the mailbox.
  package var isPlaced: Bool
  /// Kept with the draft for the person who reviews it; without one there is none to see.
  package var conversation: SealedConversation?
  /// Other drafts of the conversation stay as they are, because the person asked for this one.
  package var isAlongside: Bool

  package init(
    _ draft: EmailDraft, placing isPlaced: Bool, showing conversation: SealedConversation? = nil,
    alongside isAlongside: Bool = false
  ) {
    self.draft = draft
    self.isPlaced = isPlaced
    self.conversation = conversation
    self.isAlongside = isAlongside
  }
}

/// What became of a proposed draft.
package enum ProposalOutcome: Sendable, Equatable, Codable {
  case saved
  /// The message has a draft; this is it. Nothing was changed but the ledger, which now says so.
  case alreadyThere(EmailDraft)
  /// Another draft of the conversation waits that the person has touched. Nothing was saved; the message is due again when
  /// that draft is closed.
  case held
  /// The user switched the secretary off, or the account was disconnected, while the draft was written. Nothing was saved.
  case switchedOff
}
