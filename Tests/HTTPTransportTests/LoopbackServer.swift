import Foundation
import Glibc
import Synchronization

/// A server on 127.0.0.1 of which a test decides every byte, and every missing one. Each connection runs `conversation`
/// on a thread of its own, with its number, from 0.
final class LoopbackServer: Sendable {
  let port: UInt16
  private let listener: Int32
  private let requests = Mutex<[String]>([])
  private let isOpen = Mutex(true)

  init(_ conversation: @escaping @Sendable (LoopbackConnection, Int) -> Void) throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        bind(listener, pointer, length) == 0 && listen(listener, 128) == 0
          && getsockname(listener, pointer, &length) == 0
      }
    }
    guard bound else { throw POSIXError(.EADDRINUSE) }
    self.listener = listener
    port = UInt16(bigEndian: address.sin_port)
    Thread.detachNewThread { [weak self] in
      defer { Glibc.close(listener) }
      var number = 0
      while true {
        let descriptor = accept(listener, nil, nil)
        guard descriptor >= 0, let server = self else { return }
        let connection = LoopbackConnection(descriptor: descriptor) { text in
          server.requests.withLock { $0.append(text) }
        }
        let own = number
        Thread.detachNewThread {
          conversation(connection, own)
          connection.close()
        }
        number += 1
      }
    }
  }

  deinit { stop() }

  /// No more connections: the next one is refused. The accepting thread closes the descriptor, as anybody else would
  /// close it under that thread's hands.
  func stop() {
    isOpen.withLock { isOpen in
      if isOpen { shutdown(listener, Int32(SHUT_RDWR)) }
      isOpen = false
    }
  }

  func url(_ path: String = "/") -> String { "http://127.0.0.1:\(port)\(path)" }

  /// Everything received so far, head and body, in order.
  var received: [String] { requests.withLock { $0 } }
}

/// One accepted connection.
final class LoopbackConnection: Sendable {
  private let descriptor: Int32
  private let note: @Sendable (String) -> Void

  init(descriptor: Int32, note: @escaping @Sendable (String) -> Void) {
    self.descriptor = descriptor
    self.note = note
  }

  /// Reads one request with its body; nil when the client has closed.
  @discardableResult
  func request() -> String? {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65536)
    while true {
      let text = String(decoding: bytes, as: UTF8.self)
      if let end = text.range(of: "\r\n\r\n") {
        let length = text.lowercased().components(separatedBy: "content-length: ").dropFirst().first
          .flatMap { Int($0.prefix { $0.isNumber }) }
        if text[end.upperBound...].utf8.count >= length ?? 0 {
          note(text)
          return text
        }
      }
      let count = recv(descriptor, &chunk, chunk.count, 0)
      guard count > 0 else { return nil }
      bytes += chunk[..<count]
    }
  }

  /// False when the client has gone.
  @discardableResult
  func write(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  func answer(_ status: String = "200 OK", headers: [String] = [], body: String = "") {
    let lines = ["HTTP/1.1 \(status)"] + headers + ["Content-Length: \(body.utf8.count)", "", body]
    write(lines.joined(separator: "\r\n"))
  }

  /// Closes with a reset instead of an orderly end.
  func reset() {
    var linger = linger(l_onoff: 1, l_linger: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
  }

  fileprivate func close() { Glibc.close(descriptor) }
}
