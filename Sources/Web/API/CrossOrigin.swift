import HTTPTypes
import Hummingbird

/// Lets pages of the origins in `web.api_origins` ask the API from a browser (Fetch Standard §3.2, CORS). They send a token of
/// their own: cookies of this site are never theirs to use, so credentials are not allowed.
struct CrossOrigin: RouterMiddleware {
  typealias Context = PageContext

  /// As a browser writes them.
  let origins: [String]

  func handle(
    _ request: Request, context: PageContext, next: (Request, PageContext) async throws -> Response
  ) async throws -> Response {
    guard !origins.isEmpty, SitePath.isAPI(request.uri.path) else { return try await next(request, context) }
    let origin = request.headers[.origin].flatMap { origins.contains($0) ? $0 : nil }
    let isPreflight = request.method == .options && request.headers[.requestedMethod] != nil
    var response = origin != nil && isPreflight ? Self.permission : try await next(request, context)
    if let origin { response.headers[.accessControlAllowOrigin] = origin }
    // What answers one origin must not be kept for another.
    response.headers[.vary] = "Origin"
    return response
  }

  private static var permission: Response {
    Response(
      status: .noContent,
      headers: [
        .accessControlAllowMethods: "GET, POST, PATCH, DELETE",
        .accessControlAllowHeaders: "Authorization, Content-Type", .accessControlMaxAge: "600",
      ])
  }
}

// swift-format-ignore: NeverForceUnwrap
extension HTTPField.Name {
  static let requestedMethod = Self("Access-Control-Request-Method")!
}
