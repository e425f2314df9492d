import Glibc

/// Standard output, which is the answer and may be read by programs, and standard error, which is for people.
package enum Terminal {
  /// Writes an answer as it is. A reader that has gone is no error worth a message.
  package static func answer(_ text: String) { write(text, to: STDOUT_FILENO) }

  /// Says a sentence to the person at the terminal.
  package static func say(_ sentence: String) { write(sentence + "\n", to: STDERR_FILENO) }

  package static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Characters per line: the terminal's, else what a program that shows our output says in `COLUMNS`; nil when nobody
  /// looks and nothing should be cut.
  package static var width: Int? {
    var size = winsize()
    if isTerminal, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
    return getenv("COLUMNS").flatMap { Int(String(cString: $0)) }.flatMap { $0 > 0 ? $0 : nil }
  }

  private static func write(_ text: String, to file: Int32) {
    let bytes = Array(text.utf8)
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return }
      sent += count
    }
  }
}
