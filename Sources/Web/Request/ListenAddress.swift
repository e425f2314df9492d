/// Where the server listens: an address of this machine, never a name that could mean another interface tomorrow.
package struct ListenAddress: Sendable, Equatable {
  package let host: String
  package let port: Int

  package init(host: String, port: Int) {
    self.host = host
    self.port = port
  }

  /// `127.0.0.1:8300`, `[::1]:8300`; port 0 takes a free one.
  package init(_ text: String) throws(WebProblem) {
    let problem = WebProblem.configuration("web.listen must be an address and a port, such as 127.0.0.1:8300.")
    guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else {
      throw problem
    }
    var host = String(text[..<colon])
    if host.first == "[", host.last == "]" { host = String(host.dropFirst().dropLast()) }
    if host == "localhost" { host = "127.0.0.1" }
    guard ClientAddress(host) != nil else { throw problem }
    self.init(host: host, port: Int(port))
  }

  /// Whether only this machine can connect.
  package var isLoopback: Bool { ClientAddress(host)?.isLoopback == true }
}
