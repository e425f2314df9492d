import FoundationEssentials
import Testing

@testable import Secretary

@Suite struct CorrespondentTests {
  private static let start = Date(timeIntervalSince1970: 1_760_000_000)
  private static let hour = 3_600.0

  /// What is known after these events, each with its hour.
  private func known(_ events: [(Correspondent.Event, Double)]) -> Correspondent {
    var known = Correspondent()
    for (event, hour) in events { known.learn(event, at: Self.start + hour * Self.hour) }
    return known
  }

  @Test func `a mail that is written back to is answered, and how long that took is known`() {
    let known = known([(.received, 0), (.written, 2)])
    #expect(known.received == 1 && known.answered == 1 && known.written == 1)
    #expect(!known.isWaiting && known.typicalDelay == 2 * Self.hour)
    #expect(known.lastReceived == Self.start && known.lastWritten == Self.start + 2 * Self.hour)
  }

  @Test func `two mails that are answered by one are answered once`() {
    let known = known([(.received, 0), (.received, 5), (.written, 6)])
    #expect(known.received == 2 && known.answered == 1)
    #expect(known.typicalDelay == Self.hour, "counted from the newer")
  }

  @Test func `who writes twice in a row answers once, and who writes first answers nothing`() {
    #expect(known([(.received, 0), (.written, 1), (.written, 2)]).answered == 1)
    let first = known([(.written, 0), (.received, 1)])
    #expect(first.answered == 0 && first.written == 1 && first.isWaiting && first.typicalDelay == nil)
  }

  @Test func `a copy is the user's mail to them, and answers nothing`() {
    let known = known([(.received, 0), (.copied, 1)])
    #expect(known.answered == 0 && known.written == 1 && known.isWaiting)
    #expect(known.lastWritten == Self.start + Self.hour)
  }

  @Test func `a clock that goes backwards makes no answer before its mail, and nothing younger`() {
    let known = known([(.received, 10), (.written, 3), (.received, 4)])
    #expect(known.answered == 1 && known.typicalDelay == 0)
    #expect(known.lastReceived == Self.start + 10 * Self.hour && known.lastWritten == Self.start + 3 * Self.hour)
  }

  /// So many mails, each answered after some hours.
  private func answers(_ count: Int, after delay: Double, from start: Double = 0) -> [(Correspondent.Event, Double)] {
    var events: [(Correspondent.Event, Double)] = []
    for number in 0..<count {
      let arrival: Double = start + Double(number) * 200
      events += [(.received, arrival), (.written, arrival + delay)]
    }
    return events
  }

  @Test func `one late answer among quick ones does not make the delay long, many do`() {
    let quick = answers(9, after: 1)
    #expect(known(quick + answers(1, after: 100, from: 2_000)).typicalDelay == 1.5 * Self.hour)
    #expect(known(quick + answers(20, after: 100, from: 2_000)).typicalDelay == 100 * Self.hour)
    let shorter = known(answers(1, after: 100) + answers(1, after: 1, from: 200)).typicalDelay ?? 0
    #expect(shorter > 66 * Self.hour && shorter < 67 * Self.hour)
  }

  @Test func `an answer within the same second still lets later ones take longer`() {
    let known = known([(.received, 0), (.written, 0), (.received, 1), (.written, 2), (.received, 3), (.written, 4)])
    #expect(known.typicalDelay == 2.25)
  }

  @Test func `counts end at a million, and answers stay at most what was received`() {
    var known = Correspondent(
      received: Correspondent.mostCounted, answered: Correspondent.mostCounted, written: Correspondent.mostCounted)
    for event in [Correspondent.Event.received, .written, .copied] { known.learn(event, at: Self.start) }
    #expect(known.received == 1_000_000 && known.answered == 1_000_000 && known.written == 1_000_000)
    var one = Correspondent(received: Correspondent.mostCounted - 1)
    one.learn(.received, at: Self.start)
    #expect(one.received == Correspondent.mostCounted)
  }
}
