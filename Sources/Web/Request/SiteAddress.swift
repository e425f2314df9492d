/// The one origin this installation lives at (RFC 6454): what links, cookies and the OAuth redirect are made for. It comes
/// from the configuration and never from a request, whose `Host` anybody can write.
package struct SiteAddress: Sendable, Equatable {
  /// As a browser sends it in `Origin`: scheme, host, and the port unless it is the scheme's own.
  package let origin: String
  package let isSecure: Bool

  /// `text` is `https://host[:port]`, or plain `http` on this machine; a slash at the end is forgiven.
  package init(_ text: String) throws(WebProblem) {
    let problem = WebProblem.configuration(
      "web.public_url must be https://host, or http://127.0.0.1:port on this machine; it has no path.")
    var rest = text.lowercased()
    if rest.last == "/" { rest.removeLast() }
    let secure = rest.hasPrefix("https://")
    guard secure || rest.hasPrefix("http://") else { throw problem }
    let authority = rest.dropFirst(secure ? 8 : 7)
    guard let (host, port) = Self.split(authority), secure || Self.isLoopback(host) else { throw problem }
    let ownPort = secure ? 443 : 80
    origin = (secure ? "https://" : "http://") + host + (port == nil || port == ownPort ? "" : ":\(port ?? 0)")
    isSecure = secure
  }

  /// Where Google sends the browser back to; the OAuth client must name it exactly like this.
  package var redirectURI: String { origin + SitePath.callback.address() }

  private static func split(_ authority: Substring) -> (host: String, port: Int?)? {
    let end = authority.first == "[" ? authority.firstIndex(of: "]").map(authority.index(after:)) : nil
    let colon = authority[(end ?? authority.startIndex)...].firstIndex(of: ":")
    let host = authority[..<(colon ?? authority.endIndex)]
    let allowed = { (byte: UInt8) in
      (97...122).contains(byte) || (48...57).contains(byte) || [45, 46, 91, 93, 58].contains(byte)
    }
    guard !host.isEmpty, host.utf8.allSatisfy(allowed) else { return nil }
    guard let colon else { return (String(host), nil) }
    guard let port = UInt16(authority[authority.index(after: colon)...]), port > 0 else { return nil }
    return (String(host), Int(port))
  }

  private static func isLoopback(_ host: String) -> Bool {
    host == "localhost" || ClientAddress(host.filter { $0 != "[" && $0 != "]" })?.isLoopback == true
  }
}
