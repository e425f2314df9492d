import FoundationEssentials

/// The units one user has spent in the running minute.
struct Quota {
  var unitsPerMinute: Int
  private var spent: [String: (minute: Int, units: Int)] = [:]

  init(unitsPerMinute: Int) { self.unitsPerMinute = unitsPerMinute }

  /// Books `units`, or refuses them when the minute's allowance would be passed. A refused call costs nothing.
  mutating func spend(_ units: Int, by account: String, at now: Date) -> Bool {
    let minute = Int(now.timeIntervalSince1970 / 60)
    let already = spent[account].flatMap { $0.minute == minute ? $0.units : nil } ?? 0
    guard already + units <= unitsPerMinute else { return false }
    spent[account] = (minute, already + units)
    return true
  }
}
