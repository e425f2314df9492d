import Foundation
import Secretary
import Testing

@testable import FleetStatus
@testable import Storage
@testable import Web

struct HomeStateTests {
  private static let connected = GmailConnection.connected(
    address: "ann@gmail.com", since: WallClock.sample.minutes(-1_000))

  @Test(
    arguments: [
      (GmailConnection.never, false, nil, HomeState.notConnected),
      (.never, true, nil, .notConnected),
      (.lost(address: "a@b.c", because: "gone"), true, .sample(), .disconnected(because: "gone")),
      (connected, false, .sample(), .off),
      (connected, true, nil, .startingSoon),
      (connected, true, .sample(), .working(.waiting)),
      (connected, true, .sample(row: .sample(problem: "Gmail is slow.")), .hindered(problem: "Gmail is slow.")),
      (
        connected, true, .sample(row: .sample(checkingSince: -7)),
        .hindered(problem: "The look into your mail that is going on takes unusually long")
      ),
      (
        connected, true, .sample(row: .sample(checkingSince: -700)), .working(.waiting)
      ),
      (connected, true, .sample(row: .sample(activity: nil)), .working(nil)),
      (connected, true, .sample(row: .sample(activity: .closed)), .working(.closed)),
      (connected, true, .sample(.told(.running(said: "no supervisor, outside business hours"))), .working(.waiting)),
      (connected, true, .sample(.told(.starting(within: .seconds(60)))), .startingSoon),
      (connected, true, .sample(.told(.waiting(.turn))), .startingSoon),
      (connected, true, .sample(.told(.waiting(.otherSupervisor("no supervisor")))), .startingSoon),
      (connected, true, .sample(.told(.off)), .startingSoon),
      (connected, true, .sample(.new, row: nil), .startingSoon),
      (connected, true, .sample(.told(.stopping(.silent, within: nil))), .stopping),
      (
        connected, true, .sample(.told(.backingOff(failures: 1, fault: nil))),
        .tryingAgain(at: WallClock.sample.minutes(0.6))
      ),
      (connected, true, .sample(.told(.held(.needsUser))), .held(.needsUser, problem: nil)),
      (
        .connected(address: "ann@gmail.com", since: WallClock.sample.minutes(-599)), true,
        .sample(.told(.held(.needsUser))), .startingSoon
      ),
      (
        connected, true, .sample(.told(.held(.badSettings)), row: .sample(problem: "bad time zone")),
        .held(.badSettings, problem: "bad time zone")
      ),
      (connected, true, .sample(.down), .unserved),
      (connected, true, .sample(.unserved, row: nil), .unserved),
    ] as [(GmailConnection, Bool, StatusReport.Line?, HomeState)])
  func `rows become one state`(
    _ connection: GmailConnection, _ isOn: Bool, _ line: StatusReport.Line?, _ state: HomeState
  ) {
    #expect(HomeState(connection, isSwitchedOn: isOn, line: line) == state)
  }

  private static let all: [HomeState] = [
    .notConnected, .disconnected(because: "it was withdrawn"), .off, .working(.waiting),
    .hindered(problem: "Gmail is slow"), .startingSoon, .stopping, .tryingAgain(at: nil),
    .held(.badSettings, problem: nil),
    .unserved,
  ]

  @Test func `every state has words of its own`() {
    #expect(Set(Self.all.map(\.headline)).count == Self.all.count)
    #expect(Set(Self.all.map(\.pill.word)).count == Self.all.count)
    for state in Self.all {
      #expect(state.headline.hasSuffix("."))
      #expect(state.explanation.hasSuffix("."))
    }
  }

  @Test(arguments: [
    (WorkerActivity.closed, "Outside business hours."), (.neverOpen, "Outside business hours, and none are set."),
    (.waiting, "Mail that needs an answer gets a draft, and you find it here."),
    (.retrying, "Mail that needs an answer gets a draft, and you find it here."),
  ])
  func `rest outside business hours is explained`(_ activity: WorkerActivity, _ words: String) {
    #expect(HomeState.working(activity).explanation == words)
  }

  @Test(
    arguments: [
      (HoldReason.needsUser, nil, "Google access was withdrawn; starts when the account is connected again."),
      (.badSettings, nil, "Its settings cannot be worked with; starts when they change."),
      (.badSettings, "the time zone is unknown", "The time zone is unknown."),
      (.unreadable("the row cannot be understood"), "an old trouble", "The row cannot be understood."),
    ] as [(HoldReason, String?, String)])
  func `whoever is held is told why`(_ reason: HoldReason, _ problem: String?, _ words: String) {
    #expect(HomeState.held(reason, problem: problem).trouble?.meaning == words)
  }

  @Test func `a problem is shown in its own words`() {
    #expect(HomeState.hindered(problem: "Gmail is slow").trouble?.meaning == "Gmail is slow.")
    #expect(HomeState.disconnected(because: "it was withdrawn").trouble?.meaning == "It was withdrawn.")
    #expect(HomeState.working(.waiting).trouble == nil)
  }
}

struct FirstStepsTests {
  @Test(arguments: [
    (false, false, false, ["now", "later", "later"]), (true, false, false, ["done", "now", "later"]),
    (true, true, false, ["done", "done", "now"]), (false, true, false, ["now", "later", "later"]),
  ])
  func `the first step that is not done is the one to take`(
    _ isConnected: Bool, _ isOn: Bool, _ hasDrafts: Bool, _ phases: [String]
  ) {
    let steps = FirstSteps(isConnected: isConnected, isSwitchedOn: isOn, hasDrafts: hasDrafts)
    #expect(steps?.steps.map(\.phase) == phases)
  }

  @Test(arguments: [(true, true), (true, false), (false, false)])
  func `guidance goes with the first draft and does not come back`(_ isConnected: Bool, _ isOn: Bool) {
    #expect(FirstSteps(isConnected: isConnected, isSwitchedOn: isOn, hasDrafts: true) == nil)
  }
}

struct HomePageTests {
  private func page(_ name: String) throws -> HomePage {
    try #require([PageSample].everything.first { $0.name == "home-\(name)" }?.page as? HomePage)
  }

  @Test func `nobody can switch on without a connection`() throws {
    let page = try page("new")
    #expect(!page.switchOn && !page.switchOff && !page.mayCheck)
    #expect(page.connect?.connectAddress == "/auth/gmail/connect?return_to=%2F")
    #expect(page.showsSteps)
  }

  @Test func `somebody who lost the connection is sent to the same account`() throws {
    let page = try page("disconnected")
    #expect(page.connect?.connectAddress == "/auth/gmail/connect?return_to=%2F&account=ann.smith%40gmail.com")
    #expect(!page.switchOn && !page.switchOff)
    #expect(page.hasDrafts, "drafts already written stay in sight")
  }

  @Test func `times and counts are told in words`() throws {
    let page = try page("working")
    #expect(page.facts.compactMap(\.time?.words) == ["2 minutes ago", "in 3 minutes"])
    #expect(page.draftsHeading == "7 drafts wait for you.")
    #expect(page.hasMore)
    #expect(page.switchOff && page.mayCheck && page.connect == nil)
  }

  @Test func `nobody is asked to look where nobody would hear it`() throws {
    #expect(try ["held", "unserved", "off", "disconnected"].allSatisfy { try !page($0).mayCheck })
    #expect(try ["working", "hindered", "starting", "trying-again"].allSatisfy { try page($0).mayCheck })
  }

  @Test func `an account that is off offers to switch on and tells no next look`() throws {
    let page = try page("off")
    #expect(page.switchOn && !page.switchOff && !page.mayCheck)
    #expect(page.facts.contains { $0.name == "Next look" } == false)
  }
}
