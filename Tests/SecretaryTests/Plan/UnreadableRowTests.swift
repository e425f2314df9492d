import Secretary
import Testing

/// A user whose row cannot be understood is held with the reason, until it can; nobody else notices.
@Suite struct UnreadableRowTests {
  private static let problem = "check_interval_seconds cannot be understood"

  private func change(_ fleet: inout Fleet, unreadable: String?) {
    fleet.rows[0].unreadable = unreadable
    fleet.wantRows()
  }

  @Test func `nobody is started for a row that cannot be understood, until it can`() {
    var fleet = Fleet()
    fleet.rows = [
      WantedWorker(userID: ann, address: "ann@example.com", unreadable: Self.problem),
      WantedWorker(userID: "bob", address: "bob@example.com"),
    ]
    fleet.wantRows()
    fleet.step()
    #expect(fleet.started == ["bob"])
    #expect(fleet.report(ann)?.condition == .held(.unreadable(Self.problem)))
    change(&fleet, unreadable: "another column")
    #expect(fleet.step() == [])
    #expect(fleet.report(ann)?.condition == .held(.unreadable("another column")))
    change(&fleet, unreadable: nil)
    fleet.step()
    #expect(fleet.started == ["bob", ann])
  }

  @Test func `a worker whose row becomes odd is stopped and held, and started when it is mended`() {
    var fleet = Fleet()
    fleet.bringUp([ann, "bob"])
    change(&fleet, unreadable: Self.problem)
    #expect(fleet.step() == [.terminate(pid: fleet.pids[ann] ?? 0)])
    fleet.exit(ann, .signal(15))
    #expect(fleet.step() == [])
    #expect(fleet.report(ann)?.condition == .held(.unreadable(Self.problem)))
    change(&fleet, unreadable: nil)
    fleet.step()
    #expect(fleet.started == [ann])
  }

  @Test func `one who waits for their turn or for a pause to end has none any more`() {
    var fleet = Fleet(startingAtOnce: 1)
    fleet.rows = ["carol", ann].map { WantedWorker(userID: $0, address: "\($0)@example.com") }
    fleet.wantRows()
    fleet.step()
    #expect(fleet.started == ["carol"])
    fleet.rows[1].unreadable = Self.problem
    fleet.wantRows()
    fleet.say(WorkerMessage(isReady: true), "carol")
    fleet.step()
    #expect(fleet.started == ["carol"])
    fleet.exit("carol", .code(75))
    fleet.rows[0].unreadable = Self.problem
    fleet.wantRows()
    fleet.step(after: .seconds(2))
    #expect(fleet.started == ["carol"])
    #expect(fleet.report("carol")?.condition == .held(.unreadable(Self.problem)))
  }

  @Test func `reloading does not start anybody on such a row, and switching off ends the hold`() {
    var fleet = Fleet()
    fleet.rows = [WantedWorker(userID: ann, address: "ann@example.com", unreadable: Self.problem)]
    fleet.wantRows()
    fleet.plan.reloaded(at: fleet.now)
    #expect(fleet.step() == [])
    fleet.want([])
    #expect(fleet.step() == [.release(ann)])
    #expect(fleet.report(ann)?.state == .off)
  }
}
