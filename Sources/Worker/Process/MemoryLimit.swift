import CLinux
import Glibc

/// How much memory this process may use, set by itself before it reads mail, and kept through `execve`.
///
/// What counts is memory that holds data (`RLIMIT_DATA`). The size of the address space (`RLIMIT_AS`) counts every library and
/// every stack that is only reserved: 450 MB of a worker that uses four.
package enum MemoryLimit {
  /// Stacks count as they are reserved, so with the usual 8 MB a few threads are half of a small limit.
  private static let stack = 1 << 20

  /// Bytes; nil for no limit. A limit that was lower before stays.
  package static func hold(_ bytes: Int?) {
    secretary_use_stacks_of(stack)
    guard let bytes else { return }
    var limit = rlimit()
    let resource = __rlimit_resource_t(RLIMIT_DATA.rawValue)
    getrlimit(resource, &limit)
    limit.rlim_max = min(limit.rlim_max, rlim_t(bytes))
    limit.rlim_cur = limit.rlim_max
    setrlimit(resource, &limit)
    secretary_watch_crashes()
  }

  /// What holds, in bytes; nil when nothing does.
  static var current: Int? {
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_DATA.rawValue), &limit)
    return limit.rlim_cur >= rlim_t(Int.max) ? nil : Int(limit.rlim_cur)
  }

  /// Bytes in use of those that the limit counts.
  static var inUse: Int { max(0, secretary_data_in_use()) }
}
