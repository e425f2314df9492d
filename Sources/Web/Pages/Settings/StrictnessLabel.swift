import Secretary

extension Strictness {
  /// What the step means for the person who chooses it.
  var label: String {
    switch self {
    case .usual: "Only people I usually answer"
    case .known: "People I know, and mail that is clearly for me"
    case .likely: "Everybody whom I may well answer"
    case .everyone: "Everyone who writes to me"
    }
  }
}
