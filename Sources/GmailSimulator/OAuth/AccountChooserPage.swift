/// "Choose an account": one button for each account there is.
struct AccountChooserPage {
  let client: Client
  let accounts: [Account]
  /// Where the choice is sent: the authorization request itself.
  let action: String

  var answer: SimulatedAnswer {
    let choices = accounts.map { account -> HTML in
      """
      <li class="choice"><button name="choose" value="\(account.address)">
      <strong>\(account.shownName)</strong><br><span class="soft">\(account.address)</span></button></li>

      """
    }
    let list: HTML =
      accounts.isEmpty
      ? "<p id=\"no-accounts\">There is no account yet. Start the simulator with <code>--user NAME</code>.</p>"
      : "<form method=\"post\" action=\"\(action)\"><ul>\(choices)</ul></form>"
    return HTMLPage(
      title: "Choose an account", id: "account-chooser",
      main: """
        <h1>Choose an account</h1>
        <p>to go on to <strong>\(client.name)</strong></p>
        \(list)
        """
    ).answer
  }
}
