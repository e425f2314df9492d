package import Hummingbird
package import Logging

/// Every request, whoever sent it.
package struct PageContext: RequestContext {
  package var coreContext: CoreRequestContextStorage
  /// The other end of the connection: a person's machine, or a reverse proxy.
  let peer: ClientAddress
  /// The person's machine; `TrustedProxies` finds it behind proxies.
  package var client: ClientAddress
  /// Who is signed in; `SessionReader` finds out. Nil: nobody.
  package var visitor: Visitor?
  /// Who showed an access token to the API; `AccessTokenReader` finds out.
  var tokenHolder: TokenHolder?

  package init(source: ApplicationRequestContextSource) {
    let address = source.channel.remoteAddress?.ipAddress.flatMap { ClientAddress($0) }
    self.init(from: address ?? .unknown, logger: source.logger)
  }

  /// A request without a connection.
  package init(from peer: ClientAddress, logger: Logger) {
    coreContext = CoreRequestContextStorage(source: LoggerSource(logger: logger))
    self.peer = peer
    client = peer
  }

  /// The path as its route was written, `/drafts/{id}`: what a log may hold.
  var pathPattern: String {
    // What the router calls a path that it does not have.
    endpointPath.flatMap { $0 == "NotFound" ? nil : $0 } ?? "none"
  }

  private struct LoggerSource: RequestContextSource {
    let logger: Logger
  }
}
