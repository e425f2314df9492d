import FleetStatus
import Foundation
import Secretary
import Storage

/// The first page of somebody who is signed in: how things stand, what happens next, what waits for them.
struct HomePage: Page {
  static let template = "home"
  /// The part that `live.js` fetches again.
  static let region = "live-home"

  /// One line of the facts: a time, or a link, or a plain value.
  struct Fact: Sendable, Equatable {
    struct Link: Sendable, Equatable {
      let linkAddress: String
      let linkText: String
    }

    let name: String
    var value = ""
    var time: Stamp?
    var link: Link?
    var detail: String?
  }

  struct Connect: Sendable, Equatable {
    let connectAddress: String
    let connectLabel: String
  }

  let title = "Home"
  var place: Place? { .home }
  let flash: String?
  let pill: Pill
  let headline: String
  let explanation: String
  /// For `live.js` to say when it changes.
  let said: String
  let trouble: Banner?
  let connect: Connect?
  let switchOn: Bool
  let switchOff: Bool
  let mayCheck: Bool
  let hasActions: Bool
  let showsSteps: Bool
  let steps: [FirstSteps.Step]
  let showsFacts: Bool
  let facts: [Fact]
  let showsDrafts: Bool
  let draftsHeading: String
  let hasDrafts: Bool
  let drafts: [DraftItem]
  let hasMore: Bool
  let waitingCount: Int
  let emptyHeading: String
  let emptyExplanation: String
}

/// Everything the home page is made from.
struct HomeFacts: Sendable {
  var connection: GmailConnection
  var settings: AgentSettings
  var line: StatusReport.Line?
  var counts: [DraftStatus: Int]
  /// The newest that wait for a decision.
  var waiting: [EmailDraft]
  /// What they answer, as far as it is kept.
  var answered: [DraftID: Conversation.Message] = [:]
  /// Seconds between two checks.
  var interval: Int
  var flash: String?
}

extension HomePage {
  /// Drafts shown on this page; the rest is behind a link.
  static let mostDrafts = 5

  init(_ facts: HomeFacts, clock: WallClock) {
    let state = HomeState(facts.connection, isSwitchedOn: facts.settings.isSwitchedOn, line: facts.line)
    let isOn = facts.connection.isConnected && facts.settings.isSwitchedOn
    let first = FirstSteps(
      isConnected: facts.connection.isConnected, isSwitchedOn: facts.settings.isSwitchedOn,
      hasDrafts: facts.counts.values.contains { $0 > 0 })
    let waiting = DraftList.waiting.count(in: facts.counts)
    flash = facts.flash
    pill = state.pill
    headline = state.headline
    explanation = state.explanation
    said = "\(state.headline) \(DraftList.waitingWords(waiting))"
    trouble = state.trouble
    connect =
      switch facts.connection {
      case .never:
        Connect(connectAddress: ConnectLink(returnTo: SitePath.home.address()).address, connectLabel: "Connect Gmail")
      case .lost(let address, _):
        Connect(
          connectAddress: ConnectLink(returnTo: SitePath.home.address(), account: address).address,
          connectLabel: "Connect Gmail again")
      case .connected: nil
      }
    switchOn = facts.connection.isConnected && !facts.settings.isSwitchedOn
    switchOff = isOn
    mayCheck = isOn && state.hasWorker
    hasActions = connect != nil || switchOn || switchOff
    showsSteps = first != nil
    steps = first?.steps ?? []
    self.facts = Self.facts(facts, isOn: isOn, clock: clock)
    showsFacts = facts.connection != .never
    showsDrafts = first == nil || waiting > 0
    draftsHeading = DraftList.waitingWords(waiting)
    drafts = facts.waiting.prefix(Self.mostDrafts).map {
      DraftItem($0, answering: facts.answered[$0.id], clock: clock)
    }
    hasDrafts = !drafts.isEmpty
    hasMore = waiting > drafts.count
    waitingCount = waiting
    emptyHeading = "Nothing waits for you"
    emptyExplanation =
      isOn
      ? "When a message needs an answer, its draft appears here."
      : "New drafts appear here while your secretary is on."
  }

  private static func facts(_ facts: HomeFacts, isOn: Bool, clock: WallClock) -> [Fact] {
    var list: [Fact] = []
    switch facts.connection {
    case .never: break
    case .connected(let address, _): list.append(Fact(name: "Gmail account", value: address, detail: "connected"))
    case .lost(let address, _): list.append(Fact(name: "Gmail account", value: address, detail: "not connected"))
    }
    if let since = facts.line?.checkingSince {
      list.append(Fact(name: "Looking into your mail", time: clock.ago(since), detail: "begun, and unusually long"))
    }
    if let last = facts.line?.row?.lastCheckAt {
      list.append(Fact(name: "Last look into your mail", time: clock.ago(last)))
    } else if isOn {
      list.append(Fact(name: "Last look into your mail", value: "not yet"))
    }
    if isOn, facts.line?.standing.name.isServed == true, let next = facts.line?.row?.nextCheckAt {
      list.append(
        Fact(name: "Next look", time: clock.until(next), detail: "every \(WallClock.length(facts.interval))"))
    }
    if let row = facts.line?.row, row.messagesSeen > 0 {
      let seen = row.messagesSeen
      list.append(
        Fact(
          name: "So far",
          link: Fact.Link(linkAddress: SitePath.mail.address(), linkText: "\(WallClock.count(seen, "message")) seen"),
          detail: "\(WallClock.count(row.draftsWritten, "draft")), \(row.messagesSetAside) set aside"))
    }
    list.append(
      Fact(
        name: "Times are in",
        link: Fact.Link(linkAddress: SitePath.settings.address(fragment: "time_zone"), linkText: clock.zoneName),
        detail: facts.settings.businessHoursOnly ? "works in business hours only" : "works around the clock"))
    return list
  }
}
