/// Who sent it, and by what machinery.
extension TriageSubject {
  var isFromOwner: Bool { owner.wrote(message) }

  var namesSomebodyToAnswer: Bool { ReplyRecipients.replying(to: message, owner: owner) != nil }

  func senderName(in names: Set<String>) -> String? {
    message.from.contains { names.contains($0.name.trimmed.lowercased()) } ? "From" : nil
  }

  /// A sender that calls itself a program, such as "Bug Tracking System". People's questions come through them too.
  var programName: String? {
    let isProgram = message.from.contains { SenderNames.isProgram($0.name) }
    return isProgram && !asksSomething ? "From" : nil
  }

  var isFromUnattendedAddress: Bool { message.from.contains { UnattendedAddresses.contains($0.localPart) } }

  /// Where a filter that the mail passed says so: SpamAssassin's header, or the mark that it and others put before the subject.
  var spamMark: String? {
    guard opensConversation else { return nil }
    let isFlagged = message.headers.all("X-Spam-Flag").contains { $0.trimmed.lowercased() == "yes" }
    return isFlagged ? "X-Spam-Flag" : LoweredSubject(message.subject).isMarkedSpam ? "Subject" : nil
  }

  /// The header whose address takes no replies. Forms are sent from such an address for a person whom they name in
  /// `Reply-To`; then the answer reaches that person. `Return-Path` says where bounces go, and nothing about who wrote.
  var unattendedAddress: String? {
    if message.replyTo.contains(where: { UnattendedAddresses.contains($0.localPart) }) { return "Reply-To" }
    return (isFromUnattendedAddress || isFromNowhere) && !namesAnotherToAnswer ? "From" : nil
  }

  /// Its address has a host that no mail reaches from here: one word, as programs write it that make up a sender.
  private var isFromNowhere: Bool {
    !message.from.isEmpty && message.from.allSatisfy { !$0.domain.isEmpty && !$0.domain.contains { ".[".contains($0) } }
  }

  /// `Reply-To` names somebody else than the sender: at another house, or by a name, not by a function or a token.
  private var namesAnotherToAnswer: Bool {
    let houses = message.from.map(\.domain)
    return message.replyTo.contains { address in
      guard address.isDeliverable, !owner.owns(address) else { return false }
      let isSameHouse = houses.contains {
        $0 == address.domain || $0.hasSuffix("." + address.domain) || address.domain.hasSuffix("." + $0)
      }
      return !isSameHouse
        || (!Self.isDesk(address.localPart) && address.localPart.allSatisfy { $0.isLetter || ".-_".contains($0) })
    }
  }

  var isFromRoleAddress: Bool { message.from.contains { SenderNames.roles.contains($0.localPart) } }

  /// A desk that takes mail in: a function by one of its words, `kundenservice@`, `it-support@`.
  var isFromDesk: Bool { message.from.contains { Self.isDesk($0.localPart) } }

  /// An answer would go to a desk: a shop's program writes, and its customer service is named in `Reply-To`.
  var isAnsweredToDesk: Bool { message.replyTo.contains { Self.isDesk($0.localPart) } }

  private static func isDesk(_ localPart: String) -> Bool {
    localPart.scalars(longestValue).split { !$0.isLetter }.contains { word in
      SenderNames.roles.contains(String(word)) || SenderNames.desks.contains(String(word))
    }
  }

  /// The same mailbox three times among the stamps of delivery. Twice happens to ordinary mail: a filter or a fetching
  /// program hands it back to the system that had it.
  var wentInCircles: Bool {
    Dictionary(grouping: values("Delivered-To")) { $0.lowercased() }.values.contains { $0.count > 2 }
  }

  /// `X-Loop` is how a program knows its own mail again: lists stamp it, and so do people's forwarding rules, which say
  /// nothing about who wrote. Only a stamp in the sender's own name says that the sender is such a program.
  var ownLoopMark: String? {
    let senders = (message.from + message.replyTo).filter { !owner.owns($0) }.map(\.canonical)
    return addresses("X-Loop").contains { senders.contains($0.canonical) } ? "X-Loop" : nil
  }

  var hasEmptyReturnPath: Bool { value("Return-Path").map { $0 == "<>" || $0.isEmpty } == true }

  // MARK: Automatic replies by their headers

  /// RFC 3834 §5, and what programs stamped on theirs before it, each by a name of its own.
  var automaticReplyHeader: String? {
    if keyword("Auto-Submitted") == "auto-replied" { return "Auto-Submitted: auto-replied" }
    for name in ["Precedence", "X-Precedence", "Preference"] {
      if let keyword = keyword(name), ["auto_reply", "auto-reply", "autoreply"].contains(keyword) {
        return "\(name): auto_reply"
      }
    }
    if values("Delivered-To").contains(where: { $0.lowercased() == "autoresponder" }) {
      return "Delivered-To: Autoresponder"
    }
    let messageClass = value("X-POST-MessageClass")?.scalars(Self.longestValue).lowercased()
    if messageClass?.contains("autoresponder") == true { return "X-POST-MessageClass" }
    return hasExtensionHeader(naming: ["autoreply", "autorespon", "autoanswer", "vacation", "outofoffice"])
      ? "X-Autoreply" : nil
  }

  var programHeader: String? {
    if let keyword = keyword("Auto-Submitted"), keyword != "no" { return "Auto-Submitted" }
    return header(in: ["X-FC-MachineGenerated", "X-Cron-Env"])
      ?? (hasExtensionHeader(naming: ["autogenerated", "machinegenerated", "autosubmitted"]) ? "X-Autogenerated" : nil)
      ?? ownLoopMark
  }

  /// The sender asks that nothing automatic be answered. Exchange and help desks ask that for people's mail, too.
  var suppressesAnswers: Bool {
    list("X-Auto-Response-Suppress").contains {
      ["dr", "ndr", "rn", "nrn", "oof", "autoreply", "all"].contains($0)
    }
  }

  // MARK: Mail to many

  /// What lists stamp on theirs (RFC 2369, 2919), unless the list is a shared mailbox of the owner's house.
  var listMark: String? {
    if owner.sharedMailbox(of: message) != nil { return nil }
    return header(in: [
      "List-Id", "List-Post", "List-Owner", "List-Help", "List-Archive", "List-Subscribe", "Mailing-List",
      "X-Mailing-List", "X-Mailman-Version", "X-BeenThere", "X-List",
    ]) ?? (keyword("Precedence") == "list" ? "Precedence: list" : nil) ?? listAddress
  }

  /// A header with an address that list software owns. A list named as the `Reply-To` is not asked for here: people
  /// write to lists, and ask for answers there.
  private var listAddress: String? {
    ["Sender", "Errors-To", "Return-Path"].first { name in
      addresses(name).contains { SenderNames.isListSoftware($0.localPart) || SenderNames.isListHost($0.domain) }
    }
  }

  var newsletterAddress: String? { message.from.contains { SenderNames.isNewsletter($0) } ? "From" : nil }

  /// A header to unsubscribe by. Customer systems stamp it on everything they send for their people, so a question in
  /// an ongoing conversation outweighs it.
  var unsubscribeHeader: String? {
    asksInConversation ? nil : header(in: ["List-Unsubscribe-Post", "List-Unsubscribe"])
  }

  /// `Precedence: bulk` stands on the answers of ticket systems, too.
  var bulkPrecedence: String? {
    guard let keyword = keyword("Precedence"), ["bulk", "junk"].contains(keyword), !asksInConversation else {
      return nil
    }
    return "Precedence: \(keyword)"
  }

  /// `Feedback-ID` is stamped by a sending service: on campaigns, on single mails of customer systems, and by Amazon SES
  /// on a help desk's answers. So it takes a second sign that nobody asks the owner.
  var bulkFeedback: String? {
    guard let value = value("Feedback-ID"), !value.lowercased().hasSuffix("amazonses"),
      !asksSomething || isFromDesk || isFromUnattendedAddress || offersToUnsubscribe || readsLikeNotice
    else { return nil }
    return "Feedback-ID"
  }

  var bulkMailer: String? {
    guard let mailer = value("X-Mailer")?.lowercased() else { return nil }
    return SenderNames.bulkMailers.contains { mailer.contains($0) } ? "X-Mailer" : nil
  }

  /// People do not ask for errors to go elsewhere; programs that send to many do.
  var foreignErrorsTo: String? {
    let senders = message.from.map(\.canonical)
    return addresses("Errors-To").contains { !senders.contains($0.canonical) } ? "Errors-To" : nil
  }

  private var asksInConversation: Bool { !opensConversation && asksSomething }

  // MARK: The recipients

  /// `Resent-To` is whom somebody redirected it to on purpose (RFC 5322 §3.6.6).
  var isAddressedToOwner: Bool {
    (message.to + message.cc + addresses("Resent-To") + addresses("Resent-Cc")).contains(where: owner.owns)
  }

  var isOnlyCopied: Bool { message.cc.contains(where: owner.owns) && !message.to.contains(where: owner.owns) }
}
