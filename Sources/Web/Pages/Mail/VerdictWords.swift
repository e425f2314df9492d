import Foundation
import Secretary

/// What became of a message, in words.
struct VerdictWords: Sendable, Equatable {
  let verdict: Pill
  let reason: String

  init(_ entry: LedgerEntry, clock: WallClock) {
    switch entry.state {
    case .seen:
      verdict = Pill(.info, entry.isWanted ? "Asked for" : "New")
      reason = entry.isWanted ? "You asked for a draft; it is written next." : "It is looked at next."
    case .setAside(let why):
      verdict = Pill(.mute, "No draft")
      reason = Sentence.of(why.words)
    case .drafting(let why):
      verdict = Pill(.info, "Being drafted")
      reason = Sentence.of(why)
    case .drafted(let why): (verdict, reason) = Self.drafted(why, entry.draftStatus)
    case .failed(let problem, _, let retryAt):
      verdict = Pill(.warn, "Trying again")
      reason = "\(Sentence.of(problem)) Next try \(clock.until(retryAt).words)."
    }
  }

  /// Why it was drafted, while that is still so.
  private static func drafted(_ why: String, _ status: DraftStatus?) -> (Pill, String) {
    switch status {
    case .sent: (Pill(.good, "Answered"), "The reply was sent.")
    case .approved, .sending: (Pill(.info, "Being sent"), "You approved the reply.")
    case .undecided: (Pill(.warn, "Needs a look"), "Nobody can tell whether the reply was sent.")
    case .dismissed: (Pill(.mute, "Dismissed"), "You dismissed the draft. It can be put back.")
    case .retired: (Pill(.mute, "Put away"), "The draft is no longer needed. It can be put back.")
    case .proposed, nil: (Pill(.good, "Drafted"), Sentence.of(why))
    }
  }
}

// swift-format-ignore: AlwaysUseLowerCamelCase
/// The choices of the filter, by what a person would ask for.
enum MailFilter: String, Sendable, CaseIterable {
  case all = ""
  case drafted, set_aside, failed, seen

  init(_ text: String?) { self = text.flatMap(Self.init(rawValue:)) ?? .all }

  /// The state to ask the ledger for; nil is every one.
  var state: String? { self == .all ? nil : rawValue }

  var label: String {
    switch self {
    case .all: "Every message"
    case .drafted: "With a draft"
    case .set_aside: "Without a draft"
    case .failed: "In trouble"
    case .seen: "Not looked at yet"
    }
  }
}
