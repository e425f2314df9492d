import Glibc

/// Tells whether standard error ends in the journal.
enum JournalStream {
  private static let journalSocket = "/run/systemd/journal/stdout"

  /// systemd names the stream in `JOURNAL_STREAM`. A worker has no such variable, since its environment is its own, but
  /// inherits the stream: then the other end's name tells.
  static var isStandardError: Bool {
    if let named = getenv("JOURNAL_STREAM") { return names(String(cString: named), descriptor: STDERR_FILENO) }
    return peer(of: STDERR_FILENO) == journalSocket
  }

  /// Whether `text`, `device:inode`, is what `descriptor` is open on.
  static func names(_ text: String, descriptor: Int32) -> Bool {
    var file = stat()
    guard fstat(descriptor, &file) == 0 else { return false }
    return text == "\(file.st_dev):\(file.st_ino)"
  }

  private static func peer(of descriptor: Int32) -> String? {
    var address = sockaddr_un()
    var size = socklen_t(MemoryLayout<sockaddr_un>.size)
    let answer = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getpeername(descriptor, $0, &size) }
    }
    guard answer == 0, address.sun_family == sa_family_t(AF_UNIX) else { return nil }
    let header = Int(MemoryLayout<sa_family_t>.size)
    return withUnsafeBytes(of: address) { bytes in
      String(decoding: bytes[header..<min(Int(size), bytes.count)].prefix { $0 != 0 }, as: UTF8.self)
    }
  }
}
