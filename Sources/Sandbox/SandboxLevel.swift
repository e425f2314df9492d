/// How much of a sandbox holds, which depends on the kernel.
package struct SandboxLevel: Sendable, Equatable {
  /// The version of Landlock; 0 where there is none.
  package var landlock: Int
  /// Whether the kernel asks about each system call.
  package var filtersCalls: Bool
  /// Whether UDP is open, because name servers answer nothing else.
  package var allowsDatagrams: Bool

  package static let none = SandboxLevel(landlock: 0, filtersCalls: false)

  package init(landlock: Int, filtersCalls: Bool, allowsDatagrams: Bool = false) {
    self.landlock = landlock
    self.filtersCalls = filtersCalls
    self.allowsDatagrams = allowsDatagrams
  }

  /// Whether files and other processes are closed; on the rest, kernels differ.
  package var isSandbox: Bool { landlock > 0 && filtersCalls }

  /// What code of an attacker's could still do that a newer kernel refuses; empty where all is closed.
  package var openWays: [String] {
    var ways: [String] = []
    if landlock < 1 { ways.append("read and change every file of the service") }
    if landlock < 1 && !filtersCalls { ways.append("read the memory of other workers") }
    if !filtersCalls { ways.append("start programs, and use any kind of socket") }
    if landlock < 6 && !filtersCalls { ways.append("signal other workers and the supervisor") }
    if (1..<3).contains(landlock) { ways.append("cut the service's own files short") }
    if landlock < 4 { ways.append("connect to any TCP port") }
    if allowsDatagrams { ways.append("send UDP to anybody, because the name server takes no TCP") }
    return ways
  }

  /// As in "Landlock 7, filtered calls".
  package var words: String {
    let parts = [landlock > 0 ? "Landlock \(landlock)" : nil, filtersCalls ? "filtered calls" : nil].compactMap(\.self)
    return parts.isEmpty ? "none" : parts.joined(separator: ", ")
  }
}
