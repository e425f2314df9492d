import ManualTime
import Testing

@testable import Worker

@Suite struct OverdueMarkTests {
  @Test func `what did not begin ten minutes after its time is overdue, and what is not expected never is`() {
    let clock = ManualClock()
    let mark = OverdueMark(clock)
    clock.advance(by: .seconds(100_000))
    #expect(!mark.isOverdue)
    mark.expect(in: .seconds(300))
    clock.advance(by: .seconds(900))
    #expect(!mark.isOverdue)
    clock.advance(by: .seconds(1))
    #expect(mark.isOverdue)
    mark.expectNothing()
    #expect(!mark.isOverdue)
  }
}
