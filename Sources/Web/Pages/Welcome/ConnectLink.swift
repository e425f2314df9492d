/// The way to Google. It is a link and never a form: a form's redirect to another site is blocked by `form-action 'self'`.
struct ConnectLink: Sendable, Equatable {
  /// A path on this site to come back to.
  var returnTo: String?
  /// The Google account to be offered first.
  var account: String?

  init(returnTo: String? = nil, account: String? = nil) {
    self.returnTo = returnTo
    self.account = account
  }

  var address: String {
    SitePath.connect.address(query: ["return_to": returnTo, "account": account])
  }
}
