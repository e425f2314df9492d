import CLinux
import Glibc
import Secretary

/// The process itself, as opposed to the work it does.
package enum WorkerProcess {
  /// First act of `main`. A child inherits blocked and ignored signals from whichever thread spawned it, and a pool thread
  /// blocks nearly all. From here on those that `ProcessControls` reads wait for it, in every thread to come, and no other does.
  package static func begin() {
    for number in Int32(1)...31 where number != SIGKILL && number != SIGSTOP { signal(number, SIG_DFL) }
    var controls = sigset_t()
    secretary_fill_controls(&controls)
    sigprocmask(SIG_SETMASK, &controls, nil)
    signal(SIGPIPE, SIG_IGN)
  }

  /// Ends the process from any thread, whatever the others are doing: one of them cannot be stopped in any other way.
  package static func abandon(_ end: WorkerEnd, telling channel: StatusChannel) -> Never {
    channel.giveUp(end)
    _exit(end.status.rawValue)
  }

  /// Ends it at once, as SIGINT would have.
  package static func interrupted() -> Never { _exit(130) }

  /// Seconds of processor time that the process has used since its start, all threads together.
  static var processorTime: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Gives freed memory back to the machine; called before every sleep, because a process per user is paid in memory.
  static func trimMemory() { _ = malloc_trim(0) }

  /// Gives the program text back that was used so far. For after work that seldom comes: starting, and reading and drafting
  /// mail, touch much that a check without news never touches. After every check, each would pay for mapping its own again.
  static func forgetUsedText() { secretary_unmap_used_text() }

  /// Bytes of memory in use, shared pages included: the second field of `/proc/self/statm`, which counts pages.
  static var residentBytes: Int? {
    let file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    return withUnsafeTemporaryAllocation(byteCount: 128, alignment: 1) { buffer in
      let fields = buffer.prefix(max(0, read(file, buffer.baseAddress, buffer.count))).split(
        separator: UInt8(ascii: " "))
      guard fields.count > 1, let pages = Int(String(decoding: fields[1], as: UTF8.self)) else { return nil }
      return pages * sysconf(Int32(_SC_PAGESIZE))
    }
  }
}
