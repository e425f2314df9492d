import Foundation
import Secretary
import Testing

@testable import FleetStatus

struct OperatorWordsTests {
  @Test(
    arguments: [
      (.off, "off; about to be started"),
      (.waiting(.lease), "waits for its lease; starts when that is written"),
      (
        .waiting(.otherSupervisor("mail-2, process 7")),
        "served by another supervisor (mail-2, process 7); starts here when that one gives it up"
      ),
      (
        .waiting(.otherSupervisor("secretary-worker on mail-2 (pid 7)")),
        "served by a worker that somebody started by hand (secretary-worker on mail-2 (pid 7)); starts here when that one ends"
      ),
      (
        .waiting(.limit("no more files; raise the limit")),
        "waits for room: no more files; raise the limit; looked for again by itself"
      ),
      (.waiting(.turn), "waits for its turn; starts when workers before it are ready"),
      (
        .waiting(.commonPause),
        "many workers crashed at once; starts after a common pause, when five others have tried"
      ),
      (.waiting(.probes), "many workers crashed at once; starts when the five now trying keep running"),
      (
        .starting(within: .seconds(60)), "is starting; killed and tried again if it is not ready within 60 s"
      ),
      (.running(said: nil), "running"), (.running(said: "next check in 40 s"), "next check in 40 s"),
      (
        .stopping(.switchedOff, within: .seconds(25)),
        "is stopping, because it was switched off; killed in 25 s"
      ),
      (
        .stopping(.settingsChanged, within: nil),
        "is stopping and starts again at once, because its interval changed; was killed"
      ),
      (.stopping(.leaseLost, within: nil), "is stopping, because another supervisor took the user over; was killed"),
      (.stopping(.shutdown, within: nil), "is stopping, because the supervisor stops; was killed"),
      (
        .stopping(.startTooLong, within: nil),
        "was not ready in time and is killed; tried again after a pause; was killed"
      ),
      (.stopping(.silent, within: nil), "stopped answering and is killed; started again after that; was killed"),
      (.held(.needsUser), "Google access was withdrawn; starts when the account is connected again"),
      (
        .held(.badSettings),
        "its settings cannot be worked with (exit code 78); starts when they change or the supervisor is reloaded"
      ),
      (
        .held(.unreadable("check_requested_at cannot be understood")),
        "check_requested_at cannot be understood; starts when that is corrected"
      ),
    ] as [(WorkerCondition, String)])
  func `every condition says what is so and what happens next`(_ condition: WorkerCondition, _ words: String) {
    #expect(condition.words(after: .signal(9), living: .seconds(12)) == words)
  }

  @Test func `a sleeper says until when, and what its last check found`() {
    let condition = WorkerCondition.asleep(said: "the last check found nothing new")
    let words = { condition.words(after: nil, living: .zero, until: $0) }
    #expect(words("14:05") == "asleep until 14:05; the last check found nothing new")
    #expect(words(nil) == "asleep; the last check found nothing new")
    #expect(FleetSummary(counts: [.running: 1, .asleep: 9]).words == "1 running, 9 asleep")
  }

  @Test func `a moment is told by this machine's clock, with its day when that is another`() throws {
    let now = Date(timeIntervalSince1970: 1_790_000_000)  // 2026-09-21 14:13:20 UTC
    let zone = try #require(TimeZone(identifier: "Europe/Berlin"))
    #expect(StatusTable.clock(now.addingTimeInterval(300), at: now, in: zone) == "16:18")
    #expect(StatusTable.clock(now.addingTimeInterval(86_400), at: now, in: zone) == "2026-09-22 16:13")
  }

  @Test(
    arguments: [
      (1, nil, nil, "failed; tried again soon"),
      (1, nil, .signal(11), "crashed (signal 11, segmentation fault) after 12 s; tried again soon"),
      (2, nil, .signal(64), "crashed (signal 64) after 12 s, 2 times in a row; tried again soon"),
      (1, .startTooLong, .signal(9), "was not ready after 12 s and was killed; tried again soon"),
      (1, .silent, .signal(9), "stopped answering after 12 s and was killed; tried again soon"),
      (0, nil, .code(0), "finished by itself after 12 s; tried again soon"),
      (1, nil, .code(75), "failed for now (exit code 75, a temporary failure); tried again soon"),
      (1, nil, .code(3), "crashed (exit code 3) after 12 s; tried again soon"),
      (1, nil, .notStarted("no more files"), "failed for now (not started: no more files); tried again soon"),
      (1, nil, .vanished, "crashed (its process disappeared) after 12 s; tried again soon"),
    ] as [(Int, StopReason?, WorkerExit?, String)])
  func `one that backs off says how it ended and how often`(
    failures: Int, fault: StopReason?, exit: WorkerExit?, words: String
  ) {
    let condition = WorkerCondition.backingOff(failures: failures, fault: fault)
    #expect(condition.words(after: exit, living: .seconds(12)) == words)
  }

  @Test(
    arguments: [
      ([:], true, "no workers wanted"), ([.off: 3, .running: 0], true, "no workers wanted"),
      (
        [.stopping: 1, .held: 2, .backingOff: 3, .waiting: 4, .starting: 5, .running: 6], true,
        "6 running, 5 starting, 4 waiting, 3 backing off, 2 held, 1 stopping"
      ),
      ([.waiting: 9], false, "9 waiting; many crashed at once, so starts are held back"),
    ] as [([WorkerCondition.Name: Int], Bool, String)])
  func `a fleet is told in the order of how much its states matter`(
    counts: [WorkerCondition.Name: Int], isClosed: Bool, words: String
  ) {
    #expect(FleetSummary(counts: counts, breakerIsClosed: isClosed).words == words)
  }

  @Test(arguments: [
    (0.84, "0.8 s"), (2.0, "2 s"), (12.4, "12 s"), (300, "5 min"), (10_800, "3 h"), (259_200, "3 days"),
  ])
  func `a length of time is short`(seconds: Double, words: String) {
    #expect(Duration.seconds(seconds).inWords == words)
  }

  @Test func `machines read the same words for states as ever`() {
    #expect(
      WorkerStanding.Name.allCases.map(\.rawValue)
        == ["running", "asleep", "starting", "waiting", "backing_off", "stopping", "held", "down", "off"])
  }
}
