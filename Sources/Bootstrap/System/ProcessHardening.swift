import CLinux
import Glibc

/// A process that holds tokens must not leave its memory in a file, nor open it to other processes of the same user.
package enum ProcessHardening {
  /// Core dumps off, and not readable through `/proc` or a debugger (`PR_SET_DUMPABLE`). Called first in `main`.
  package static func apply() {
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    _ = secretary_prctl_set_dumpable(0)
    // A peer that hangs up must be an error of the write, not the end of the process.
    signal(SIGPIPE, SIG_IGN)
  }
}
