import Glibc
import Secretary

/// The way back to whoever started us, systemd or the supervisor: datagrams of the `sd_notify` protocol. Without a
/// `NOTIFY_SOCKET` nothing is said and nothing fails; a full or closed socket loses one word of status and no more.
package final class StatusChannel: Sendable {
  private let socketFile: Int32
  private let address: [UInt8]
  /// How often the watchdog wants to hear from us; nil when nobody watches.
  package let watchdog: Duration?

  package init(environment: [String: String]) {
    let path = environment["NOTIFY_SOCKET"] ?? ""
    // A name that begins with @ lives in the abstract namespace, spelled with a leading zero byte.
    let name = path.hasPrefix("@") ? [0] + Array(path.utf8.dropFirst()) : Array(path.utf8)
    let isUsable = (path.hasPrefix("/") || path.hasPrefix("@")) && (2...107).contains(name.count)
    address = isUsable ? name : []
    socketFile = isUsable ? socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0) : -1
    let isForUs = environment["WATCHDOG_PID"].map { $0 == String(getpid()) } ?? true
    watchdog = environment["WATCHDOG_USEC"].flatMap { Int64($0) }.flatMap { period in
      isUsable && isForUs && period > 0 ? .microseconds(period) : nil
    }
  }

  deinit { if socketFile >= 0 { close(socketFile) } }

  func ready(_ words: String) { send("READY=1\nSTATUS=\(Self.line(words))") }
  func status(_ words: String) { send("STATUS=\(Self.line(words))") }
  /// With the memory it has in use: the supervisor may not look itself, for `/proc` hides a hardened process from others.
  func alive() { send("WATCHDOG=1" + (WorkerProcess.residentBytes.map { "\nX_SECRETARY_RESIDENT=\($0)" } ?? "")) }
  /// One whole check of the mailbox was completed: a crash after this is not the mailbox's doing.
  func completedCycle(_ words: String) { send("X_SECRETARY_CYCLE=1\nSTATUS=\(Self.line(words))") }
  func stopping(_ words: String) { send("STOPPING=1\nSTATUS=\(Self.line(words))") }

  private func send(_ message: String) {
    guard socketFile >= 0 else { return }
    var target = sockaddr_un()
    target.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &target.sun_path) { $0.copyBytes(from: address) }
    // A path ends with its zero byte, an abstract name with its length.
    let length = MemoryLayout<sa_family_t>.size + address.count + (address.first == 0 ? 0 : 1)
    let bytes = Array(message.utf8)
    withUnsafePointer(to: &target) { target in
      target.withMemoryRebound(to: sockaddr.self, capacity: 1) { target in
        _ = sendto(
          socketFile, bytes, bytes.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT), target,
          socklen_t(length))
      }
    }
  }

  /// A line break would begin another assignment, and a datagram has an end.
  static func line(_ text: String) -> String { String(text.scalars(500).map { $0.isNewline ? " " : $0 }) }
}
