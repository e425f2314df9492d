import FoundationEssentials
import MailFormat

/// One mailbox, newest message first, fifty to a page; below it a letter can be written to its owner, when that is an account.
struct MailboxPage {
  let account: Account
  let canReceive: Bool
  let skip: Int

  private static let length = 50

  static func address(_ account: Account) -> String { "/mail/\(FormParameters.encode(account.address))" }

  var answer: SimulatedAnswer {
    let newest = account.mailbox.order.reversed().dropFirst(max(0, skip))
    let items = newest.prefix(Self.length).compactMap { account.mailbox.messages[$0].map(item) }
    let list: HTML =
      items.isEmpty ? "<p id=\"empty\">There is nothing here.</p>" : "<ul id=\"messages\">\(items)</ul>"
    let older: HTML =
      newest.count > Self.length
      ? "<p><a id=\"older\" href=\"?skip=\(max(0, skip) + Self.length)\">Older messages</a></p>" : ""
    return HTMLPage(
      title: "Mailbox of \(account.address)", id: "mailbox",
      main: """
        <h1>Mailbox of \(account.address)</h1>
        <p><a href="/mail">All mailboxes</a></p>
        \(list)
        \(older)
        \(canReceive ? letterForm : "")
        """
    ).answer
  }

  private var letterForm: HTML {
    """
    <h2>Let a letter arrive</h2>
    <form method="post" action="\(Self.address(account))">
    <label class="above" for="from">From</label>
    <input type="text" name="from" id="from" value="Somebody &lt;somebody@example.org&gt;">
    <label class="above" for="subject">Subject</label><input type="text" name="subject" id="subject">
    <label class="above" for="text">Text</label><textarea name="text" id="text"></textarea>
    <div class="actions"><button name="deliver" id="deliver" value="yes">Deliver</button></div>
    </form>
    """
  }

  private func item(_ message: StoredMessage) -> HTML {
    let header = MailHeader(message.source.read())
    let subject = header.decoded("Subject") ?? ""
    let moment = Date(timeIntervalSince1970: Double(message.internalDate) / 1000)
    return """
      <li><a href="\(Self.address(account))/\(message.id.description)">\(subject.isEmpty ? "(no subject)" : subject)</a><br>
      \(header.decoded("From") ?? "(no sender)")<br>
      <span class="soft">\(MailDate.text(moment)) · <span class="labels">\(message.labels.joined(separator: ", "))</span>
      </span></li>

      """
  }
}
