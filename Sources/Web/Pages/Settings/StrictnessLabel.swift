import Secretary

extension Strictness {
  /// What the step means for the person who chooses it.
  var label: String {
    switch self {
    case .usual: "only people I usually answer"
    case .known: "people I know, and mail that is clearly for me"
    case .likely: "everybody whom I may well answer"
    case .everyone: "everyone who writes to me"
    }
  }
}
