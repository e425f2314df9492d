/// A program as it is registered in Google's console: its secret, and where a browser may be sent back to.
struct Client {
  let id: String
  let secret: String
  /// What the consent page calls it.
  var name: String
  /// The redirect addresses that were registered. With none, any on the loopback interface is taken, which Google does
  /// for desktop programs only.
  var redirectURIs: [String]
  var isDeleted = false
  /// The only domain whose accounts may use it ("Internal" in the console); nil for everybody.
  var organization: String?

  /// Google compares character by character: scheme, case and a slash at the end count.
  func accepts(redirect: String) -> Bool {
    redirectURIs.isEmpty ? Self.isLoopback(redirect) : redirectURIs.contains(redirect)
  }

  private static func isLoopback(_ address: String) -> Bool {
    guard address.hasPrefix("http://") else { return false }
    let authority = address.dropFirst(7).prefix { $0 != "/" && $0 != "?" }
    for host in ["127.0.0.1", "localhost", "[::1]"] where authority.hasPrefix(host) {
      // Nothing but a port may follow: `localhost@evil.example` is somewhere else.
      let port = authority.dropFirst(host.count)
      if port.isEmpty || (port.first == ":" && UInt16(port.dropFirst()) != nil) { return true }
    }
    return false
  }
}
