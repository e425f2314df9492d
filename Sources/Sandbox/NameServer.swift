import Glibc

/// How names of hosts are looked up: over UDP, as is usual, or over TCP, which Landlock can keep to one port.
package enum NameServer {
  private static let file = "/etc/resolv.conf"

  /// Has the C library ask over TCP from here on when the first server answers there, within a second. Before there is a second
  /// thread.
  package static func useTCP() -> Bool {
    guard let address = address(in: text() ?? ""), answers(address) else { return false }
    setenv("RES_OPTIONS", "use-vc", 1)
    return true
  }

  /// The first server of a `resolv.conf`, which without any is this machine; nil for what is no number.
  static func address(in text: String) -> [UInt8]? {
    for line in text.split(whereSeparator: \.isNewline) {
      let words = line.split { $0 == " " || $0 == "\t" }
      guard words.count > 1, words[0] == "nameserver" else { continue }
      var four = in_addr()
      var six = in6_addr()
      if inet_pton(AF_INET, String(words[1]), &four) == 1 { return withUnsafeBytes(of: four) { Array($0) } }
      if inet_pton(AF_INET6, String(words[1]), &six) == 1 { return withUnsafeBytes(of: six) { Array($0) } }
      return nil
    }
    return [127, 0, 0, 1]
  }

  private static func answers(_ address: [UInt8]) -> Bool {
    let isFour = address.count == 4
    let file = socket(
      isFour ? AF_INET : AF_INET6, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard file >= 0 else { return false }
    defer { close(file) }
    if isFour {
      var target = sockaddr_in()
      (target.sin_family, target.sin_port) = (sa_family_t(AF_INET), in_port_t(53).bigEndian)
      withUnsafeMutableBytes(of: &target.sin_addr) { $0.copyBytes(from: address) }
      _ = withUnsafePointer(to: &target) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          connect(file, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
    } else {
      var target = sockaddr_in6()
      (target.sin6_family, target.sin6_port) = (sa_family_t(AF_INET6), in_port_t(53).bigEndian)
      withUnsafeMutableBytes(of: &target.sin6_addr) { $0.copyBytes(from: address) }
      _ = withUnsafePointer(to: &target) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          connect(file, $0, socklen_t(MemoryLayout<sockaddr_in6>.size))
        }
      }
    }
    var look = pollfd(fd: file, events: Int16(POLLOUT), revents: 0)
    guard poll(&look, 1, 1_000) == 1 else { return false }
    var error: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    return getsockopt(file, SOL_SOCKET, SO_ERROR, &error, &size) == 0 && error == 0
  }

  private static func text() -> String? {
    let file = open(Self.file, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = read(file, &bytes, bytes.count)
    return count < 0 ? nil : String(decoding: bytes.prefix(count), as: UTF8.self)
  }
}
