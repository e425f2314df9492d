import FoundationEssentials
import Testing
import Vault

@testable import Gmail

/// What Google says about a person is believed only when all of it fits this sign-in.
struct IdentityTokenTests {
  /// The payload of a good token; a test replaces one claim or takes it away.
  static let good: [String: String] = [
    "iss": #""https://accounts.google.com""#, "azp": #""client.apps""#, "aud": #""client.apps""#,
    "sub": #""110169484474386276334""#, "email": #""Ann@example.com""#, "email_verified": "true",
    "nonce": #""n-1""#, "iat": "1790000000", "exp": "1790003600", "name": #""Ann""#,
  ]

  static func token(_ changes: [String: String?] = [:]) -> String {
    var claims = good
    for (name, value) in changes { claims[name] = value }
    let payload = "{" + claims.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",") + "}"
    return ["{\"alg\":\"RS256\"}", payload, "signature"].map { Base64URL.encode(Array($0.utf8)) }
      .joined(separator: ".")
  }

  private static func expectation(
    issuer: String = "https://accounts.google.com", at seconds: Double = 1_790_000_000
  ) -> IdentityToken.Expectation {
    IdentityToken.Expectation(
      issuer: issuer, client: "client.apps", nonce: "n-1", now: Date(timeIntervalSince1970: seconds))
  }

  @Test func `a token that fits says who it is`() throws {
    let identity = try IdentityToken.identity(in: Self.token(), expecting: Self.expectation())
    #expect(
      identity
        == GoogleIdentity(subject: "110169484474386276334", address: "Ann@example.com", isVerified: true, name: "Ann"))
  }

  @Test(
    arguments: [
      ["iss": #""accounts.google.com""#], ["aud": #"["client.apps"]"#], ["aud": #"["other","client.apps"]"#],
      ["azp": nil], ["email_verified": #""true""#], ["sub": #""!~""#],
      ["sub": "\"\(String(repeating: "1", count: 255))\""],
      // RFC 5321 §4.5.3.1.3 leaves 254 for an address.
      ["email": "\"\(String(repeating: "a", count: 242))@example.com\""],
      ["name": nil], ["hd": #""example.com""#],
    ] as [[String: String?]])
  func `what Google may write otherwise is accepted`(changes: [String: String?]) throws {
    _ = try IdentityToken.identity(in: Self.token(changes), expecting: Self.expectation())
  }

  @Test(
    arguments: [
      ("iss", #""https://accounts.google.com.evil.example""#, "other than Google"),
      ("iss", #""http://accounts.google.com""#, "other than Google"),
      ("iss", #""""#, "other than Google"),
      ("aud", #""another.apps""#, "another application"),
      ("aud", #"["another.apps"]"#, "another application"),
      ("aud", "[]", "another application"),
      ("azp", #""another.apps""#, "another application"),
      ("azp", #""""#, "another application"),
      ("nonce", #""n-2""#, "another sign-in"),
      ("nonce", #""""#, "another sign-in"),
      ("nonce", nil, "another sign-in"),
      ("exp", "1789999700", "too old"),
      ("exp", "0", "too old"),
      ("sub", #""""#, "which account"),
      ("sub", #""a b""#, "which account"),
      ("sub", #""a\u007F""#, "which account"),
      ("sub", "\"\(String(repeating: "1", count: 256))\"", "which account"),
      ("email", nil, "mail address"),
      ("email", #""""#, "mail address"),
      ("email", #""ann""#, "mail address"),
      ("email", #""@example.com""#, "mail address"),
      ("email", #""ann@example.com@evil.example""#, "mail address"),
      ("email", #""ann@example.com\n""#, "mail address"),
      ("email", #""ann @example.com""#, "mail address"),
      ("email", #""ann\u0001@example.com""#, "mail address"),
      ("email", #""ann\u007F@example.com""#, "mail address"),
      ("email", #""ann\u2003@example.com""#, "mail address"),
      ("email", "\"\(String(repeating: "a", count: 243))@example.com\"", "mail address"),
      ("email_verified", "false", "not verified"),
      ("email_verified", #""false""#, "not verified"),
      ("email_verified", nil, "not verified"),
      ("sub", nil, "does not say who"),
      ("iss", nil, "does not say who"),
      ("aud", nil, "does not say who"),
      ("exp", nil, "does not say who"),
      ("exp", #""never""#, "does not say who"),
    ] as [(String, String?, String)])
  func `one claim that does not fit is enough to refuse`(claim: String, value: String?, words: String) {
    let error = #expect(throws: SignInError.self) {
      try IdentityToken.identity(in: Self.token([claim: value]), expecting: Self.expectation())
    }
    guard case .badIdentity(let sentence) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(sentence.contains(words), "\(sentence)")
  }

  @Test func `a token for several applications must name the one it was given to`() {
    #expect(throws: SignInError.self) {
      try IdentityToken.identity(
        in: Self.token(["aud": #"["client.apps","other"]"#, "azp": nil]), expecting: Self.expectation())
    }
  }

  @Test(arguments: [(1_790_003_899, true), (1_790_003_900, false)])
  func `clocks may differ by five minutes and no more`(seconds: Int, isGood: Bool) {
    let identity = try? IdentityToken.identity(
      in: Self.token(), expecting: Self.expectation(at: Double(seconds)))
    #expect((identity != nil) == isGood)
  }

  @Test func `only Google's own issuer has a second spelling`() throws {
    let simulated = Self.expectation(issuer: "http://127.0.0.1:8025")
    #expect(throws: SignInError.self) {
      try IdentityToken.identity(in: Self.token(["iss": #""accounts.google.com""#]), expecting: simulated)
    }
    #expect(throws: SignInError.self) { try IdentityToken.identity(in: Self.token(), expecting: simulated) }
    _ = try IdentityToken.identity(in: Self.token(["iss": #""http://127.0.0.1:8025""#]), expecting: simulated)
  }

  @Test(arguments: ["", "a", "a.b", "..", "a.b.c", "e30.e30.e30.e30", "e30.W10.e30", "e30.e30.e30"])
  func `what is no token says nothing`(text: String) {
    #expect(throws: SignInError.badIdentity("Google's answer does not say who you are. Start again.")) {
      try IdentityToken.identity(in: text, expecting: Self.expectation())
    }
  }
}
