import HTTPTransport
import Secretary
import Testing

@testable import Gmail

@Suite struct TokenEndpointTests {
  static func answer(_ status: Int, _ body: String) -> HTTPResponse {
    HTTPResponse(status: status, body: Array(body.utf8))
  }

  @Test func `a grant is read, with its lifetime as number or text`() throws {
    for lifetime in ["3599", #""3599""#] {
      let grant = try TokenRequest.grant(
        from: Self.answer(
          200, #"{"access_token":"ya29.x","expires_in":\#(lifetime),"scope":"a b","refresh_token":"1//new"}"#))
      #expect(grant.access == Secret("ya29.x"))
      #expect(grant.lifetime == 3599)
      #expect(grant.scopes == ["a", "b"])
      #expect(grant.refresh == Secret("1//new"))
    }
  }

  @Test(arguments: [#""nan""#, #""inf""#, "1e300", "-1", "1e400", "true", "[]"])
  func `a lifetime that none can be is the usual hour`(_ lifetime: String) throws {
    let grant = try TokenRequest.grant(
      from: Self.answer(200, #"{"access_token":"x","expires_in":\#(lifetime)}"#))
    #expect(grant.lifetime == 3599)
  }

  @Test func `an ordinary refresh brings no new refresh token`() throws {
    let grant = try TokenRequest.grant(from: Self.answer(200, #"{"access_token":"x","expires_in":10}"#))
    #expect(grant.refresh == nil)
  }

  enum Meaning: Sendable { case reconnect, scope, theOperator, temporary }

  @Test(
    arguments: [
      (400, #"{"error":"invalid_grant","error_description":"Token has been expired or revoked."}"#, .reconnect),
      (400, #"{"error":"invalid_grant","error_description":"Bad Request"}"#, .reconnect),
      (400, #"{"error":"invalid_grant","error_subtype":"invalid_rapt"}"#, .reconnect),
      (400, #"{"error":"admin_policy_enforced"}"#, .reconnect),
      (400, #"{"error":"invalid_scope"}"#, .scope),
      (401, #"{"error":"invalid_client","error_description":"The OAuth client was not found."}"#, .theOperator),
      (401, #"{"error":"deleted_client"}"#, .theOperator),
      (401, #"{"error":"unauthorized_client"}"#, .theOperator),
      (400, #"{"error":"invalid_request"}"#, .theOperator),
      (400, #"{"error":"unsupported_grant_type"}"#, .theOperator),
      (500, #"{"error":"internal_failure"}"#, .temporary),
      (503, "<html>", .temporary),
      (429, "", .temporary),
      (400, "<html>not Google at all</html>", .temporary),
    ] as [(Int, String, Meaning)])
  func `a refusal speaks about the user only when it is about the grant`(status: Int, body: String, meaning: Meaning) {
    let found: Meaning? =
      switch TokenRequest.refusal(Self.answer(status, body)) {
      case .missingScope: .scope
      case .accessWithdrawn: .reconnect
      case .misconfigured: .theOperator
      case .temporary: .temporary
      default: nil
      }
    #expect(found == meaning)
  }

  @Test func `secrets are escaped in the form, and the answer is waited for twenty seconds`() {
    let request = TokenRequest.refresh(
      Secret("1//a+b&c"), client: OAuthClient(id: "id", secret: Secret("s=/ü")), url: "https://x/token")
    #expect(request.totalTimeout == .seconds(20))
    #expect(
      String(decoding: request.body ?? [], as: UTF8.self)
        == "grant_type=refresh_token&refresh_token=1%2F%2Fa%2Bb%26c&client_id=id&client_secret=s%3D%2F%C3%BC")
  }
}
