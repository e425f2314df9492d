/// What must not be proposed as an answer to somebody who may not be who they seem to be.
extension Grounding {
  /// Whether it pays, guarantees, commits, repeats a link of theirs, or tells a telephone number, an address or an account
  /// that the user told their secretary and nobody else. What stands in every signature is no secret.
  package var isSensitive: Bool { !marks.isEmpty || findings.contains(where: \.tellsWhatIsPrivate) }
}

extension Grounding.Finding {
  fileprivate var tellsWhatIsPrivate: Bool {
    guard [.account, .phone, .address].contains(fact.kind), case .traced(let place) = verdict else { return false }
    return switch place.origin {
    case .instructions, .setting, .memory: true
    case .message, .ownWords, .owner, .calendar: false
    }
  }
}

extension SetAsideReason {
  package static let doubtfulSender = SetAsideReason(
    code: "doubtful-sender",
    words:
      "It may not be from whom it seems to be from, and its answer would tell or promise something. Look at it first.")
}
