import Glibc
import Secretary

/// Standard output, which is the answer and may be read by programs, and standard error, which is for people.
package enum Terminal {
  /// Writes an answer, without what a terminal obeys. A reader that has gone is no error worth a message.
  package static func answer(_ text: String) { write(PrintableText(text).text, to: STDOUT_FILENO) }

  /// Writes a page over the one before.
  package static func repaint(_ page: String) {
    guard isTerminal else { return answer(page + "\n") }
    let lines = PrintableText(page).text.split(separator: "\n", omittingEmptySubsequences: false)
    // Home, then every line cleared as it is overwritten, then the rest of the screen: no flicker.
    write("\u{1B}[H" + lines.joined(separator: "\u{1B}[K\n") + "\u{1B}[J", to: STDOUT_FILENO)
  }

  /// Says a sentence to the person at the terminal. Where nobody reads for ten seconds nobody is there, and the program goes on.
  package static func say(_ sentence: String) {
    var look = pollfd(fd: STDERR_FILENO, events: Int16(POLLOUT), revents: 0)
    guard poll(&look, 1, 10_000) != 0 else { return }
    write(PrintableText(sentence).text + "\n", to: STDERR_FILENO)
  }

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
