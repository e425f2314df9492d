import Foundation
import Glibc
import Synchronization

/// Bytes over TCP, as rude as a test wants. Blocking calls run on a queue of their own; no answer within ten seconds is an
/// answer, too.
final class WireClient: Sendable {
  struct Failure: Error {
    let code: Int32
  }

  private let socket: Int32
  private let isOpen = Mutex(true)
  private let queue = DispatchQueue(label: "wire")

  init(port: Int) throws {
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    // With everything else running at once an answer may take long.
    var patience = timeval(tv_sec: 60, tv_usec: 0)
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(UInt16(port).bigEndian)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else {
      let code = errno
      Glibc.close(socket)
      throw Failure(code: code)
    }
  }

  deinit { close() }

  func close() {
    let wasOpen = isOpen.withLock { open in
      defer { open = false }
      return open
    }
    if wasOpen { Glibc.close(socket) }
  }

  /// Sends all of it and reads until the server ends the connection.
  /// - `ending`: says after sending that nothing more comes.
  func exchange(_ text: String, ending: Bool = false) async throws -> String {
    await onQueue {
      self.send(text)
      if ending { shutdown(self.socket, Int32(SHUT_WR)) }
      return self.readAll()
    }
  }

  /// Sends one byte after the other with pauses, until the server has had enough. What it answered; nil when it took all
  /// of it.
  func drip(_ text: String, every pause: Double) async -> String? {
    let answer = await onQueue {
      for byte in text.utf8 {
        guard self.send(bytes: [byte]) else { return "cut off: " + self.readAll() }
        usleep(UInt32(pause * 1_000_000))
      }
      return ""
    }
    return answer.isEmpty ? nil : answer
  }

  /// Asks once and leaves the connection open. Whether it was answered.
  @discardableResult func greet() async throws -> Bool {
    let answer = await onQueue {
      self.send("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
      var text = ""
      while !text.hasSuffix("ok\n"), let more = self.readSome() { text += more }
      return text
    }
    return answer.hasSuffix("ok\n")
  }

  private func onQueue(_ work: @escaping @Sendable () -> String) async -> String {
    await withCheckedContinuation { continuation in queue.async { continuation.resume(returning: work()) } }
  }

  private func send(_ text: String) { _ = send(bytes: Array(text.utf8)) }

  /// False when the other end has closed.
  private func send(bytes: [UInt8]) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count <= 0 { return false }
      sent += count
    }
    return true
  }

  private func readSome() -> String? {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = recv(socket, &buffer, buffer.count, 0)
    return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
  }

  private func readAll() -> String {
    var text = ""
    while let more = readSome() { text += more }
    return text
  }
}
