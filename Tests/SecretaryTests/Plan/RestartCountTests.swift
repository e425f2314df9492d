import Secretary
import Testing

@Suite struct RestartCountTests {
  @Test func `a first start is no restart, each later one is, and a hundred of a day are remembered`() throws {
    var fleet = Fleet()
    fleet.bringUp([ann])
    let first = try fleet.told(ann)
    #expect(first.restarts == 0 && first.restartsLastDay == 0)
    for count in 1...101 {
      fleet.exit(ann, .signal(9))
      fleet.step(after: .seconds(300))
      let report = try fleet.told(ann)
      #expect(report.restarts == count && report.restartsLastDay == min(count, 100))
    }
  }

  @Test(arguments: [(86_400, 2), (86_401, 1)])
  func `a restart counts for a day`(seconds: Int, count: Int) throws {
    var fleet = Fleet()
    fleet.bringUp([ann], cycles: true)
    fleet.exit(ann, .signal(9))
    fleet.step()
    fleet.say(WorkerMessage(isReady: true, completedCycle: true), ann)
    fleet.now = fleet.now + .seconds(seconds)
    fleet.exit(ann, .signal(9))
    fleet.step()
    let report = try fleet.told(ann)
    #expect(report.restarts == 2 && report.restartsLastDay == count)
  }
}
