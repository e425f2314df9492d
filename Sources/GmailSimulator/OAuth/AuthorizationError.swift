/// A refusal that Google shows on a page of its own. The browser is never sent back with it, so the client waits in vain.
struct AuthorizationError: Error {
  let status: Int
  /// What stands on the page as `Error 400: redirect_uri_mismatch`.
  let code: String
  let detail: String

  static func invalidRequest(_ detail: String) -> AuthorizationError {
    AuthorizationError(status: 400, code: "invalid_request", detail: detail)
  }

  static func adminPolicy(_ account: Account) -> AuthorizationError {
    AuthorizationError(
      status: 400, code: "admin_policy_enforced",
      detail: "The administrator of \(account.domain) does not let this app have what it asks for.")
  }

  static func internalOnly(_ client: Client) -> AuthorizationError {
    AuthorizationError(
      status: 403, code: "org_internal",
      detail: "\(client.name) can be used by accounts of \(client.organization ?? "its organization") only.")
  }

  var answer: SimulatedAnswer {
    HTMLPage(
      title: "Access blocked", id: "authorization-error",
      main: """
        <h1>Access blocked</h1>
        <p id="error-code"><strong>Error \(status): \(code)</strong></p>
        <p id="error-detail">\(detail)</p>
        <p>The app was not told. Go back, or tell its developer what this page says.</p>
        """, status: status
    ).answer
  }
}
