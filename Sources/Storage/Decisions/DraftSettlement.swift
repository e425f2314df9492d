package import Secretary

/// What became of a send that nobody could tell the end of, as the person found it.
package enum DraftSettlement: String, Sendable, CaseIterable {
  case sent
  /// It was not, and waits for the person again.
  case proposed
  /// It was not, and is not wanted any more.
  case dismissed

  package var status: DraftStatus {
    switch self {
    case .sent: .sent
    case .proposed: .proposed
    case .dismissed: .dismissed
    }
  }

  var event: DraftEvent {
    switch self {
    case .sent: .settleAsSent
    case .proposed: .settleAsUnsent
    case .dismissed: .settleAsDismissed
    }
  }

  var action: AuditAction {
    switch self {
    case .sent: .settledAsSent
    case .proposed: .settledAsProposed
    case .dismissed: .settledAsDismissed
    }
  }
}
