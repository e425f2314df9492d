import HTTPTypes
import Hummingbird

/// Finds the person's address behind reverse proxies. Each proxy appends whom it was asked by, so the list is read from
/// its end, and only as long as the one who wrote is a proxy we trust: what stands before that, the client invented.
struct TrustedProxies: RouterMiddleware {
  typealias Context = PageContext

  let ranges: [AddressRange]

  func handle(
    _ request: Request, context: PageContext, next: (Request, PageContext) async throws -> Response
  ) async throws -> Response {
    guard !ranges.isEmpty else { return try await next(request, context) }
    var context = context
    context.client = client(of: request.headers[values: .forwardedFor], peer: context.peer)
    return try await next(request, context)
  }

  /// - `fields`: the values of all `X-Forwarded-For` fields, in order.
  func client(of fields: [String], peer: ClientAddress) -> ClientAddress {
    var client = peer
    for hop in fields.joined(separator: ",").split(separator: ",", omittingEmptySubsequences: false).reversed() {
      guard isTrusted(client), let named = Self.address(hop) else { break }
      client = named
    }
    return client
  }

  private func isTrusted(_ address: ClientAddress) -> Bool { ranges.contains { $0.contains(address) } }

  /// Some proxies add the port: `192.0.2.7:4711`, `[2001:db8::7]:4711`.
  private static func address(_ text: Substring) -> ClientAddress? {
    let text = text.drop { $0 == " " || $0 == "\t" }.prefix { $0 != " " && $0 != "\t" }
    if let address = ClientAddress(text) { return address }
    if text.first == "[", let end = text.firstIndex(of: "]") { return ClientAddress(text[..<end].dropFirst()) }
    return text.lastIndex(of: ":").flatMap { ClientAddress(text[..<$0]) }
  }
}
