import FleetStatus
import Foundation
import Secretary
import Storage

/// What is so with one person's secretary: the one decision behind the home page.
enum HomeState: Sendable, Equatable {
  case notConnected
  case disconnected(because: String?)
  case off
  /// It works. `activity` is what it is about, as soon as it has said that.
  case working(WorkerActivity?)
  /// It works, and something stands in the way.
  case hindered(problem: String)
  case startingSoon
  case stopping
  /// It failed and is started again at that moment.
  case tryingAgain(at: Date?)
  /// Nothing happens before a person does something. `problem` says more, when more is known.
  case held(HoldReason, problem: String?)
  /// It should work, but the supervisor is gone.
  case unserved

  init(_ connection: GmailConnection, isSwitchedOn: Bool, line: StatusReport.Line?) {
    switch connection {
    case .never: self = .notConnected
    case .lost(_, let because): self = .disconnected(because: because)
    case .connected where !isSwitchedOn: self = .off
    case .connected(_, let since): self = Self.served(line, connectedSince: since)
    }
  }

  private static func served(_ line: StatusReport.Line?, connectedSince: Date) -> HomeState {
    guard let line else { return .startingSoon }
    return switch line.standing {
    case .told(.running), .told(.asleep):
      if line.checkingSince != nil {
        .hindered(problem: "The look into your mail that is going on takes unusually long")
      } else if let problem = line.row?.problem {
        .hindered(problem: problem)
      } else {
        .working(line.row?.activity)
      }
    case .told(.stopping): .stopping
    case .told(.backingOff): .tryingAgain(at: line.row?.worker.nextAttemptAt)
    // The account was connected again, and the supervisor has not seen it yet.
    case .told(.held(.needsUser)) where line.since.map { $0 < connectedSince } ?? false: .startingSoon
    case .told(.held(let reason)): .held(reason, problem: line.row?.problem)
    case .down, .unserved: .unserved
    // Off is what the row says until the supervisor has seen the switch, a second at most.
    case .told(.off), .told(.waiting), .told(.starting), .new, .inactive, .unreadable: .startingSoon
    }
  }
}

extension HomeState {
  /// Whether asking for a check would be heard.
  var hasWorker: Bool {
    switch self {
    case .working, .hindered, .startingSoon, .tryingAgain: true
    case .notConnected, .disconnected, .off, .stopping, .held, .unserved: false
    }
  }

  var pill: Pill {
    switch self {
    case .notConnected: Pill(.mute, "Not connected")
    case .disconnected: Pill(.bad, "Disconnected")
    case .off: Pill(.mute, "Off")
    case .working: Pill(.good, "On")
    case .hindered: Pill(.warn, "On, with trouble")
    case .startingSoon: Pill(.info, "Starting")
    case .stopping: Pill(.info, "Stopping")
    case .tryingAgain: Pill(.warn, "Trying again")
    case .held: Pill(.bad, "Stopped")
    case .unserved: Pill(.bad, "Nobody at work")
    }
  }

  var headline: String {
    switch self {
    case .notConnected: "Welcome. Three steps, and your secretary works for you."
    case .disconnected: "Your Gmail account is not connected."
    case .off: "Your secretary is off."
    case .working: "Your secretary is on."
    case .hindered: "Your secretary is on, but something stands in its way."
    case .startingSoon: "Your secretary is getting ready."
    case .stopping: "Your secretary is stopping."
    case .tryingAgain: "Your secretary stumbled and is starting again."
    case .held: "Your secretary has stopped and needs you."
    case .unserved: "Your secretary is on, but nobody is at work."
    }
  }

  /// What happens next.
  var explanation: String {
    switch self {
    case .notConnected: "It reads the mail that arrives in Gmail and drafts replies. You decide about each one."
    case .disconnected: "No mail is read until you connect it again. Drafts already written stay here."
    case .off: "It reads nothing and writes nothing until you switch it on."
    case .working(.closed): "Outside business hours."
    case .working(.neverOpen): "Outside business hours, and none are set."
    case .working: "Mail that needs an answer gets a draft, and you find it here."
    case .hindered: "It goes on trying by itself. No message is lost meanwhile."
    case .startingSoon: "It begins in a moment. This page follows by itself."
    case .stopping: "It finishes what it has in hand."
    case .tryingAgain: "Nothing is lost: every message it has not dealt with is looked at again."
    case .held: "Mail that arrives meanwhile is looked at as soon as it works again."
    case .unserved: "Mail that arrives meanwhile is looked at as soon as the service runs again."
    }
  }

  /// A problem in its own words.
  var trouble: Banner? {
    switch self {
    case .disconnected(let because?): Banner(.bad, "Why", Sentence.of(because))
    case .hindered(let problem): Banner(.warn, "What stands in the way", Sentence.of(problem))
    case .held(.unreadable(let problem), _):
      Banner(
        .bad, "What is kept of your settings cannot be understood. Tell the person who runs this service.",
        Sentence.of(problem))
    case .held(_, let problem?): Banner(.bad, "Why", Sentence.of(problem))
    case .held(.needsUser, nil):
      Banner(.bad, "Why", "Google access was withdrawn; starts when the account is connected again.")
    case .held(.badSettings, nil):
      Banner(.bad, "Why", "Its settings cannot be worked with; starts when they change.")
    case .unserved:
      Banner(
        .bad, "The program that keeps secretaries at work cannot be heard from.",
        "If this lasts for more than a few minutes, tell the person who runs this service.")
    default: nil
    }
  }
}
