/// Whose mailboxes there are.
struct AccountListPage {
  let accounts: [Account]
  /// People without an account here, to whom something was sent.
  let elsewhere: [Account]

  var answer: SimulatedAnswer {
    let others: HTML = elsewhere.isEmpty ? "" : "<h2>Sent to people elsewhere</h2>\(list(elsewhere))"
    return HTMLPage(title: "Mailboxes", id: "mailboxes", main: "<h1>Mailboxes</h1>\(list(accounts))\(others)").answer
  }

  private func list(_ accounts: [Account]) -> HTML {
    let items = accounts.map { account -> HTML in
      let mailbox = account.mailbox
      let unread = mailbox.messages.values.count { $0.has("UNREAD") && $0.has("INBOX") }
      return """
        <li><a href="\(MailboxPage.address(account))">\(account.shownName), \(account.address)</a><br>
        <span class="soft">Messages: \(mailbox.messages.count), unread: \(unread), drafts: \(mailbox.drafts.count)</span></li>

        """
    }
    return items.isEmpty ? "<p>There is no account yet.</p>" : "<ul>\(items)</ul>"
  }
}
