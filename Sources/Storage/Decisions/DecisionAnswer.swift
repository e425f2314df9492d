package import Secretary

/// What came of a person's decision about a draft.
package enum DecisionAnswer: Sendable, Equatable {
  /// It is so: the draft as it is now. Also when it was so already, because people click twice.
  case decided(EmailDraft)
  /// Nothing was changed; the draft as it is instead.
  case refused(DecisionRefusal, now: EmailDraft)
  /// This user has no such draft.
  case gone
}

/// What stood against a decision.
package enum DecisionRefusal: Error, Equatable {
  /// `DraftTransition` does not allow it from where the draft is.
  case notPossible
  /// The text is another version than the person saw: they changed it in another window, or it was written again.
  case changedMeanwhile
  /// Somebody has written in the conversation since it was shown to the person.
  case threadMovedOn
  /// The draft is being written again; only then can it be decided about.
  case beingRewritten
  /// The person changed the draft in the mailbox, so what we hold is not what they want sent.
  case editedInMailbox
  /// It needs a worker, and the user has none: the secretary is off, or the account not connected.
  case notActive
  /// The text has gaps that nobody has filled in (`DraftGaps`).
  case hasGaps
  /// The text is longer than `EmailDraft.longestBody`.
  case tooLarge
}
