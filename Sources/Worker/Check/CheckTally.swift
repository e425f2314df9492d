/// What a check did, for the status.
struct CheckTally: Sendable, Equatable {
  /// New in the ledger.
  var seen = 0
  var setAside = 0
  var drafted = 0
  /// Drafts put into Gmail.
  var placed = 0
  /// Drafts that are rows but could not be put into Gmail yet.
  var unplaced = 0
  var failed = 0
  /// What stands in the way of some of the mail, in words.
  var problem: String?

  mutating func add(_ other: CheckTally) {
    seen += other.seen
    setAside += other.setAside
    drafted += other.drafted
    placed += other.placed
    unplaced += other.unplaced
    failed += other.failed
    problem = other.problem ?? problem
  }

  /// "4 new, 1 drafted, 3 set aside", or that there was nothing.
  var words: String {
    let parts = [
      (seen, "new"), (drafted, "drafted"), (placed, "placed in Gmail"), (setAside, "set aside"), (failed, "to retry"),
      (unplaced, "still to be placed"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    return parts.isEmpty ? "nothing new" : parts.joined(separator: ", ")
  }
}
