import Foundation
import Testing

@testable import FleetStatus
@testable import Storage
@testable import Web

struct HomeStateTests {
  private static let connected = Connection.connected(address: "ann@gmail.com")

  @Test(
    arguments: [
      (Connection.never, false, nil, HomeState.notConnected),
      (.never, true, nil, .notConnected),
      (.lost(address: "a@b.c", because: "gone"), true, .sample(), .disconnected(because: "gone")),
      (connected, false, .sample(), .off),
      (connected, true, nil, .startingSoon),
      (connected, true, .sample(), .working(activity: "waiting for the next check")),
      (connected, true, .sample(row: .sample(problem: "Gmail is slow.")), .hindered(problem: "Gmail is slow.")),
      (
        connected, true, .sample(row: .sample(checkingSince: -7)),
        .hindered(problem: "The look into your mail that is going on takes unusually long")
      ),
      (
        connected, true, .sample(row: .sample(checkingSince: -700)), .working(activity: "waiting for the next check")
      ),
      (connected, true, .sample(state: "starting"), .startingSoon),
      (connected, true, .sample(state: "waiting", words: "waits for its turn"), .startingSoon),
      (connected, true, .sample(state: "off", words: "switched off"), .startingSoon),
      (connected, true, .sample(state: "stopping"), .stopping),
      (connected, true, .sample(state: "backing_off"), .tryingAgain(at: WallClock.sample.minutes(0.6))),
      (connected, true, .sample(state: "held", words: "bad settings"), .held(words: "bad settings")),
      (connected, true, .sample(state: "down"), .unserved),
      (connected, true, .sample(state: "waiting", words: "no supervisor runs; starts when one does"), .unserved),
    ] as [(Connection, Bool, StatusReport.Line?, HomeState)])
  func `rows become one state`(_ connection: Connection, _ isOn: Bool, _ line: StatusReport.Line?, _ state: HomeState) {
    #expect(HomeState(connection, isSwitchedOn: isOn, line: line) == state)
  }

  private static let all: [HomeState] = [
    .notConnected, .disconnected(because: "it was withdrawn"), .off, .working(activity: "waiting"),
    .hindered(problem: "Gmail is slow"), .startingSoon, .stopping, .tryingAgain(at: nil), .held(words: "bad settings"),
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

  @Test func `rest outside business hours is explained in the worker's words`() {
    let state = HomeState.working(activity: "outside business hours until 09:00")
    #expect(state.explanation == "Outside business hours until 09:00.")
  }

  @Test func `a problem is shown in its own words`() {
    #expect(HomeState.hindered(problem: "Gmail is slow").trouble?.meaning == "Gmail is slow.")
    #expect(HomeState.disconnected(because: "it was withdrawn").trouble?.meaning == "It was withdrawn.")
    #expect(HomeState.working(activity: "waiting").trouble == nil)
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
