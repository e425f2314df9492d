import CSandbox
import Glibc

/// Takes from this process what it does not need, for good, without root: no new privileges, Landlock for files, TCP ports and
/// other processes, and a filter for system calls. All of it goes through `execve` and is had by every thread that is started
/// later, so it is entered once, before there is a second thread; a kernel stacks sixteen at most.
package enum Sandbox {
  /// Enters as much as this kernel has.
  ///
  /// - Parameters:
  ///   - channels: sockets that are connected already and stay with whom they are connected to.
  ///   - datagrams: whether UDP stays open.
  package static func enter(_ rules: SandboxRules, channels: [Int32], datagrams: Bool) -> SandboxLevel {
    guard secretary_forbid_new_privileges() == 0 else { return .none }
    let version = enterLandlock(rules)
    let filter = CallFilter(process: getpid(), channels: channels, datagrams: datagrams)
    let bits = filter.instructions.map(\.bits)
    let isFiltered = secretary_filter_calls(bits, UInt16(bits.count)) == 0
    return SandboxLevel(landlock: version, filtersCalls: isFiltered, allowsDatagrams: datagrams || !isFiltered)
  }

  /// What this kernel has, without entering anything.
  package static var available: SandboxLevel {
    SandboxLevel(landlock: max(0, Int(secretary_landlock_version())), filtersCalls: secretary_has_filters() == 1)
  }

  /// The first of the replaceable files that was replaced since the sandbox was entered, so that it cannot be read any more.
  package static func staleFile(of rules: SandboxRules) -> String? {
    rules.replaceable.first { path in
      // Landlock has no say in access(2).
      let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
      guard file < 0 else {
        close(file)
        return false
      }
      return errno == EACCES
    }
  }

  /// 0 when nothing was entered.
  private static func enterLandlock(_ rules: SandboxRules) -> Int {
    let version = max(0, Int(secretary_landlock_version()))
    let rights = LandlockRights(version: version)
    let set = secretary_landlock_rules(rights.files, rights.network, rights.scopes)
    guard version > 0, set >= 0 else { return 0 }
    defer { close(set) }
    // What is not there needs no rule.
    func allow(_ paths: [String], _ wanted: UInt64) {
      for path in paths {
        var status = stat()
        guard stat(path, &status) == 0 else { continue }
        let isFolder = status.st_mode & S_IFMT == S_IFDIR
        _ = secretary_landlock_allow_path(
          set, path, wanted & rights.files & (isFolder ? .max : LandlockRights.ofFiles))
      }
    }
    allow(rules.readable + rules.replaceable, LandlockRights.reading)
    allow(rules.programs, LandlockRights.running)
    allow(rules.writable, LandlockRights.changing)
    if rights.network != 0 {
      for port in rules.ports { _ = secretary_landlock_allow_port(set, UInt64(port), LandlockRights.connect) }
    }
    return secretary_landlock_enter(set) == 0 ? version : 0
  }
}
