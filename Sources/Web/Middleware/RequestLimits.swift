import HTTPTypes
import Hummingbird

/// Refuses what is too large or ambiguous before anything is done about it. The server itself cuts off at 80 KB of header fields,
/// without a page; this is the smaller limit that tells why.
struct RequestLimits: RouterMiddleware {
  typealias Context = PageContext

  let limits: WebLimits

  func handle(
    _ request: Request, context: PageContext, next: (Request, PageContext) async throws -> Response
  ) async throws -> Response {
    guard request.uri.string.utf8.count <= limits.target else { throw HTTPError(.uriTooLong) }
    let size = request.headers.reduce(0) { $0 + $1.name.rawName.utf8.count + $1.value.utf8.count }
    guard size <= limits.headers, request.headers.count <= 100 else { throw HTTPError(.requestHeaderFieldsTooLarge) }
    // What follows such a head would be the body to one reader and the next request to another (RFC 9112 §6.1).
    if let coding = request.headers[.transferEncoding], coding.lowercased() != "chunked" {
      throw HTTPError(.badRequest)
    }
    return try await next(request, context)
  }
}
