import Blocking
import CLinux
import Glibc

/// The asking end of a connection: one message there, one back. On a queue of its own, because it blocks.
///
/// A connection on which anything failed is out of step and worth nothing: it is closed, and whatever is asked later is
/// `unreachable`.
package actor FrameLine {
  private nonisolated let queue = BlockingQueue(label: "secretary.line")
  package nonisolated var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }

  /// Nil when it is closed.
  private var descriptor: Int32?
  /// Bytes. A longer answer ends the connection.
  private let longestAnswer: Int

  /// Over a connection that is there already, as one that came through `execve`.
  package init(descriptor: Int32, longestAnswer: Int) {
    self.longestAnswer = longestAnswer
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    self.descriptor = descriptor
  }

  deinit { if let descriptor { Glibc.close(descriptor) } }

  /// A connection to whoever listens there, who is waited for, but no longer than `patience`. Blocks: for a process that has no tasks yet.
  package static func descriptor(
    connectedTo path: String, patience: Duration, unless isOver: () -> Bool
  ) throws(LocalSocketError) -> Int32 {
    let (file, deadline) = (SocketFile(path: path), ContinuousClock.now + patience)
    while true {
      if let descriptor = try file.connect() { return descriptor }
      guard .now < deadline, !isOver() else { throw .unreachable }
      usleep(20_000)
    }
  }

  /// Sends a message and waits for the answer, but no longer than `patience`.
  package func ask(_ message: [UInt8], patience: Duration) throws(LocalSocketError) -> [UInt8] {
    guard let descriptor else { throw .unreachable }
    do throws(LocalSocketError) {
      let deadline = ContinuousClock.now + patience
      try send(Frame.bytes(message), over: descriptor, by: deadline)
      let header = try receive(Frame.headerLength, from: descriptor, by: deadline)
      guard let length = Frame.length(header), length <= longestAnswer else { throw .unreachable }
      return try receive(length, from: descriptor, by: deadline)
    } catch {
      close()
      throw error
    }
  }

  /// Lets the connection go through `execve`, as that descriptor; nil when there is none.
  package func keepThroughExecution() -> Int32? {
    guard let descriptor, fcntl(descriptor, F_SETFD, 0) == 0 else { return nil }
    return descriptor
  }

  /// Harmless when it is closed.
  package func close() {
    if let descriptor { Glibc.close(descriptor) }
    descriptor = nil
  }

  private func send(
    _ bytes: [UInt8], over descriptor: Int32, by deadline: ContinuousClock.Instant
  ) throws(LocalSocketError) {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count > 0 { sent += count } else { try wait(for: Int16(POLLOUT), of: descriptor, by: deadline) }
    }
  }

  private func receive(
    _ count: Int, from descriptor: Int32, by deadline: ContinuousClock.Instant
  ) throws(LocalSocketError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var received = 0
    while received < count {
      let part = bytes.withUnsafeMutableBytes {
        let room = UnsafeMutableRawBufferPointer(rebasing: $0[received...])
        return recv(descriptor, room.baseAddress, room.count, 0)
      }
      if part == 0 { throw .unreachable }
      if part > 0 { received += part } else { try wait(for: Int16(POLLIN), of: descriptor, by: deadline) }
    }
    return bytes
  }

  /// After a call that could not go on at once.
  private func wait(
    for event: Int16, of descriptor: Int32, by deadline: ContinuousClock.Instant
  ) throws(LocalSocketError) {
    guard errno == EAGAIN || errno == EINTR else { throw .unreachable }
    let left = (deadline - .now) / .milliseconds(1)
    guard left > 0 else { throw .unreachable }
    var wanted = pollfd(fd: descriptor, events: event, revents: 0)
    _ = poll(&wanted, 1, Int32(min(left, 3_600_000)) + 1)
  }
}
