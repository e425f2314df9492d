import Foundation
import Secretary
import Testing
import Vault

@testable import Supabase

struct AccessTokenTests {
  static let issuer = "https://ref.supabase.co/auth/v1"
  static let now = Date(timeIntervalSince1970: 1_790_000_000)
  private static let subject = "6f1c2f6e-0000-4000-8000-000000000001"
  private static var whole: [String: Any] {
    [
      "iss": issuer, "sub": subject, "aud": "authenticated", "exp": 1_790_003_600, "iat": 1_790_000_000,
      "role": "authenticated", "session_id": "1", "is_anonymous": false, "email": "ann@example.com",
    ]
  }

  @Test func `a token of the project speaks for its subject`() throws {
    let key = try ES256Key.generate()
    let identity = try Self.read(try Self.token(key), by: key)
    #expect(identity.id == UserID(Self.subject))
  }

  @Test func `a list of audiences, an upper-case subject and missing optional claims are the same token`() throws {
    let key = try ES256Key.generate()
    for change in [
      ["aud": ["authenticated", "other"]], ["sub": Self.subject.uppercased()],
      ["iat": NSNull(), "session_id": NSNull()],
      ["is_anonymous": NSNull()], ["nbf": 1_790_000_000],
    ] as [[String: Any]] {
      #expect(try Self.read(try Self.token(key, change), by: key).id == UserID(Self.subject), "\(change)")
    }
  }

  /// RFC 8725 §3: one claim that does not fit is enough.
  @Test(arguments: [
    (#"{"iss":"https://other.supabase.co/auth/v1"}"#, TokenRefusal.wrongIssuer),
    (#"{"iss":"https://ref.supabase.co/auth/v1/"}"#, .wrongIssuer), (#"{"aud":"anon"}"#, .wrongAudience),
    (#"{"aud":[]}"#, .wrongAudience), (#"{"exp":1789999970}"#, .expired), (#"{"exp":0}"#, .expired),
    (#"{"nbf":1790000030}"#, .notYetValid), (#"{"iat":1790003600}"#, .notYetValid),
    (#"{"role":"service_role"}"#, .wrongRole), (#"{"role":"anon"}"#, .wrongRole),
    (#"{"is_anonymous":true}"#, .anonymous), (#"{"sub":"ann"}"#, .wrongSubject), (#"{"sub":""}"#, .wrongSubject),
  ])
  func `a claim that does not fit refuses the token`(_ change: String, _ refusal: TokenRefusal) throws {
    let key = try ES256Key.generate()
    let changes = try #require(try JSONSerialization.jsonObject(with: Data(change.utf8)) as? [String: Any])
    let token = try Self.token(key, changes)
    #expect(throws: refusal) { try Self.read(token, by: key) }
  }

  @Test func `clocks may differ by less than half a minute`() throws {
    let key = try ES256Key.generate()
    #expect(try Self.read(try Self.token(key, ["exp": 1_789_999_971]), by: key).id == UserID(Self.subject))
    #expect(try Self.read(try Self.token(key, ["nbf": 1_790_000_029]), by: key).id == UserID(Self.subject))
  }

  /// A key is for its own algorithm, whatever the header says (RFC 8725 §3.1): `none`, and HMAC with a public key as secret.
  @Test(arguments: ["none", "HS256", "RS256", "es256", ""])
  func `the algorithm is the key's, not the header's`(_ algorithm: String) throws {
    let key = try ES256Key.generate()
    let token = try Self.token(key, header: ["alg": algorithm, "kid": "1"])
    #expect(throws: TokenRefusal.wrongAlgorithm) { try Self.read(token, by: key) }
  }

  @Test func `a changed claim breaks the signature`() throws {
    let key = try ES256Key.generate()
    let parts = try Self.token(key).split(separator: ".")
    let other = try Self.token(key, ["sub": "6f1c2f6e-0000-4000-8000-000000000002"]).split(separator: ".")
    #expect(throws: TokenRefusal.wrongSignature) { try Self.read("\(parts[0]).\(other[1]).\(parts[2])", by: key) }
    #expect(throws: TokenRefusal.wrongSignature) { try Self.read(try Self.token(try ES256Key.generate()), by: key) }
  }

  @Test func `what is no token is none`() throws {
    let key = try ES256Key.generate()
    let token = try Self.token(key)
    for text in [
      "", ".", "..", "a.b.c", token + ".", token + "=", "." + token, token.replacing(".", with: " "),
      "sb_publishable_x",
      String(token.dropLast()) + "~", try Self.token(key, ["exp": "soon"]), try Self.token(key, ["iss": NSNull()]),
      try Self.token(key, header: ["alg": "ES256", "kid": "1", "crit": ["b64"]]),
      try Self.token(key, ["user_metadata": String(repeating: "a", count: 9_000)]),
    ] {
      #expect(AccessToken(Secret(text)) == nil, "\(text.prefix(40))")
    }
  }

  @Test func `a key set is read key by key, and what cannot be used is left out`() throws {
    let (key, rsa) = (try ES256Key.generate(), try RS256Key.generate())
    let (x, y) = (Base64URL.encode(key.x), Base64URL.encode(key.y))
    let n = Base64URL.encode(rsa.modulus)
    let set = try #require(
      SigningKeySet(
        Array(
          """
          {"keys": [{"kty":"oct","kid":"hmac","k":"c2VjcmV0"}, 7, {"kty":"EC","kid":"no point","crv":"P-256"},
          {"kty":"EC","kid":"curve","crv":"P-384","x":"\(x)","y":"\(y)"},
          {"kty":"EC","kid":"use","use":"enc","crv":"P-256","x":"\(x)","y":"\(y)"},
          {"kty":"EC","kid":"alg","alg":"RS256","crv":"P-256","x":"\(x)","y":"\(y)"},
          {"kty":"EC","crv":"P-256","x":"\(x)","y":"\(y)"},
          {"kty":"EC","kid":"ec","alg":"ES256","use":"sig","crv":"P-256","x":"\(x)","y":"\(y)"},
          {"kty":"RSA","kid":"rsa","n":"\(n)","e":"AQAB"}]}
          """.utf8)))
    for name in ["hmac", "no point", "curve", "use", "alg", ""] { #expect(set[name] == nil, "\(name)") }
    #expect(set["ec"]?.algorithm == .es256 && set["rsa"]?.algorithm == .rs256)
    #expect(SigningKeySet(Array("{}".utf8)) == nil && SigningKeySet(Array("[]".utf8)) == nil)
    #expect(SigningKeySet(Array(#"{"keys":[]}"#.utf8)) != nil, "a project with its legacy secret names none")
  }

  private static func read(_ text: String, by key: ES256Key) throws -> SupabaseIdentity {
    let token = try #require(AccessToken(Secret(text)))
    let publicKey = try #require(SignatureKey(p256X: key.x, y: key.y))
    return try token.identity(signedBy: publicKey, issuer: issuer, at: now)
  }

  /// - `changes`: claims otherwise; null leaves one out.
  private static func token(
    _ key: ES256Key, _ changes: [String: Any] = [:], header: [String: Any] = ["alg": "ES256", "kid": "1", "typ": "JWT"]
  ) throws -> String {
    let claims = whole.merging(changes) { $1 }.filter { !($0.value is NSNull) }
    let signed = try [header, claims].map {
      Base64URL.encode(Array(try JSONSerialization.data(withJSONObject: $0)))
    }.joined(separator: ".")
    return "\(signed).\(Base64URL.encode(try key.sign(Array(signed.utf8))))"
  }
}
