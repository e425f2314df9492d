import CLinux
import CSystemd
import Glibc
import Sandbox
import Synchronization

/// The journal, as entries are sent to it: never waiting, as with `LogStream`. `sd_journal_sendv` waits when the journal's queue is
/// full; so it gets only what is too large for one datagram.
/// The protocol: <https://systemd.io/JOURNAL_NATIVE_PROTOCOL/>.
final class JournalSocket: Sendable {
  static let place = "/run/systemd/journal/socket"
  static let shared = JournalSocket(path: place, connected: Channel.journal.file)

  private let descriptor: Int32
  /// Opened before a sandbox was entered; there it can be used, and no other made.
  private let isConnected: Bool
  private let path: String
  private let dropped = Mutex(0)

  init(path: String, connected: Int32? = nil) {
    self.path = path
    isConnected = connected != nil
    descriptor = connected ?? socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
  }

  /// - Parameter entry: `FIELD=value` texts, of which the first is the message.
  func send(_ entry: [String]) {
    let missed = dropped.withLock { $0 }
    var entry = entry
    if missed > 0 { entry.append("SECRETARY_DROPPED_LINES=\(missed)") }
    let bytes = Self.datagram(entry)
    switch transmit(bytes) {
    case 0: if missed > 0 { dropped.withLock { $0 -= missed } }
    case EMSGSIZE where !isConnected: Self.sendLarge(entry)
    default: dropped.withLock { $0 += 1 }
    }
  }

  /// A value without a line break follows `=`; another is led by its length.
  static func datagram(_ entry: [String]) -> [UInt8] {
    entry.flatMap { field -> [UInt8] in
      guard let equals = field.utf8.firstIndex(of: UInt8(ascii: "=")) else { return [] }
      let value = field.utf8[field.utf8.index(after: equals)...]
      guard value.contains(10) else { return Array(field.utf8) + [10] }
      let length = withUnsafeBytes(of: UInt64(value.count).littleEndian) { Array($0) }
      return Array(field.utf8[..<equals]) + [10] + length + Array(value) + [10]
    }
  }

  /// 0, or the error's number.
  private func transmit(_ bytes: [UInt8]) -> Int32 {
    let flags = Int32(MSG_DONTWAIT | MSG_NOSIGNAL)
    if isConnected { return Glibc.send(descriptor, bytes, bytes.count, flags) >= 0 ? 0 : errno }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    guard path.utf8.count < MemoryLayout.size(ofValue: address.sun_path) else { return ENAMETOOLONG }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let sent = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        sendto(descriptor, bytes, bytes.count, flags, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    return sent >= 0 ? 0 : errno
  }

  /// One buffer holds all fields, since the pieces handed to journald must stay where they are during the call.
  private static func sendLarge(_ entry: [String]) {
    var buffer = entry.flatMap(\.utf8)
    buffer.withUnsafeMutableBytes { bytes in
      var start = 0
      let pieces = entry.map { text in
        defer { start += text.utf8.count }
        return iovec(iov_base: bytes.baseAddress.map { $0 + start }, iov_len: text.utf8.count)
      }
      sd_journal_sendv(pieces, Int32(pieces.count))
    }
  }
}
