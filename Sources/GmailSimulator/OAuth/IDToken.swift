import FoundationEssentials
import Vault

/// Who signed in, vouched for by the issuer (OpenID Connect Core §2, with Google's claims), for one hour.
struct IDToken {
  let issuer: String
  let client: String
  let account: Account
  let scopes: [String]
  /// The access token that comes with it, which `at_hash` binds to it.
  let access: String
  /// The client's own, from the authorization request; a refresh has none.
  let nonce: String?
  let issued: Date

  static let lifetime = 3600

  /// As a JSON web signature in compact form (RFC 7515 §7.1).
  func signed(with key: SigningKeys.Key) throws(VaultError) -> String {
    let header = JSON.object(["alg": "RS256", "kid": .string(key.id), "typ": "JWT"])
    let signed = "\(Self.part(header)).\(Self.part(claims))"
    return "\(signed).\(Base64URL.encode(try key.key.sign(Array(signed.utf8))))"
  }

  private var claims: JSON {
    let moment = Int(issued.timeIntervalSince1970.rounded(.down))
    let hasEmail = scopes.contains(Scope.email)
    let known: [JSON.Member] = [
      .init(name: "iss", value: .string(issuer)), .init(name: "azp", value: .string(client)),
      .init(name: "aud", value: .string(client)),
    ]
    let person = account.claims(email: hasEmail, profile: scopes.contains(Scope.profile))
    let moments: JSON = .object([
      "at_hash": .string(accessHash), "nonce": nonce.map { .string($0) }, "iat": .int(moment),
      "exp": .int(moment + Self.lifetime),
    ])
    return .object(known + (person.members ?? []) + (moments.members ?? []))
  }

  /// The left half of the access token's SHA-256 (OpenID Connect Core §3.1.3.6).
  private var accessHash: String { Base64URL.encode(Array(SHA256.bytes(Array(access.utf8)).prefix(16))) }

  private static func part(_ json: JSON) -> String { Base64URL.encode(JSONWriter.bytes(json, pretty: false)) }
}

extension Account {
  /// What an id_token and the userinfo endpoint say of a person, by the scopes that were granted.
  func claims(email: Bool, profile: Bool) -> JSON {
    let names = shownName.split(separator: " ", maxSplits: 1).map(String.init)
    return .object([
      "sub": .string(subject), "hd": hostedDomain.map { .string($0) }, "email": email ? .string(address) : nil,
      "email_verified": email ? true : nil, "name": profile ? .string(shownName) : nil,
      "given_name": profile ? names.first.map { .string($0) } : nil,
      "family_name": profile && names.count > 1 ? .string(names[1]) : nil,
    ])
  }
}
