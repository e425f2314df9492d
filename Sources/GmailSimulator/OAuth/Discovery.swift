import Vault

/// What the issuer tells about itself: the discovery document and the public keys.
extension SimulatedGoogle {
  func discovery(_ request: SimulatedRequest) -> SimulatedAnswer {
    let base = request.baseURL
    return Self.cached(
      .object([
        "issuer": .string(issuer(request)), "authorization_endpoint": .string("\(base)/o/oauth2/v2/auth"),
        "token_endpoint": .string("\(base)/token"), "userinfo_endpoint": .string("\(base)/v1/userinfo"),
        "revocation_endpoint": .string("\(base)/revoke"), "jwks_uri": .string("\(base)/oauth2/v3/certs"),
        "response_types_supported": ["code"], "response_modes_supported": ["query"],
        "subject_types_supported": ["public"], "id_token_signing_alg_values_supported": ["RS256"],
        "scopes_supported": ["openid", "email", "profile"],
        "token_endpoint_auth_methods_supported": ["client_secret_post", "client_secret_basic"],
        "claims_supported": [
          "aud", "email", "email_verified", "exp", "family_name", "given_name", "iat", "iss", "name", "sub",
        ],
        "code_challenge_methods_supported": ["plain", "S256"],
        "grant_types_supported": ["authorization_code", "refresh_token"],
        "authorization_response_iss_parameter_supported": true,
      ]), for: 3600)
  }

  /// `/oauth2/v3/certs`: a JSON web key set.
  func keySet() -> SimulatedAnswer {
    guard let keys = try? signingKeys.published(at: now) else { return APIError.backend.answer }
    return Self.cached(.object(["keys": .array(keys.map(\.jwk))]), for: SigningKeys.freshness)
  }

  /// `/oauth2/v1/certs`: a certificate for each key id.
  func certificates() -> SimulatedAnswer {
    do throws(VaultError) {
      var members: [JSON.Member] = []
      for key in try signingKeys.published(at: now) {
        members.append(JSON.Member(name: key.id, value: .string(try key.pem)))
      }
      return Self.cached(.object(members), for: SigningKeys.freshness)
    } catch {
      return APIError.backend.answer
    }
  }

  private static func cached(_ body: JSON, for seconds: Int) -> SimulatedAnswer {
    var answer = SimulatedAnswer.json(body)
    answer.headers.append(("Cache-Control", "public, max-age=\(seconds), must-revalidate, no-transform"))
    return answer
  }
}
