/// An origin as a browser writes it into its `Origin` header: `https://name` or `https://name:8443` (RFC 6454 §6.2).
/// What the file says is brought into that form once, so that later it can be compared letter by letter.
enum WebOrigin {
  static let allowed =
    "https://name or https://name:port without a path, or http:// to 127.0.0.1, [::1] or localhost"

  /// Lower case, without the port everybody knows, and without the slash that people add; nil when the text is not an
  /// origin.
  static func canonical(_ text: String) -> String? {
    guard WebAddress.isAllowed(text), let end = text.firstRange(of: "://") else { return nil }
    let scheme = text[..<end.lowerBound].lowercased()
    var authority = text[end.upperBound...].lowercased()
    if authority.hasSuffix("/") { authority.removeLast() }
    guard let (name, port) = HostAndPort.split(authority), let host = host(name) else { return nil }
    guard let port else { return authority == name ? "\(scheme)://\(host)" : nil }
    guard let number = HostAndPort.number(port) else { return nil }
    return number == (scheme == "https" ? 443 : 80) ? "\(scheme)://\(host)" : "\(scheme)://\(host):\(number)"
  }

  private static func host(_ name: String) -> String? {
    if name.hasPrefix("[") { return NetworkAddress.canonical(name.dropFirst().dropLast()).map { "[\($0)]" } }
    return DomainName.isOne(name) ? name : nil
  }
}
