import HTTPTypes
import Hummingbird

/// What every answer tells the browser to refuse, errors included; therefore outside of `ErrorPages`.
struct SecurityHeaders: RouterMiddleware {
  typealias Context = PageContext

  private let fields: HTTPFields

  init(site: SiteAddress) {
    var fields = HTTPFields()
    fields[.contentSecurityPolicy] = """
      default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; \
      form-action 'self'; base-uri 'none'; frame-ancestors 'none'
      """
    fields[.xContentTypeOptions] = "nosniff"
    // Nobody else learns our addresses. Not `no-referrer`: with it, browsers send our own forms with `Origin: null`, and
    // `FormOrigin` could no longer tell them from a stranger's.
    fields[.referrerPolicy] = "same-origin"
    fields[.openerPolicy] = "same-origin"
    fields[.resourcePolicy] = "same-origin"
    fields[.permissionsPolicy] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
    fields[.xFrameOptions] = "DENY"
    fields[.xRobotsTag] = "noindex, nofollow"
    if site.isSecure { fields[.strictTransportSecurity] = "max-age=63072000" }
    self.fields = fields
  }

  func handle(
    _ request: Request, context: PageContext, next: (Request, PageContext) async throws -> Response
  ) async throws -> Response {
    var response = try await next(request, context)
    for field in fields { response.headers[field.name] = field.value }
    // Pages show mail, so nothing keeps them unless it says that it may be kept, as the assets do.
    if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
    // An error page has a body even when only the head was asked for, and would be read as the next answer.
    return request.method == .head ? response.createHeadResponse() : response
  }
}

// swift-format-ignore: NeverForceUnwrap
extension HTTPField.Name {
  // The names are fixed and well-formed; one that is not would end the program at its start, in every test.
  static let referrerPolicy = Self("Referrer-Policy")!
  static let openerPolicy = Self("Cross-Origin-Opener-Policy")!
  static let resourcePolicy = Self("Cross-Origin-Resource-Policy")!
  static let permissionsPolicy = Self("Permissions-Policy")!
  static let xFrameOptions = Self("X-Frame-Options")!
  static let xRobotsTag = Self("X-Robots-Tag")!
  static let secFetchSite = Self("Sec-Fetch-Site")!
  static let forwardedFor = Self("X-Forwarded-For")!
  /// How many drafts wait, for `live.js`.
  static let waiting = Self("Secretary-Waiting")!
}
