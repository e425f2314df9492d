import Glibc

/// An IP address as its 16 bytes, so that one client has one form. IPv4 is the mapped IPv6 address (RFC 4291 §2.5.5.2).
package struct ClientAddress: Hashable, Sendable {
  let bytes: [UInt8]

  private static let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]

  /// Nil when the text is no address. A zone (`%eth0`) is not accepted.
  package init?(_ text: some StringProtocol) {
    guard !text.utf8.contains(0) else { return nil }
    var four = [UInt8](repeating: 0, count: 4)
    var sixteen = [UInt8](repeating: 0, count: 16)
    if inet_pton(AF_INET, String(text), &four) == 1 {
      bytes = Self.mapped + four
    } else if inet_pton(AF_INET6, String(text), &sixteen) == 1 {
      bytes = sixteen
    } else {
      return nil
    }
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  /// For connections without an address, such as those of a test.
  static let unknown = ClientAddress(bytes: [UInt8](repeating: 0, count: 16))

  var isMapped: Bool { bytes.starts(with: Self.mapped) }

  package var isLoopback: Bool {
    isMapped ? bytes[12] == 127 : bytes.dropLast().allSatisfy { $0 == 0 } && bytes[15] == 1
  }

  /// What one customer of a provider has: a single IPv4 address, or an IPv6 network of 64 bits, within which they can
  /// take any address they like.
  var network: ClientAddress {
    isMapped ? self : ClientAddress(bytes: Array(bytes.prefix(8)) + [UInt8](repeating: 0, count: 8))
  }
}

/// A single address, or a network such as `10.0.0.0/8`.
package struct AddressRange: Sendable, Equatable {
  private let start: ClientAddress
  /// Leading bits that must be equal, of 128.
  private let bits: Int

  package init(_ text: String) throws(WebProblem) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    let problem = WebProblem.configuration(
      "web.trusted_proxies: '\(text)' is neither an address nor a network such as 10.0.0.0/8.")
    guard parts.count <= 2, let start = ClientAddress(parts[0]) else { throw problem }
    let size = parts[0].contains(":") ? 128 : 32
    guard let bits = parts.count == 1 ? size : Int(parts[1]), (1...size).contains(bits) else { throw problem }
    self.start = start
    self.bits = bits + 128 - size
  }

  package func contains(_ address: ClientAddress) -> Bool {
    for index in 0..<16 {
      let inByte = min(8, max(0, bits - index * 8))
      if inByte == 0 { return true }
      let mask = UInt8(truncatingIfNeeded: 0xFF00 >> inByte)
      if start.bytes[index] & mask != address.bytes[index] & mask { return false }
    }
    return true
  }
}
