/// The host and port that an address names.
package struct ServerAddress: Sendable, Equatable {
  package let host: String
  package let port: UInt16

  /// - Parameter other: the port where neither the address nor `https` or `http` says one; nil then means no address.
  package init?(_ url: String, otherwise other: UInt16? = nil) {
    var rest = url[...]
    var usual = other
    if let end = url.firstRange(of: "://") {
      switch url[..<end.lowerBound].lowercased() {
      case "https": usual = 443
      case "http": usual = other ?? 80
      default: break
      }
      rest = url[end.upperBound...]
    }
    rest = rest.prefix { !"/?#".contains($0) }
    if let at = rest.lastIndex(of: "@") { rest = rest[rest.index(after: at)...] }
    if rest.hasPrefix("["), let end = rest.firstIndex(of: "]") {
      host = String(rest[rest.index(after: rest.startIndex)..<end])
      rest = rest[rest.index(after: end)...]
    } else {
      host = String(rest.prefix { $0 != ":" })
      rest = rest.dropFirst(host.count)
    }
    guard !host.isEmpty, let port = rest.hasPrefix(":") ? UInt16(rest.dropFirst()) : usual, port > 0 else { return nil }
    self.port = port
  }

  /// Whether it has to be looked up. This machine stands in `/etc/hosts`.
  package var isName: Bool {
    let isNumber = host.contains(":") || host.utf8.allSatisfy { $0 == UInt8(ascii: ".") || (48...57).contains($0) }
    return !isNumber && host.lowercased() != "localhost"
  }
}
