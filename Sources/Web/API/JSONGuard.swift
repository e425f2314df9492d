import Foundation
import HTTPTypes
import Hummingbird
import Secretary

/// Reads what is sent to the API, whole or not at all, and lets a change through only when whoever asks means it. A session
/// comes with a cookie, which browsers send for other sites as well; so what changes something with one must come from a page
/// of ours and carry the session's form token in a header, as a form carries it in a field. An access token is sent by nobody
/// who does not have it.
struct JSONGuard: RouterMiddleware {
  typealias Context = APIContext

  let site: SiteAddress
  let token: FormToken
  /// Bytes of a body.
  let largest: Int

  func handle(
    _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
  ) async throws -> Response {
    if request.method == .get || request.method == .head { return try await next(request, context) }
    if let session = context.session {
      try FormOrigin(site: site).check(request.headers)
      guard token.matches(request.headers[.formToken], session) else { throw APIProblem.foreignToken }
    }
    // A token is no cookie: no browser sends it for another site.
    var context = context
    context.fields = try await fields(of: request)
    return try await next(request, context)
  }

  /// No body is an empty object.
  private func fields(of request: Request) async throws -> JSONFields {
    let length = try request.headers[.contentLength].map { text in
      guard let length = (0...Int.max).number(in: text) else { throw HTTPError(.badRequest) }
      return length
    }
    if length ?? 0 > largest { throw HTTPError(.contentTooLarge) }
    let body = try await request.body.collect(upTo: largest)
    if body.readableBytes == 0, length ?? 0 == 0 { return JSONFields() }
    guard request.headers.mediaType == "application/json" else { throw HTTPError(.unsupportedMediaType) }
    guard let value = try? JSONDecoder().decode(JSONValue.self, from: Data(body.readableBytesView)),
      let members = value.members
    else {
      throw APIProblem(
        .badRequest, "not-an-object", "The body is not a JSON object", "Send one object, whole, in UTF-8.")
    }
    return JSONFields(members)
  }
}

// swift-format-ignore: NeverForceUnwrap
extension HTTPField.Name {
  /// The form token of a session, for scripts of our own pages.
  static let formToken = Self("Secretary-Form-Token")!
}
