import Secretary

/// Groups of statuses as SQL lists, from what the domain says of each.
extension DraftStatus {
  /// Something can still become of the draft.
  static let open = SQLList.of(allCases.filter(\.isOpen))
  /// Nothing can, by itself.
  static let closed = SQLList.of(allCases.filter { !$0.isOpen })
  /// Closed, and nothing was sent: the person may want it after all.
  static let restorable = SQLList.of(
    allCases.filter { status in DraftTransition.rows(of: .restore).contains { $0.from == status } })
}

/// Words of the domain as a list for `IN`.
enum SQLList {
  /// Of words of our own only: nothing is quoted.
  static func of(_ words: [some RawRepresentable<String>]) -> String {
    "(" + words.map { "'\($0.rawValue)'" }.joined(separator: ", ") + ")"
  }
}
