import Hummingbird
import Secretary

/// The cookies of this site. On https their names begin with `__Host-`, so that a browser takes them from this very
/// host only: a neighbouring subdomain cannot plant one (RFC 6265bis §4.1.3.2).
struct CookieJar: Sendable {
  /// Who is signed in.
  let session: SiteCookie
  /// Which browser began to sign in.
  let signIn: SiteCookie
  /// Which time zone the browser is in, while it signs in.
  let timeZone: SiteCookie

  init(site: SiteAddress) {
    let prefix = site.isSecure ? "__Host-" : ""
    session = SiteCookie(name: prefix + "session")
    signIn = SiteCookie(name: prefix + "oauth")
    timeZone = SiteCookie(name: prefix + "zone")
  }
}

extension WebServices {
  var cookies: CookieJar { CookieJar(site: configuration.site) }
}

/// A cookie that scripts cannot read and that other sites' forms are not sent with. `Lax`, since Google sends people back to
/// us with a link; `Secure` on plain http too, where browsers accept it from this machine only.
struct SiteCookie: Sendable {
  let name: String

  /// 43 characters of base64url; anything else was not made here and is not looked up.
  func value(in request: Request) -> Secret? {
    guard let text = request.cookies[name]?.value, text.utf8.count == 43,
      text.utf8.allSatisfy({
        (65...90).contains($0) || (97...122).contains($0) || (48...57).contains($0) || $0 == 45 || $0 == 95
      })
    else { return nil }
    return Secret(text)
  }

  /// What stands in it, whoever wrote it there.
  func text(in request: Request) -> String? { request.cookies[name]?.value }

  /// - `text`: of signs that a cookie may hold (RFC 6265 §4.1.1).
  func set(_ text: String, for duration: Duration, in response: inout Response) {
    response.setCookie(cookie(text, seconds: Int(duration.components.seconds)))
  }

  /// - `duration`: how long the browser keeps it.
  func set(_ value: Secret, for duration: Duration, in response: inout Response) {
    response.setCookie(cookie(value.reveal(), seconds: Int(duration.components.seconds)))
  }

  func remove(from response: inout Response) { response.setCookie(cookie("", seconds: 0)) }

  private func cookie(_ value: String, seconds: Int) -> Cookie {
    Cookie(name: name, value: value, maxAge: seconds, path: "/", secure: true, httpOnly: true, sameSite: .lax)
  }
}
