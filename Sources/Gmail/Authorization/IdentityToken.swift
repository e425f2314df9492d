import FoundationEssentials
import Secretary
import Vault

// swift-format-ignore: AlwaysUseLowerCamelCase
/// The claims of an id_token that was received from the token endpoint itself (OpenID Connect Core 1.0 §2).
///
/// Its signature is not checked: TLS has proved who gave it, which §3.1.3.7 allows for this flow alone. Never read one
/// that came through a browser.
struct IdentityToken: Decodable {
  private var iss: String
  private var sub: String
  private var aud: Audience
  private var azp: String?
  private var exp: Double
  private var nonce: String?
  private var email: String?
  private var email_verified: Truth?
  private var name: String?

  /// Clocks of two machines may differ by this many seconds.
  static let skew: Double = 300

  /// What a token must agree with.
  struct Expectation {
    var issuer: String
    var client: String
    var nonce: String
    var now: Date

    /// Google has always written its issuer in two ways.
    var issuers: [String] { issuer == GoogleEndpoints.google.issuer ? [issuer, "accounts.google.com"] : [issuer] }
  }

  /// Who the token is about, after every check.
  static func identity(in token: String, expecting expected: Expectation) throws(SignInError) -> GoogleIdentity {
    let parts = token.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3,
      let claims = try? JSONDecoder().decode(IdentityToken.self, from: Data(Base64URL.decodeLeniently(parts[1])))
    else { throw .badIdentity("Google's answer does not say who you are. Start again.") }
    return try claims.identity(expecting: expected)
  }

  private func identity(expecting expected: Expectation) throws(SignInError) -> GoogleIdentity {
    guard expected.issuers.contains(iss) else {
      throw .badIdentity("The identity was issued by somebody other than Google. Start again.")
    }
    guard aud.isOnly(expected.client, authorizedParty: azp) else {
      throw .badIdentity("The identity was issued to another application. Start again.")
    }
    guard nonce == expected.nonce else {
      throw .badIdentity("The identity belongs to another sign-in. Start again.")
    }
    guard let end = (0...253_402_300_799).number(exp),
      Date(timeIntervalSince1970: end).addingTimeInterval(Self.skew) > expected.now
    else {
      throw .badIdentity("The identity is too old. Start again; if that does not help, this machine's clock is wrong.")
    }
    guard (1...255).contains(sub.utf8.count), sub.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw .badIdentity("Google's answer does not say which account this is. Start again.")
    }
    guard let email, Self.isAddress(email) else {
      throw .badIdentity("Google did not tell the account's mail address. Start again.")
    }
    guard email_verified?.isTrue == true else {
      throw .badIdentity(
        "Google has not verified that this mail address is yours. Verify it with Google, then start again.")
    }
    return GoogleIdentity(subject: sub, address: email, isVerified: true, name: name)
  }

  /// Enough that it can be shown, compared and logged: one `@` between two ends, nothing invisible.
  private static func isAddress(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { !$0.isEmpty } && text.utf8.count <= 254
      && text.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F && !$0.properties.isWhitespace }
  }

  /// One application, or several in a list.
  private struct Audience: Decodable {
    var names: [String]

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let one = try? container.decode(String.self) {
        names = [one]
      } else {
        names = try container.decode([String].self)
      }
    }

    /// A token for several must name the one it was given to; where that is named, it must be us in any case.
    func isOnly(_ client: String, authorizedParty: String?) -> Bool {
      guard names.contains(client) else { return false }
      return authorizedParty.map { $0 == client } ?? (names.count == 1)
    }
  }

  /// Google writes a boolean; some of its endpoints write it as a string.
  private struct Truth: Decodable {
    var isTrue: Bool

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let boolean = try? container.decode(Bool.self) {
        isTrue = boolean
      } else {
        isTrue = try container.decode(String.self) == "true"
      }
    }
  }
}
