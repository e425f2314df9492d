import FoundationEssentials
import Glibc

/// Who holds leases: one supervisor process, or one worker started by hand.
package struct LeaseHolder: Sendable, Equatable {
  /// Unique to this process: a restarted supervisor is another holder.
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
    LeaseHolder(id: UUID().uuidString.lowercased(), program: program, host: hostName(), pid: getpid())
  }

  /// Whether its process is gone for certain. Of other machines nothing is known, so what is held there is left to expire.
  /// - Parameter isRunning: whether a process of this machine has that number.
  package func isGone(
    seenFrom here: LeaseHolder, isRunning: (Int32) -> Bool = LeaseHolder.isRunning
  ) -> Bool {
    host == here.host && !isRunning(pid)
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
