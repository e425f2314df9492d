import CSleep

/// What the due moment is told by.
enum DueClock {
  /// For intervals: goes on while the machine is suspended, and nobody can set it.
  case boottime
  /// For business hours: the wall clock.
  case realtime

  init?(named name: UnsafePointer<CChar>?) {
    guard let name else { return nil }
    if strcmp(name, "boottime") == 0 {
      self = .boottime
    } else if strcmp(name, "realtime") == 0 {
      self = .realtime
    } else {
      return nil
    }
  }

  var id: clockid_t { self == .boottime ? CLOCK_BOOTTIME : CLOCK_REALTIME }

  /// None when it has passed.
  func milliseconds(until due: Int64) -> Int64 {
    var now = timespec()
    clock_gettime(id, &now)
    return max(0, due - (Int64(now.tv_sec) * 1_000 + Int64(now.tv_nsec) / 1_000_000))
  }
}
