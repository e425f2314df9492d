import Glibc

/// A datagram socket that was connected before the sandbox was entered, inside of which there are no new ones. It stays open through
/// `execve`, and its number stands in the environment under a name.
package enum Channel: String, Sendable, CaseIterable {
  /// To whoever started this process, which is told how it is.
  case notification = "SECRETARY_NOTIFICATION_FILE"
  /// To the journal.
  case journal = "SECRETARY_JOURNAL_FILE"

  /// Its descriptor; nil where none was opened.
  package var file: Int32? { getenv(rawValue).flatMap { Int32(String(cString: $0)) } }

  /// Connects it, before there is a second thread; nil when nobody listens there.
  ///
  /// - Parameter path: one that begins with @ lies in the abstract namespace.
  package func open(to path: String) -> Int32? {
    // Spelled with a leading zero byte; and a path ends with one.
    let name = path.hasPrefix("@") ? [0] + Array(path.utf8.dropFirst()) : Array(path.utf8) + [0]
    guard (3...108).contains(name.count) else { return nil }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
    let length = socklen_t(MemoryLayout<sa_family_t>.size + name.count)
    let file = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
    let isConnected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(file, $0, length) == 0 }
    }
    guard isConnected else {
      close(file)
      return nil
    }
    setenv(rawValue, "\(file)", 1)
    return file
  }
}
