import Secretary

/// Groups of statuses as SQL lists, from what the domain says of each.
extension DraftStatus {
  /// Something can still become of the draft.
  static let open = list(\.isOpen)
  /// Nothing can, by itself.
  static let closed = list { !$0.isOpen }
  /// Closed, and nothing was sent: the person may want it after all.
  static let restorable = list { status in DraftTransition.rows(of: .restore).contains { $0.from == status } }

  private static func list(_ belongs: (DraftStatus) -> Bool) -> String {
    "(" + allCases.filter(belongs).map { "'\($0.rawValue)'" }.joined(separator: ", ") + ")"
  }
}
