import CLinux
import FoundationEssentials
import Glibc

/// One end of a socket on which two processes of ours exchange values, each a packet of JSON.
struct PacketSocket: Sendable {
  /// Bytes of a packet, at most: a ticket takes some hundreds.
  private static let room = 65_536

  let descriptor: Int32

  /// Two ends, connected; both are closed in every program that is started.
  static func pair() -> (PacketSocket, PacketSocket)? {
    var ends: [Int32] = [-1, -1]
    let kind = Int32(SOCK_SEQPACKET.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { return nil }
    return (PacketSocket(descriptor: ends[0]), PacketSocket(descriptor: ends[1]))
  }

  /// Waits until there is room for it. False when nobody will ever read it.
  @discardableResult
  func send(_ value: some Encodable) -> Bool {
    guard let packet = try? JSONEncoder().encode(value) else { return false }
    while true {
      let count = packet.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      if count >= 0 { return true }
      guard errno == EINTR else { return false }
    }
  }

  /// The next value, which is waited for. Nil when there will be none: the other end is gone, or speaks another language,
  /// which is as good.
  func receive<Value: Decodable>(_: Value.Type) -> Value? {
    withUnsafeTemporaryAllocation(byteCount: Self.room, alignment: 8) { buffer in
      while true {
        let count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
        if count > 0 { return try? JSONDecoder().decode(Value.self, from: Data(buffer.prefix(count))) }
        guard count < 0, errno == EINTR else { return nil }
      }
    }
  }

  /// Whether there is something to receive, or becomes within so many milliseconds.
  func isReadable(within milliseconds: Int32) -> Bool {
    var file = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&file, 1, milliseconds) != 0
  }
}
