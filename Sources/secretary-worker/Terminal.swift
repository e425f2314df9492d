import Glibc

/// Standard output and error, unbuffered.
enum Terminal {
  static func say(_ text: String) { write(text, to: STDOUT_FILENO) }
  static func complain(_ text: String) { write(text, to: STDERR_FILENO) }

  private static func write(_ text: String, to file: Int32) {
    let bytes = Array((text + "\n").utf8)
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count <= 0 { return }
      sent += count
    }
  }
}
