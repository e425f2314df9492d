/// Whose mailbox it is: every address that means this user.
package struct MailboxOwner: Sendable, Equatable {
  /// The address the mailbox reports for the account.
  package var primary: EmailAddress
  /// Verified send-as addresses, the primary among them. A reply goes out from the one the mail was sent to.
  package var sendAs: [EmailAddress]
  /// Further addresses whose mail arrives here: old ones, aliases of the house. The person named them, or took them out of
  /// what was proposed (`AddressSighting`). Nothing can be sent from them.
  package var others: [EmailAddress]

  package init(primary: EmailAddress, sendAs: [EmailAddress] = [], others: [EmailAddress] = []) {
    self.primary = primary
    self.sendAs = sendAs
    self.others = others
  }

  /// With or without a `+tag`, which Gmail ignores on delivery for every address of a mailbox (docs/gmail.md, Addresses).
  package func owns(_ address: EmailAddress) -> Bool {
    ([primary] + sendAs + others).contains { $0.isSameMailbox(as: address) }
  }

  /// The address replies to mail for `address` can leave from; nil when it is none the user may send as.
  package func sendAs(_ address: EmailAddress) -> EmailAddress? {
    sendAs.first { $0.canonical == address.canonical } ?? sendAs.first { $0.isSameMailbox(as: address) }
  }

  /// Whether the user wrote it. A form on the user's own site sends in the user's name too, and says in `Reply-To` who
  /// wrote.
  package func wrote(_ message: EmailMessage) -> Bool {
    if message.place == .sent { return true }
    return message.from.contains(where: owns)
      && !message.replyTo.contains { !owns($0) && $0.isDeliverable && !UnattendedAddresses.contains($0.localPart) }
  }
}

extension EmailAddress {
  fileprivate func isSameMailbox(as tagged: EmailAddress) -> Bool {
    canonical == tagged.canonical || (tagged.localPart.contains("+") && canonical == tagged.untagged.canonical)
  }
}

extension EmailAddress {
  /// In lower case, without a `+tag` and a name.
  var untagged: EmailAddress { EmailAddress(address: localPart.prefix { $0 != "+" } + "@" + domain) }
}
