import Testing

@testable import Secretary

@Suite struct TimerQueueTests {
  @Test(arguments: 1...64) func `what falls due comes soonest first, in whatever order it was added`(count: Int) {
    var timers = TimerQueue()
    // A step that shares no divisor with the count goes round all of them.
    let step = [31, 37, 41].first { count % $0 != 0 } ?? 1
    for index in 0..<count { timers.add(UserID("\(index)"), at: Moment(.seconds(index * step % count))) }
    #expect(timers.soonest == Moment())
    var seen: [Moment] = []
    while let due = timers.next(at: Moment(.seconds(count))) { seen.append(due.at) }
    #expect(seen == (0..<count).map { Moment(.seconds($0)) })
    #expect(timers.soonest == nil)
  }

  @Test func `what is not due stays`() {
    var timers = TimerQueue()
    timers.add(UserID("ann"), at: Moment(.seconds(2)))
    timers.add(UserID("ben"), at: Moment(.seconds(1)))
    #expect(timers.next(at: Moment(.milliseconds(999))) == nil)
    #expect(timers.next(at: Moment(.seconds(1)))?.user == UserID("ben"))
    #expect(timers.next(at: Moment(.seconds(1))) == nil)
    #expect(timers.next(at: Moment(.seconds(9)))?.user == UserID("ann"))
    #expect(timers.next(at: Moment(.seconds(9))) == nil)
  }

  @Test(arguments: [0, 1, 64, 65, 66, 128, 129, 130, 1_000]) func `a queue gives back what it got, in that order`(
    count: Int
  ) {
    var queue = Queue<Int>()
    #expect(queue.isEmpty && queue.first == nil && queue.popFirst() == nil)
    for number in 0..<count { queue.append(number) }
    for number in 0..<count {
      #expect(queue.first == number && queue.popFirst() == number)
      queue.append(count + number)
    }
    for number in 0..<count { #expect(queue.popFirst() == count + number) }
    #expect(queue.isEmpty && queue.first == nil && queue.popFirst() == nil)
  }
}
