/// Where a server listens: `127.0.0.1:8300`, `[::1]:8300`. A name would first have to be looked up, and could mean
/// another interface tomorrow; only `localhost` is allowed.
enum HostAndPort {
  static let allowed = "an address and a port, such as 127.0.0.1:8300, [::1]:8300 or 0.0.0.0:8300"

  static func isAllowed(_ text: String) -> Bool {
    guard let (host, port) = split(text), let port, number(port) != nil else { return false }
    if host.hasPrefix("[") { return NetworkAddress.canonical(host.dropFirst().dropLast())?.contains(":") == true }
    return host == "localhost" || (NetworkAddress.bytes(host)?.count == 4)
  }

  /// An address in brackets keeps them; the port is nil when there is none. Nil when brackets do not match.
  static func split(_ text: String) -> (host: String, port: String?)? {
    guard text.hasPrefix("[") else {
      let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      return (parts[0], parts.count == 2 ? parts[1] : nil)
    }
    guard let end = text.firstIndex(of: "]") else { return nil }
    let host = String(text[...end])
    let rest = text[text.index(after: end)...]
    if rest.isEmpty { return (host, nil) }
    return rest.hasPrefix(":") ? (host, String(rest.dropFirst())) : nil
  }

  /// A port in digits alone, 1 to 65535.
  static func number(_ port: String) -> UInt16? {
    guard !port.isEmpty, port.utf8.allSatisfy({ (48...57).contains($0) }), let number = UInt16(port), number > 0 else {
      return nil
    }
    return number
  }
}
