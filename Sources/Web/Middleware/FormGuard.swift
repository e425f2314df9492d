import HTTPTypes
import Hummingbird
import NIOCore

/// Lets a form through only when it comes from a page of ours, made for this session. A handler finds the fields in its
/// context, so it cannot see a form that was not checked.
struct FormGuard: RouterMiddleware {
  typealias Context = SignedInContext

  let site: SiteAddress
  let token: FormToken
  /// Bytes.
  let largest: Int

  func handle(
    _ request: Request, context: SignedInContext, next: (Request, SignedInContext) async throws -> Response
  ) async throws -> Response {
    if request.method == .get || request.method == .head { return try await next(request, context) }
    try FormOrigin(site: site).check(request.headers)
    let form = try await FormBody(largest: largest).read(request)
    guard token.matches(form[FormToken.field], context.session) else { throw FormRefused.foreignToken(form) }
    var context = context
    context.form = form
    return try await next(request, context)
  }
}

/// A form that does not come from a page of ours, or not from this session's.
enum FormRefused: Error {
  /// With what was typed, so that it is not lost.
  case foreignToken(FormFields)
  case foreignOrigin
}
