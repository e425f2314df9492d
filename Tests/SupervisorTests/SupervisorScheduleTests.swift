import Secretary
import Testing

@testable import Supervisor

struct SupervisorScheduleTests {
  private static func at(_ seconds: Int) -> Moment { Moment(.seconds(seconds)) }
  private static func schedule(watchdog: Duration? = nil) -> SupervisorSchedule {
    SupervisorSchedule(SupervisorSchedule.Pace(), watchdog: watchdog)
  }

  @Test func `at the start children are looked at and the store is asked for everything`() {
    var schedule = Self.schedule()
    #expect(schedule.due(at: Self.at(0)) == [.reconcile, .askStore(renewing: true, withUsages: true)])
    #expect(schedule.due(at: Self.at(0)) == [])
    #expect(schedule.next == Self.at(15))
  }

  @Test func `a store that has not answered is not asked again, and is as soon as it has`() {
    var schedule = Self.schedule()
    _ = schedule.due(at: Self.at(0))
    #expect(schedule.due(at: Self.at(5)) == [])
    schedule.storeAnswered(at: Self.at(5))
    #expect(schedule.due(at: Self.at(5)) == [.askStore(renewing: false, withUsages: false)])
    schedule.storeAnswered(at: Self.at(5))
    #expect(schedule.next == Self.at(6))
    #expect(schedule.due(at: Self.at(10)) == [.askStore(renewing: true, withUsages: true)])
  }

  @Test func `children that may be gone unheard are looked at within a second`() {
    var schedule = Self.schedule()
    _ = schedule.due(at: Self.at(0))
    schedule.reconcileSoon(at: Self.at(0))
    #expect(schedule.next == Self.at(1))
    #expect(schedule.due(at: Self.at(1)) == [.reconcile])
  }

  @Test func `after a reload everything is due, and the store once it has answered`() {
    var schedule = Self.schedule()
    _ = schedule.due(at: Self.at(0))
    schedule.everythingIsDue(at: Self.at(0))
    #expect(schedule.due(at: Self.at(0)) == [.reconcile])
    schedule.storeAnswered(at: Self.at(0))
    #expect(schedule.due(at: Self.at(0)) == [.askStore(renewing: false, withUsages: true)])
  }

  @Test func `the watchdog is fed three times as often as it asks for, while the store answers`() {
    var schedule = Self.schedule(watchdog: .seconds(30))
    #expect(schedule.due(at: Self.at(0)).contains(.feedWatchdog))
    schedule.storeAnswered(at: Self.at(1))
    #expect(!schedule.due(at: Self.at(9)).contains(.feedWatchdog))
    #expect(schedule.due(at: Self.at(10)).contains(.feedWatchdog))
    #expect(schedule.due(at: Self.at(30)).contains(.feedWatchdog))
    // The request of the ninth second has no answer, and anything that the store is asked has one in a minute.
    #expect(schedule.due(at: Self.at(60)).contains(.feedWatchdog))
    #expect(!schedule.due(at: Self.at(70)).contains(.feedWatchdog))
  }

  @Test func `without a watchdog none is fed`() {
    var schedule = Self.schedule()
    #expect(!schedule.due(at: Self.at(0)).contains(.feedWatchdog))
  }
}
