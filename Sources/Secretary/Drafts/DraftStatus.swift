/// Where a draft is in its life. `DraftTransition` says which way leads where.
package enum DraftStatus: String, Sendable, Codable, CaseIterable {
  /// It waits for the person.
  case proposed
  /// It will be sent at `sendAfter`; until then the person may take it back.
  case approved
  /// The mailbox has been asked to send it, or may have been.
  case sending
  /// It is in Sent, as `sentMessageID`.
  case sent
  /// Nobody can tell whether it was sent; the person settles it.
  case undecided
  /// By the person; restorable.
  case dismissed
  /// By events, with a `DraftRetirement`; restorable.
  case retired

  /// Whether something can still become of it by itself, or the person has yet to decide.
  package var isOpen: Bool {
    switch self {
    case .proposed, .approved, .sending, .undecided: true
    case .sent, .dismissed, .retired: false
    }
  }
}

/// Why a draft is of no use any more although the person did not dismiss it.
package enum DraftRetirement: String, Sendable, Codable, CaseIterable {
  /// The user wrote in the conversation themselves; of a reminder, anybody did.
  case answered
  /// Newer mail in the conversation has a draft of its own.
  case superseded
  /// The message it answers was thrown away, or is spam.
  case conversationGone = "conversation-gone"
  /// Nobody looked at it for `EmailDraft.shelfLife`.
  case unused
}

/// What happened in a draft's conversation since the person could last have seen it.
package enum ThreadNews: String, Sendable, Codable, CaseIterable {
  /// The user wrote in it themselves; of a reminder's, anybody did.
  case answered
  /// Somebody else did.
  case newerMail = "newer-mail"
  /// The message that the draft answers was thrown away, or is spam.
  case gone
}
