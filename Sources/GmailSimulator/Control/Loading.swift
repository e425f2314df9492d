import FoundationEssentials

/// Filling mailboxes from disk.
extension SimulatedGoogle {
  /// A name of a user on the command line: an address, or a short name at example.com.
  package static func address(for name: String) -> String {
    (name.contains("@") ? name : "\(name)@example.com").lowercased()
  }

  /// Files mail that was there before anybody looked: as its `X-Gmail-Labels` say, else what the owner wrote to SENT and
  /// the rest to the inbox.
  @discardableResult
  package func load(_ loader: MailLoader, into address: String) -> LoadReport {
    let account = prepared(address, loader)
    var report = LoadReport()
    report.skipped = loader.skipped
    for mail in loader.mail {
      let message = account.mailbox.add(
        mail.source, size: mail.size, header: mail.header, labels: labels(of: mail, at: account),
        internalDate: min(mail.date, now), threading: .byHeaders, entry: .loaded)
      if message.has("DRAFT") { account.mailbox.startDraft(holding: message.id) }
      report.loaded += 1
      if message.has("SENT") { report.sent += 1 }
    }
    return report
  }

  /// Queues mail that will arrive when `arrive` says so, oldest first.
  @discardableResult
  package func queue(_ loader: MailLoader, for address: String) -> LoadReport {
    let account = prepared(address, loader)
    account.arriving = (account.arriving + loader.mail).sorted { $0.date > $1.date }
    var report = LoadReport()
    report.skipped = loader.skipped
    report.loaded = loader.mail.count
    report.sent = loader.mail.count { labels(of: $0, at: account).contains("SENT") }
    return report
  }

  /// Lets queued mail arrive: all of it, or so many messages per user; for one user or for all. Says how many came.
  @discardableResult
  package func arrive(_ count: Int? = nil, for address: String? = nil) throws(ControlError) -> Int {
    let chosen = try address.map { address throws(ControlError) in [try account(address)] } ?? Array(accounts.values)
    var total = 0
    for account in chosen {
      for _ in 0..<min(count ?? .max, account.arriving.count) {
        let mail = account.arriving.removeLast()
        let filed = labels(of: mail, at: account)
        let isOwn = filed.contains("SENT") || filed.contains("DRAFT")
        let message = arrive(
          mail.source, size: mail.size, header: mail.header, at: account,
          labels: isOwn ? filed : ["UNREAD"] + filed.filter { $0 != "UNREAD" })
        if message.has("DRAFT") { account.mailbox.startDraft(holding: message.id) }
        total += 1
      }
    }
    return total
  }

  /// How many messages still wait, by user.
  package var waiting: [String: Int] { accounts.mapValues(\.arriving.count).filter { $0.value > 0 } }

  private func labels(of mail: LoadedMail, at account: Account) -> [String] {
    guard let filed = TakeoutLabels(mail.header) else {
      return mail.isFrom(account) ? ["SENT"] : mail.isRead == false ? ["UNREAD", "INBOX"] : ["INBOX"]
    }
    return filed.system + filed.user.map { account.mailbox.labels.id(named: $0) }
  }

  private func prepared(_ address: String, _ loader: MailLoader) -> Account {
    let address = address.lowercased()
    if let account = accounts[address] {
      account.add(aliases: loader.ownerAddresses)
      for alias in account.aliases where owners[alias] == nil { owners[alias] = address }
      return account
    }
    addUser(address, aliases: loader.ownerAddresses)
    return accounts[address] ?? Account(address: address, name: "", aliases: [])
  }
}
