/// One message: its headers and its text. A draft can be changed, sent and discarded.
struct MessagePage {
  let account: Account
  let message: StoredMessage

  var answer: SimulatedAnswer {
    let raw = message.source.read()
    let header = MailHeader(raw)
    let mail = ReadableMail(raw)
    let subject = header.decoded("Subject") ?? ""
    let fields = ["From", "To", "Cc", "Bcc", "Date", "Message-ID", "In-Reply-To"].flatMap { name -> [HTML] in
      header.all(name).isEmpty ? [] : ["<dt>\(name)</dt><dd>\(header.decoded(name) ?? "")</dd>"]
    }
    let attached: HTML =
      mail.attachments.isEmpty ? "" : "<p>Attached: \(mail.attachments.joined(separator: ", "))</p>"
    let text: HTML = isDraft ? editor(mail) : "<div class=\"mail\" id=\"text\">\(mail.text)</div>"
    return HTMLPage(
      title: subject.isEmpty ? "Message" : subject, id: "message",
      main: """
        <h1>\(subject.isEmpty ? "(no subject)" : subject)</h1>
        <p><a href="\(MailboxPage.address(account))">Mailbox of \(account.address)</a></p>
        <p class="soft" id="labels">\(message.labels.joined(separator: ", "))</p>
        <dl>\(fields)</dl>
        \(text)
        \(attached)
        """
    ).answer
  }

  /// A draft that the page has sent stays a draft to the API and is none to a person.
  private var isDraft: Bool {
    message.has("DRAFT") && account.mailbox.drafts.draft(holding: message.id) != nil
  }

  private func editor(_ mail: ReadableMail) -> HTML {
    """
    <form method="post" action="\(MailboxPage.address(account))/\(message.id.description)">
    <label class="above" for="text">Text</label><textarea name="text" id="text">
    \(mail.text)</textarea>
    <div class="actions">
    <button name="save" id="save" value="yes">Save</button>
    <button name="send" id="send" value="yes">Send</button>
    <button name="discard" id="discard" value="yes">Discard</button>
    </div>
    </form>
    """
  }
}
