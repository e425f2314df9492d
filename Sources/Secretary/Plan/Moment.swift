/// A point on a clock that never jumps, counted from the supervisor's start. The plan thinks in these, so that setting
/// the wall clock can neither wake a worker early nor hold it for years.
package struct Moment: Comparable, Hashable, Sendable {
  package var sinceStart: Duration

  package init(_ sinceStart: Duration = .zero) { self.sinceStart = sinceStart }

  package static func < (left: Moment, right: Moment) -> Bool { left.sinceStart < right.sinceStart }
  package static func + (moment: Moment, duration: Duration) -> Moment { Moment(moment.sinceStart + duration) }
  package static func - (later: Moment, earlier: Moment) -> Duration { later.sinceStart - earlier.sinceStart }
}
