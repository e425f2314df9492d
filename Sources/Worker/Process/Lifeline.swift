import Dispatch
import Glibc

/// Standard input under a supervisor: one line, the ticket, and then silence for as long as the supervisor lives. End
/// of file means that it is gone, however it died.
package enum Lifeline {
  /// No ticket is longer, in bytes.
  static let longestTicket = 65_536

  /// Reads the first line, without its line break; nil at end of file or when it is too long. Reads byte by byte, so
  /// that nothing behind the line is taken.
  package static func readTicket(from file: Int32 = STDIN_FILENO) -> String? {
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while line.count < longestTicket {
      let count = read(file, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1 else { return nil }
      if byte == UInt8(ascii: "\n") { return String(decoding: line, as: UTF8.self) }
      line.append(byte)
    }
    return nil
  }

  /// Calls `cut` once when the other end is closed. The watch ends with the returned source; then nothing is told any more, and
  /// `ended` is called.
  static func watch(
    _ file: Int32 = STDIN_FILENO, cut: @escaping @Sendable () -> Void, ended: @escaping @Sendable () -> Void = {}
  ) -> any DispatchSourceRead {
    let source = DispatchSource.makeReadSource(fileDescriptor: file, queue: DispatchQueue(label: "secretary.lifeline"))
    source.setEventHandler {
      guard isCut(file) else { return }
      source.cancel()
      cut()
    }
    source.setCancelHandler(handler: ended)
    source.activate()
    return source
  }

  /// Takes whatever stands in the pipe and tells whether its end is reached. A hang-up is one event and the last: what
  /// was written before it must be read in the same go.
  private static func isCut(_ file: Int32) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 256)
    var state = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
    while poll(&state, 1, 0) > 0 {
      let count = read(file, &buffer, buffer.count)
      if count == 0 || (count < 0 && errno != EINTR && errno != EAGAIN) { return true }
    }
    return false
  }
}
