/// The consent page: a box for every scope beyond signing in, which the person may leave unticked.
struct ConsentPage {
  let client: Client
  let account: Account
  let scopes: [String]
  /// Allowed at an earlier time: ticked already.
  let allowed: Set<String>
  /// Where the answer is sent: the authorization request itself.
  let action: String
  /// The same request, with the account chooser first.
  let otherAccount: String

  var answer: SimulatedAnswer {
    let boxes = scopes.filter { !Scope.signIn.contains($0) }.map(box)
    let choices: HTML =
      boxes.isEmpty
      ? ""
      : """
      <fieldset><legend>Select what \(client.name) can access</legend>
      \(boxes)</fieldset>
      """
    return HTMLPage(
      title: "Sign in to \(client.name)", id: "consent",
      main: """
        <h1>\(client.name) wants access to your Google Account</h1>
        <p><span id="account">\(account.address)</span> ·
        <a id="switch-account" href="\(otherAccount)">Use another account</a></p>
        \(signingIn)
        <form method="post" action="\(action)">
        <input type="hidden" name="account" value="\(account.address)">
        \(choices)
        <p class="soft">You may share sensitive information with \(client.name), and take it back at any time.</p>
        <div class="actions">
        <button class="strong" name="continue" id="continue" value="yes">Continue</button>
        <button name="cancel" id="cancel" value="yes">Cancel</button>
        </div>
        </form>
        """
    ).answer
  }

  private var signingIn: HTML {
    let told = [
      (Scope.email, "see your email address"), (Scope.profile, "see your name and your picture"),
    ].filter { scopes.contains($0.0) }.map(\.1)
    guard scopes.contains(where: Scope.signIn.contains) else { return "" }
    let more = told.map { " and \($0)" }.joined()
    return "<p>\(client.name) will know you by your Google Account\(more).</p>"
  }

  private func box(_ scope: String) -> HTML {
    let name = scope.split(separator: "/").last.map(String.init) ?? scope
    let ticked: HTML = allowed.contains(scope) ? " checked" : ""
    return """
      <div class="box"><input type="checkbox" name="scope" id="scope-\(name)" value="\(scope)"\(ticked)>
      <label for="scope-\(name)">\(Scope.description(of: scope))</label></div>

      """
  }
}
