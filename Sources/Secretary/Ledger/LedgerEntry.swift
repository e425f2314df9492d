package import struct FoundationEssentials.Date

/// One row of `mailbox_messages`: what became of a message. The answer to "why no draft?".
package struct LedgerEntry: Sendable, Equatable, Codable {
  package var userID: UserID
  package var messageID: MessageID
  package var threadID: ThreadID
  package var state: MessageState
  package var seenAt: Date
  /// How often work on it was begun and has not come to an end: it failed, or the worker died of it.
  package var attempts: Int
  /// A worker has begun on it and not noted an end: it is at it, or died of it.
  package var isBegun: Bool
  /// Who wrote it, for people: `Ann Smith <ann@example.com>`. Nil until it was looked at; mail that labels alone decide
  /// never is. Written by somebody else, like the subject.
  package var sender: String?
  package var subject: String?
  /// When the mailbox accepted it.
  package var receivedAt: Date?
  /// The person asked for a draft although it had been set aside or had failed: triage is passed over.
  package var isWanted: Bool
  /// How likely the judge found an answer, from 0 to 1; nil when it was not asked.
  package var score: Double?
  /// Whom an answer would go to, as `EmailAddress.canonical` spells them; nil when that is nobody, or was not looked at.
  package var correspondent: String?
  /// What became of its draft; nil when there is none, or nobody asked.
  package var draftStatus: DraftStatus?

  package init(
    userID: UserID, messageID: MessageID, threadID: ThreadID, state: MessageState, seenAt: Date, attempts: Int = 0,
    isBegun: Bool = false, sender: String? = nil, subject: String? = nil, receivedAt: Date? = nil,
    isWanted: Bool = false, score: Double? = nil, correspondent: String? = nil
  ) {
    self.userID = userID
    self.messageID = messageID
    self.threadID = threadID
    self.state = state
    self.seenAt = seenAt
    self.attempts = attempts
    self.isBegun = isBegun
    self.sender = sender
    self.subject = subject
    self.receivedAt = receivedAt
    self.isWanted = isWanted
    self.score = score
    self.correspondent = correspondent
  }
}

/// A message's way through the house: `seen → set aside | drafting → drafted`, with `failed` on the way to a retry.
package enum MessageState: Sendable, Equatable, Codable {
  case seen
  case setAside(SetAsideReason)
  /// Triage said yes, with the reason; the draft is not yet safe in the store.
  case drafting(reason: String)
  case drafted(reason: String)
  /// Something failed; it is tried again at `retryAt`. `problem` is a sentence without mail text.
  case failed(problem: String, attempts: Int, retryAt: Date)

  /// Without what belongs to it; the word in the `state` column.
  package enum Name: String, Sendable, CaseIterable {
    case seen
    case setAside = "set_aside"
    case drafting, drafted, failed

    /// Whether the message is still to be worked on.
    package var isOpen: Bool {
      switch self {
      case .seen, .drafting, .failed: true
      case .setAside, .drafted: false
      }
    }
  }

  package var name: Name {
    switch self {
    case .seen: .seen
    case .setAside: .setAside
    case .drafting: .drafting
    case .drafted: .drafted
    case .failed: .failed
    }
  }
}
