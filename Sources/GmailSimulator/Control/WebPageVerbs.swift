import FoundationEssentials

/// What a person does to a draft in Gmail's own page.
extension SimulatedGoogle {
  /// A person sends a draft from the web page. With `orphan` the draft stays behind and holds the sent message, as
  /// happens to drafts that were made through the API.
  package func sendFromWeb(draft: String, of address: String, orphan: Bool) throws(ControlError) -> String {
    let account = try account(address)
    let mailbox = account.mailbox
    guard let id = mailbox.drafts.message(draft), let message = mailbox.messages[id] else { throw .unknownMessage }
    let raw = message.source.read()
    let mail = OutgoingMail(
      raw, from: account, at: now, messageID: MailHeader(raw).messageID ?? "CA\(draft)@mail.gmail.com")
    mailbox.relabel(id, add: SentLabels.of(mail, from: account), remove: ["DRAFT"], at: now)
    if !orphan { mailbox.drafts.remove(draft) }
    deliver(mail, from: account)
    return id.description
  }

  /// A person edits a draft in the web page: the draft's id stays, its message is replaced. A subject that is changed, and is
  /// not the conversation's any more, takes the draft out of it (observed on Gmail's page and on iOS).
  package func editFromWeb(draft: String, of address: String, raw: [UInt8]) throws(ControlError) -> String {
    let account = try account(address)
    let mailbox = account.mailbox
    guard let id = mailbox.drafts.message(draft), let old = mailbox.messages[id] else { throw .unknownMessage }
    let mail = OutgoingMail(
      raw, from: account, at: now, messageID: "CA" + mailbox.random.text(50) + "@mail.gmail.com")
    let subject = ThreadIndex.subjectKey(mail.header)
    let known = [ThreadIndex.subjectKey(MailHeader(old.source.read())), mailbox.threads[old.threadID]?.subjectKey]
    let message = mailbox.add(
      .memory(mail.raw), size: mail.raw.count, header: mail.header, labels: ["DRAFT"], internalDate: now,
      threading: known.contains(subject) ? .given(old.threadID) : .byHeaders,
      entry: .new(at: now, searchableFrom: now.addingTimeInterval(settings.searchLag)))
    mailbox.drafts.put(message.id, in: draft)
    mailbox.delete(id, at: now)
    return message.id.description
  }

  /// A person discards a draft in the web page: it and its message are gone for good.
  package func discardFromWeb(draft: String, of address: String) throws(ControlError) {
    let mailbox = try account(address).mailbox
    guard let id = mailbox.drafts.message(draft) else { throw .unknownMessage }
    mailbox.drafts.remove(draft)
    mailbox.delete(id, at: now)
  }
}
