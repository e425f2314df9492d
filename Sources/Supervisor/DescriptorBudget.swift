import Foundation
import Glibc
import Secretary

/// Open descriptors, against the limit. `Process` misbehaves silently when descriptors run out (it watches a wrong one and
/// never reports an exit again), so starting stops well before.
struct DescriptorBudget {
  /// What one child costs: the lifeline and `Process`'s own death watch, or the socket of a launcher and that.
  static let perChild = 2
  /// What a supervisor has open without any launcher, rounded up.
  static let ofSupervisor = 32
  /// What a launcher has open without any child, rounded up.
  static let ofLauncher = 24
  /// A start takes longer the more files are open, for `Process` lists and closes each in the child.
  static let mostChildren = 1_000

  private(set) var open: Int
  let limit: Int

  /// Raises the soft limit as far as it may go.
  init() {
    var limits = rlimit()
    let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    getrlimit(resource, &limits)
    limits.rlim_cur = limits.rlim_max
    setrlimit(resource, &limits)
    getrlimit(resource, &limits)
    limit = Int(clamping: limits.rlim_cur)
    Self.bringBelow(limit)
    open = Self.count()
  }

  /// A descriptor that lies above the limit, inherited from somebody with a higher one, would let every start fail:
  /// `Process` tells the child to close it, and `posix_spawn` takes no such number. Under a lower one it stays open, for it
  /// may be how whoever started us learns of our end.
  private static func bringBelow(_ limit: Int) {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd") else { return }
    for number in names.compactMap({ Int32($0) }) where number >= limit {
      if fcntl(number, F_DUPFD_CLOEXEC, 3) >= 0 { close(number) }
    }
  }

  init(open: Int, limit: Int) {
    self.open = open
    self.limit = limit
  }

  /// Nil when one more child fits in 80 % of the limit, else why not.
  var refusal: String? {
    guard open + Self.perChild > limit * 8 / 10 else { return nil }
    return "\(open) of \(limit) open files are in use, and starting stops at 80 %; \(Self.advice)"
  }

  private static let advice = "raise the limit (LimitNOFILE= in the unit, ulimit -n in a shell)"

  /// Whether so many workers cannot all run under this limit, in words.
  func lack(for workers: Int) -> String? {
    let launchers = (limit * 8 / 10 - Self.ofSupervisor) / Self.perChild
    guard workers > max(0, launchers) * childrenOfLauncher else { return nil }
    return
      "\(workers.counted("worker")) cannot all run with \(limit) open files a process: those that find no room wait; \(Self.advice)"
  }

  /// How many children a launcher under this limit has, at most.
  var childrenOfLauncher: Int {
    max(1, min(Self.mostChildren, (limit * 8 / 10 - Self.ofLauncher) / Self.perChild))
  }

  mutating func childStarted() { open += Self.perChild }
  mutating func childEnded() { open -= Self.perChild }

  /// Counts again, for others in this process open files too.
  mutating func recount() { open = Self.count() }

  private static func count() -> Int {
    guard let folder = opendir("/proc/self/fd") else { return 0 }
    defer { closedir(folder) }
    var count = 0
    while readdir(folder) != nil { count += 1 }
    return count - 3  // `.`, `..` and the folder itself
  }
}
