/// The scopes that may be asked for, and the words the consent page has for them.
enum Scope {
  static let openid = "openid"
  static let email = "https://www.googleapis.com/auth/userinfo.email"
  static let profile = "https://www.googleapis.com/auth/userinfo.profile"

  /// Scopes of signing in: they have no box to tick, and a grant of nothing else has no seven days in Testing status.
  static let signIn = [openid, email, profile]

  /// Every other scope, with Google's description of it.
  private static let descriptions = [
    GrantableScope.full: "Read, compose, send, and permanently delete all your email from Gmail",
    GrantableScope.modify: "Read, compose, and send emails from your Gmail account",
    GrantableScope.readonly: "View your email messages and settings",
    GrantableScope.compose: "Manage drafts and send emails",
    GrantableScope.send: "Send email on your behalf",
    GrantableScope.labels: "See and edit your email labels",
    GrantableScope.metadata: "View your email message metadata such as labels and headers, but not the email body",
    GrantableScope.insert: "Add emails into your Gmail mailbox",
    GrantableScope.settingsBasic: "See, edit, create, or change your email settings and filters in Gmail",
  ]

  static func description(of scope: String) -> String { descriptions[scope] ?? scope }

  /// As Google spells it in its answers: `email` and `profile` have long names. Nil when there is no such scope.
  static func canonical(_ name: String) -> String? {
    switch name {
    case "email": email
    case "profile": profile
    default: signIn.contains(name) || descriptions[name] != nil ? name : nil
    }
  }

  /// What a request for these scopes is a request for. Asking for the address or the name is asking for `openid` too.
  static func complete(_ scopes: [String]) -> [String] {
    var complete: [String] = []
    let implied = scopes.contains(email) || scopes.contains(profile) ? [openid] : []
    for scope in scopes + implied where !complete.contains(scope) { complete.append(scope) }
    return complete
  }

  /// What a changed password ends: a grant that can read or write mail.
  static func isMail(_ scope: String) -> Bool {
    scope == GrantableScope.full || scope.hasPrefix("https://www.googleapis.com/auth/gmail.")
  }
}
