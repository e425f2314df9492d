import FoundationEssentials

/// What a browser carries from the consent page to the client: good for one exchange within ten minutes
/// (RFC 6749 §4.1.2).
struct AuthorizationCodes {
  struct Code: Sendable {
    let client: String
    let account: String
    let redirectURI: String
    let scopes: [String]
    let challenge: CodeChallenge?
    let nonce: String?
    /// Whether the exchange gives a refresh token: offline access, and a consent page was answered.
    let givesRefreshToken: Bool
    let issued: Date
    var isUsed = false
  }

  static let lifetime: TimeInterval = 600
  /// Every code begins so; a client that forgets to decode the callback's query sends `4%2F0A…`.
  private static let prefix = "4/0A"

  private var codes: [String: Code] = [:]
  private var random = SeededGenerator("codes")

  mutating func issue(_ code: Code) -> String {
    let text = Self.prefix + random.text(73, of: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    codes[text] = code
    return text
  }

  subscript(_ text: String) -> Code? { codes[text] }

  /// The code as its client may redeem it now. Throws Google's words for each way it cannot be.
  func redeemable(_ text: String, by client: String, at now: Date) throws(OAuthError) -> Code {
    guard text.hasPrefix(Self.prefix) else { throw .invalidGrant("Malformed auth code.") }
    guard let code = codes[text], code.client == client, !code.isUsed,
      now.timeIntervalSince(code.issued) < Self.lifetime
    else { throw .invalidGrant("Bad Request") }
    return code
  }

  mutating func spend(_ text: String) { codes[text]?.isUsed = true }
}
