import FoundationEssentials
import Glibc
import Secretary

/// How many processes we may have, by each limit of the system that counts them.
struct ProcessBudget {
  static let advice =
    "raise the limit (TasksMax= and LimitNPROC= in the unit, ulimit -u in a shell, kernel.pid_max and kernel.threads-max for all)"
  /// Besides sleeping workers: supervisor, launchers and the threads of those that are awake.
  static let others = 64

  /// What each limit is called, and how many it allows.
  let limits: [(name: String, count: Int)]

  init(limits: [(name: String, count: Int)]) { self.limits = limits }

  /// What holds for this process.
  init() {
    var limits: [(name: String, count: Int)] = []
    // The system counts nobody's against root.
    if geteuid() != 0 {
      var ours = rlimit()
      getrlimit(__rlimit_resource_t(__RLIMIT_NPROC.rawValue), &ours)
      limits.append(("processes of this user", Int(clamping: ours.rlim_cur)))
    }
    for (name, path) in [("process numbers", "kernel/pid_max"), ("threads", "kernel/threads-max")] {
      if let count = Self.number(in: "/proc/sys/" + path) { limits.append((name, count)) }
    }
    for folder in Self.controlGroups {
      if let count = Self.number(in: folder + "/pids.max") { limits.append(("tasks of this unit", count)) }
    }
    self.limits = limits
  }

  /// Whether so many workers cannot all run, in words.
  func lack(for workers: Int) -> String? {
    guard let lowest = limits.min(by: { $0.count < $1.count }), workers + Self.others > lowest.count else { return nil }
    return
      "\(workers.counted("worker")) cannot all run with \(lowest.count) \(lowest.name): those that find no room wait; \(Self.advice)"
  }

  /// Nil for "max", and where there is no such file.
  private static func number(in path: String) -> Int? {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
    return Int(text.prefix { $0 != "\n" })
  }

  /// Where our limit of tasks stands: `0::/path` of the one hierarchy, or `N:pids:/path` of one of many.
  private static var controlGroups: [String] {
    let text = (try? String(contentsOfFile: "/proc/self/cgroup", encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap { line in
      let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard fields.count == 3 else { return nil }
      if fields[1].isEmpty { return "/sys/fs/cgroup" + fields[2] }
      return fields[1].split(separator: ",").contains("pids") ? "/sys/fs/cgroup/pids" + fields[2] : nil
    }
  }
}
