import Glibc

/// What a process that entered its sandbox tells the programs it becomes, in its environment: which it was, and which of its
/// descriptors lead out of it. Whoever starts a process for the first time gives it an environment without.
package struct SandboxMark: Sendable, Equatable {
  private static let name = "SECRETARY_SANDBOX"

  /// Of the rules that were entered.
  package var fingerprint: String
  package var level: SandboxLevel

  package init(fingerprint: String, level: SandboxLevel) {
    self.fingerprint = fingerprint
    self.level = level
  }

  /// As it stands in the environment: `fingerprint landlock filtered datagrams`, the last three as numbers.
  init?(text: String) {
    let parts = text.split(separator: " ")
    guard parts.count == 4, let landlock = Int(parts[1]) else { return nil }
    fingerprint = String(parts[0])
    level = SandboxLevel(landlock: landlock, filtersCalls: parts[2] == "1", allowsDatagrams: parts[3] == "1")
  }

  var text: String {
    "\(fingerprint) \(level.landlock) \(level.filtersCalls ? 1 : 0) \(level.allowsDatagrams ? 1 : 0)"
  }

  /// Nil when this process has entered none.
  package static var current: SandboxMark? { getenv(name).flatMap { SandboxMark(text: String(cString: $0)) } }

  /// Before there is a second thread, which might be reading the environment.
  package func leave() { setenv(Self.name, text, 1) }
}
