/// How sure it has to be that the user would answer before a draft is written: the user's choice of four.
package enum Strictness: String, Sendable, Codable, CaseIterable {
  /// Only people I usually answer.
  case usual
  /// People I know, and mail that is clearly for me.
  case known
  /// Everybody whom I may well answer.
  case likely
  /// Everyone who writes to me.
  case everyone

  /// Six of seven mails that are answered come with it, for less than half of all mail (docs/drafting.md, Judging).
  package static let standard = Strictness.likely

  /// The least score of a message that gets a draft.
  package var threshold: Double {
    switch self {
    case .usual: 0.3
    case .known: 0.2
    case .likely: 0.12
    case .everyone: 0
    }
  }
}
