import FoundationEssentials
import Glibc

/// Who holds leases: one supervisor process, or one worker started by hand.
package struct LeaseHolder: Sendable, Equatable {
  /// Unique to this process: a restarted supervisor is another holder. Behind an `@`, if it is there, the namespace in which
  /// `pid` is the process's number: in a container the same machine has other numbers.
  package var id: String
  /// The program, for people: `secretary-supervisor`.
  package var program: String
  package var host: String
  package var pid: Int32

  package init(id: String, program: String, host: String, pid: Int32) {
    self.id = id
    self.program = program
    self.host = host
    self.pid = pid
  }

  /// This very process, under an id that nobody had before.
  package static func thisProcess(_ program: String) -> LeaseHolder {
    let namespace = pidNamespace.map { "@" + $0 } ?? ""
    return LeaseHolder(
      id: UUID().uuidString.lowercased() + namespace, program: program, host: hostName(), pid: getpid())
  }

  /// Whether its process is gone for certain. Of other machines, and of other namespaces of this one, nothing is known, so
  /// what is held there is left to expire.
  /// - Parameter isRunning: whether a process of this machine has that number.
  package func isGone(
    seenFrom here: LeaseHolder, isRunning: (Int32) -> Bool = LeaseHolder.isRunning
  ) -> Bool {
    host == here.host && namespace == here.namespace && !isRunning(pid)
  }

  private var namespace: Substring? { id.lastIndex(of: "@").map { id[id.index(after: $0)...] } }

  /// "4026531836"; nil where the system does not say.
  private static var pidNamespace: String? {
    var buffer = [CChar](repeating: 0, count: 64)
    let count = readlink("/proc/self/ns/pid", &buffer, buffer.count)
    guard count > 0 else { return nil }
    let digits = buffer.prefix(count).filter { (48...57).contains($0) }.map { UInt8(bitPattern: $0) }
    return digits.isEmpty ? nil : String(decoding: digits, as: UTF8.self)
  }

  package static func isRunning(_ pid: Int32) -> Bool { kill(pid, 0) == 0 || errno != ESRCH }

  private static func hostName() -> String {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "localhost" }
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

extension LeaseHolder: CustomStringConvertible {
  package var description: String { "\(program) on \(host) (pid \(pid))" }
}
