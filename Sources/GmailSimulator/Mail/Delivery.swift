import FoundationEssentials

/// Mail coming in: from another simulated user, from outside through control, or from the queue of arrivals.
extension SimulatedGoogle {
  /// Mailboxes that are kept for people elsewhere; what goes to more people than that is not kept.
  private static let mostElsewhere = 500

  /// Hands a sent message to every recipient. The sender's own copy is the sent one.
  func deliver(_ mail: OutgoingMail, from sender: Account) {
    var reached: Set = [sender.address]
    for recipient in mail.recipients {
      guard reached.insert(owners[recipient] ?? recipient).inserted, let account = mailbox(behind: recipient) else {
        continue
      }
      let raw = Array("Delivered-To: \(recipient)\r\nReturn-Path: <\(sender.address)>\r\n".utf8) + mail.delivered
      arrive(.memory(raw), size: raw.count, header: MailHeader(raw), at: account, labels: ["UNREAD", "INBOX"])
    }
  }

  /// The account that an address belongs to, or else the mailbox of somebody elsewhere.
  private func mailbox(behind recipient: String) -> Account? {
    if let address = owners[recipient] { return accounts[address] }
    if let known = elsewhere[recipient] { return known }
    guard elsewhere.count < Self.mostElsewhere else { return nil }
    let account = Account(address: recipient, name: "", aliases: [])
    elsewhere[recipient] = account
    return account
  }

  @discardableResult
  func arrive(
    _ source: MailSource, size: Int, header: MailHeader, at account: Account, labels: [String]
  ) -> StoredMessage {
    account.mailbox.add(
      source, size: size, header: header, labels: labels, internalDate: now, threading: .byHeaders,
      entry: .new(at: now, searchableFrom: now.addingTimeInterval(settings.searchLag)))
  }

  /// Something that will happen to a message by itself.
  struct ScheduledChange {
    let due: Date
    let account: String
    let message: HexID
    let change: MessageChange
  }

  func runSchedule() {
    guard !schedule.isEmpty else { return }
    let moment = now
    for item in schedule.filter({ $0.due <= moment }).sorted(by: { $0.due < $1.due }) {
      guard let mailbox = accounts[item.account]?.mailbox else { continue }
      item.change.apply(to: item.message, in: mailbox, at: moment)
    }
    schedule.removeAll { $0.due <= moment }
  }
}

/// What can happen to a message from the outside: by a person in the web page, or by Gmail itself.
package enum MessageChange: Sendable {
  case relabel(add: [String], remove: [String])
  case delete
  /// A person finds it in the spam folder: no `messagesAdded` says so.
  static let rescue = Self.relabel(add: ["INBOX"], remove: ["SPAM"])

  func apply(to id: HexID, in mailbox: SimulatedMailbox, at date: Date) {
    switch self {
    case .relabel(let add, let remove): mailbox.relabel(id, add: add, remove: remove, at: date)
    case .delete: mailbox.delete(id, at: date)
    }
  }
}
