/// Mailboxes as a person sees them in a browser, for a demonstration: `/mail`, `/mail/ADDRESS`, `/mail/ADDRESS/ID`. What is
/// pressed here happens as if it were done in Gmail's own page.
extension SimulatedGoogle {
  func mailPage(_ request: SimulatedRequest) -> SimulatedAnswer {
    let path = request.path.split(separator: "/").dropFirst().map { FormParameters.decode($0, plusIsSpace: false) }
    do throws(ControlError) {
      switch (request.method, path.count) {
      case ("GET", 0):
        return AccountListPage(
          accounts: accounts.values.sorted { $0.address < $1.address },
          elsewhere: elsewhere.values.sorted { $0.address < $1.address }
        ).answer
      case ("GET", 1):
        let account = try visible(path[0])
        return MailboxPage(
          account: account, canReceive: owners[account.address] != nil,
          skip: request.query["skip"].flatMap { Int($0) } ?? 0
        ).answer
      case ("POST", 1): return try letter(form(request), to: try account(path[0]))
      case ("GET", 2):
        let (account, message) = try found(path)
        return MessagePage(account: account, message: message).answer
      case ("POST", 2):
        let (account, message) = try found(path)
        return try pressed(form(request), on: message, of: account)
      default: throw ControlError(description: "there is no such page", status: 404)
      }
    } catch {
      return HTMLPage(
        title: "Not found", id: "not-found",
        main: "<h1>That is not here</h1><p>\(error.description)</p><p><a href=\"/mail\">All mailboxes</a></p>",
        status: error.status
      ).answer
    }
  }

  private func form(_ request: SimulatedRequest) -> FormParameters {
    FormParameters(String(decoding: request.body, as: UTF8.self))
  }

  /// The account with that address, or the mailbox of somebody elsewhere.
  private func visible(_ address: String) throws(ControlError) -> Account {
    do { return try account(address) } catch {
      guard let account = elsewhere[address.lowercased()] else { throw error }
      return account
    }
  }

  private func found(_ path: [String]) throws(ControlError) -> (Account, StoredMessage) {
    let account = try visible(path[0])
    guard let id = HexID(path[1]), let message = account.mailbox.messages[id] else { throw .unknownMessage }
    return (account, message)
  }

  private func letter(_ form: FormParameters, to account: Account) throws(ControlError) -> SimulatedAnswer {
    func line(_ name: String) -> JSON? {
      form[name].map { .string($0.split(whereSeparator: \.isNewline).joined(separator: " ")) }
    }
    let mail = try DeliveredMail(
      .object(["from": line("from"), "subject": line("subject"), "text": form["text"].map { .string($0) }]),
      to: account.address, number: log.entries.count, at: now)
    try deliver(mail.raw, to: account.address)
    return Self.goOn(to: MailboxPage.address(account))
  }

  private func pressed(
    _ form: FormParameters, on message: StoredMessage, of account: Account
  ) throws(ControlError) -> SimulatedAnswer {
    guard let draft = account.mailbox.drafts.draft(holding: message.id), message.has("DRAFT") else {
      throw ControlError(description: "it is not a draft any more", status: 409)
    }
    if form["send"] != nil {
      // What Gmail's page does to a draft that was made through the API: it stays behind and holds the sent message.
      let sent = try sendFromWeb(draft: draft, of: account.address, orphan: true)
      return Self.goOn(to: "\(MailboxPage.address(account))/\(sent)")
    }
    if form["discard"] != nil {
      try discardFromWeb(draft: draft, of: account.address)
      return Self.goOn(to: MailboxPage.address(account))
    }
    guard form["save"] != nil, let text = form["text"] else { throw .bad("the form has no button that is known") }
    let changed = try editFromWeb(
      draft: draft, of: account.address, raw: ReadableMail.raw(message.source.read(), withText: text))
    return Self.goOn(to: "\(MailboxPage.address(account))/\(changed)")
  }

  private static func goOn(to address: String) -> SimulatedAnswer {
    SimulatedAnswer(status: 303, headers: [("Location", address), ("Cache-Control", "no-store")], body: [])
  }
}
