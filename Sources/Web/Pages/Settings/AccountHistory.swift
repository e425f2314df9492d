import Secretary
import Storage

/// What was done with the person's account, as they are told it.
struct AccountHistory: Sendable, Equatable {
  /// The newest lines that are shown.
  static let length = 20

  struct Line: Sendable, Equatable {
    /// "You approved a draft".
    let what: ShownText
    /// Nil when it is not known.
    let at: Stamp?
    /// The draft it concerns.
    let draftAddress: String?
  }

  let lines: [Line]

  init(_ entries: [AuditEntry], of user: UserID, clock: WallClock) {
    lines = entries.map { entry in
      let action = AuditAction(rawValue: entry.action)
      let words = action?.words ?? entry.action
      let isToldMore = action == .disconnected && !entry.detail.isEmpty
      return Line(
        what: ShownText("\(Self.who(entry, user)) \(words)\(isToldMore ? ": \(entry.detail)" : "")"),
        at: entry.at.map(clock.when),
        draftAddress: action?.concernsDraft == true ? SitePath.draft.address(entry.detail) : nil)
    }
  }

  /// Only operators and programs do anything to somebody else's account.
  private static func who(_ entry: AuditEntry, _ user: UserID) -> String {
    switch entry.actor {
    case user.rawValue: "You"
    case AuditEntry.theSecretary: "Your secretary"
    default: "An operator"
    }
  }
}

extension AuditAction {
  /// What follows "You" or "An operator".
  fileprivate var words: String {
    switch self {
    case .signedIn: "signed in"
    case .signedOut: "signed out"
    case .signedOutEverywhere: "signed out everywhere"
    case .connected: "connected Gmail"
    case .disconnected: "disconnected Gmail"
    case .switchedOn: "switched your secretary on"
    case .switchedOff: "switched your secretary off"
    case .changedSettings: "changed your settings"
    case .tookAddress: "said that an address is yours"
    case .refusedAddress: "said that an address is not yours"
    case .choseAlways: "asked for drafts for all mail of a sender"
    case .choseNever: "asked for no drafts for a sender"
    case .choseNothing: "left a sender's mail to be judged like any other"
    case .forgotCorrespondents: "had forgotten what was learned of your mail"
    case .choseVoice: "changed how drafts are written"
    case .forgotVoice: "had forgotten how you write"
    case .remembered: "had a fact remembered"
    case .changedFact: "changed a remembered fact"
    case .forgotFact: "had a remembered fact forgotten"
    case .askedForCheck: "had your mailbox looked into"
    case .askedForDraft: "wanted a message answered that had no draft"
    case .approved: "approved a draft"
    case .edited: "changed a draft"
    case .askedForRewrite: "asked for a draft to be written again"
    case .dismissed: "dismissed a draft"
    case .tookBack: "took the approval of a draft back"
    case .restored: "restored a draft"
    case .settledAsSent: "said that a reply was sent"
    case .settledAsProposed: "said that a reply was not sent, and kept the draft"
    case .settledAsDismissed: "said that a reply was not sent, and dismissed the draft"
    }
  }

  /// Whether the detail is a draft's id.
  fileprivate var concernsDraft: Bool {
    switch self {
    case .approved, .edited, .askedForRewrite, .dismissed, .tookBack, .restored, .settledAsSent, .settledAsProposed,
      .settledAsDismissed:
      true
    default: false
    }
  }
}
