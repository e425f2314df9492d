package import Secretary

/// Where Google answers. The simulator and a proxy put other addresses here.
package struct GoogleEndpoints: Sendable, Equatable {
  /// Without a slash at the end; `/gmail/v1/users/me/…` is appended.
  package var api: String
  package var token: String
  package var revoke: String
  /// Where a browser is sent; nobody else asks there.
  package var authorize: String
  /// Who identities come from: compared, never fetched.
  package var issuer: String

  /// Whoever sends nobody to sign in needs neither `authorize` nor `issuer`.
  package init(
    api: String, token: String, revoke: String, authorize: String = "https://accounts.google.com/o/oauth2/v2/auth",
    issuer: String = "https://accounts.google.com"
  ) {
    self.api = api
    self.token = token
    self.revoke = revoke
    self.authorize = authorize
    self.issuer = issuer
  }

  package static let google = GoogleEndpoints(
    api: "https://gmail.googleapis.com", token: "https://oauth2.googleapis.com/token",
    revoke: "https://oauth2.googleapis.com/revoke")
}

/// The operator's client registration with Google.
package struct OAuthClient: Sendable, Equatable {
  package var id: String
  package var secret: Secret

  package init(id: String, secret: Secret) {
    self.id = id
    self.secret = secret
  }
}
