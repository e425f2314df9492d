import Glibc

/// IP addresses and networks as text.
enum NetworkAddress {
  static let allowedRange = "an address such as 10.0.0.5 or fd00::5, or a network such as 10.0.0.0/8 or fd00::/8"

  /// Whether this is an address or a network in CIDR form. A prefix of 0 would mean everybody.
  static func isRange(_ text: String) -> Bool {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard let size = bytes(parts[0])?.count else { return false }
    guard parts.count == 2 else { return parts.count == 1 }
    let digits = parts[1].utf8
    guard !digits.isEmpty, digits.allSatisfy({ (48...57).contains($0) }), digits.first != 48 else { return false }
    return Int(parts[1]).map { (1...size * 8).contains($0) } ?? false
  }

  /// Four bytes or sixteen, nil when the text is no address. Without a zone (`%eth0`): it means something on one
  /// machine only.
  static func bytes(_ text: some StringProtocol) -> [UInt8]? {
    guard !text.utf8.contains(0) else { return nil }
    for (family, size) in [(AF_INET, 4), (AF_INET6, 16)] {
      var bytes = [UInt8](repeating: 0, count: size)
      if inet_pton(family, String(text), &bytes) == 1 { return bytes }
    }
    return nil
  }

  /// The one way to write this IPv6 address (RFC 5952); nil when it is none.
  static func canonical(_ text: some StringProtocol) -> String? {
    guard let bytes = bytes(text), bytes.count == 16 else { return nil }
    var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    guard inet_ntop(AF_INET6, bytes, &buffer, socklen_t(buffer.count)) != nil else { return nil }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
