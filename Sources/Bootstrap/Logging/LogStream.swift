import CLinux
import Glibc
import Synchronization

/// Standard error, as log lines are written to it: never waiting. A pipe that nobody reads, or a terminal that was stopped, must
/// not stop a program with it; what finds no room is dropped, and how much that was is said with the next line that does.
final class LogStream: Sendable {
  static let standardError = LogStream(STDERR_FILENO)

  private enum Kind {
    /// Never full for long: a file.
    case plain
    case socket
    /// A pipe or terminal, opened once more for ourselves: whoever else writes to it keeps waiting if they want to.
    case own(Int32)
    /// The same where it cannot be opened once more.
    case shared
  }

  private struct State {
    var dropped = 0
    /// The last line was written in part.
    var isMidLine = false
  }

  private let descriptor: Int32
  private let kind: Kind
  private let state = Mutex(State())

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
    kind = Self.kind(of: descriptor)
  }

  /// Writes a line with one `write`, so that lines of several processes on the same stream do not mix.
  func write(_ line: String) {
    state.withLock { state in
      var bytes: [UInt8] = state.isMidLine ? [10] : []
      if state.dropped > 0 {
        bytes += Array(
          "\(state.dropped) log \(state.dropped == 1 ? "line was" : "lines were") dropped: nobody read them\n".utf8)
      }
      bytes += Array(line.utf8) + [10]
      let count = send(bytes)
      guard count > 0 else {
        state.dropped += 1
        return
      }
      state = State(dropped: 0, isMidLine: count < bytes.count)
    }
  }

  /// How many bytes were taken; 0 when there is no room for them, or nobody is there to take them.
  private func send(_ bytes: [UInt8]) -> Int {
    bytes.withUnsafeBytes { buffer in
      while true {
        let count =
          switch kind {
          case .plain: Glibc.write(descriptor, buffer.baseAddress, buffer.count)
          case .socket:
            Glibc.send(
              descriptor, buffer.baseAddress, buffer.count, Int32(MSG_DONTWAIT | MSG_NOSIGNAL))
          case .own(let own): Glibc.write(own, buffer.baseAddress, buffer.count)
          // A pipe that says it has room has it for this much.
          case .shared: hasRoom ? Glibc.write(descriptor, buffer.baseAddress, min(buffer.count, Int(PIPE_BUF))) : 0
          }
        if count < 0, errno == EINTR { continue }
        return max(0, count)
      }
    }
  }

  private var hasRoom: Bool {
    var look = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    return poll(&look, 1, 0) == 1 && look.revents & Int16(POLLOUT) != 0
  }

  private static func kind(of descriptor: Int32) -> Kind {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return .plain }
    switch status.st_mode & S_IFMT {
    case S_IFSOCK: return .socket
    case S_IFIFO, S_IFCHR:
      let own = open("/proc/self/fd/\(descriptor)", O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
      return own >= 0 ? .own(own) : .shared
    default: return .plain
    }
  }
}
