import Secretary

/// The three lists of drafts.
enum DraftList: String, Sendable, CaseIterable {
  /// Everything that is not settled: also what is on its way, and what needs a look.
  case waiting, sent, dismissed

  var statuses: Set<DraftStatus> {
    switch self {
    case .waiting: [.proposed, .approved, .sending, .undecided]
    case .sent: [.sent]
    case .dismissed: [.dismissed, .retired]
    }
  }

  init(of status: DraftStatus) {
    self = Self.allCases.first { $0.statuses.contains(status) } ?? .waiting
  }

  var name: String {
    switch self {
    case .waiting: "Waiting"
    case .sent: "Sent"
    case .dismissed: "Dismissed"
    }
  }

  var address: String { SitePath.drafts.address(query: ["show": self == .waiting ? nil : rawValue]) }

  func count(in counts: [DraftStatus: Int]) -> Int { statuses.reduce(0) { $0 + counts[$1, default: 0] } }

  static func waitingWords(_ count: Int) -> String {
    switch count {
    case 0: "No drafts wait for you."
    case 1: "One draft waits for you."
    default: "\(count) drafts wait for you."
    }
  }
}
