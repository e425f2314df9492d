import Secretary

/// How many workers were started within the last minute, counted by the second.
struct StartRate {
  private static let window: Int64 = 60
  private var counts: [Int64: Int] = [:]

  mutating func count(at now: Moment) { counts[Self.second(now), default: 0] += 1 }

  mutating func perMinute(at now: Moment) -> Int {
    let oldest = Self.second(now) - Self.window
    counts = counts.filter { $0.key > oldest }
    return counts.values.reduce(0, +)
  }

  private static func second(_ moment: Moment) -> Int64 { moment.sinceStart.components.seconds }
}
