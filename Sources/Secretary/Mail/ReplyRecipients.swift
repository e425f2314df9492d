extension ReplyRecipients {
  /// More people than this are a crowd, not a conversation: the reply goes to the sender alone. Recipients in received
  /// headers are the sender's choice, and two thousand of them are nobody's wish to reply to.
  static let mostCopied = 25
  /// Unicode scalars of a name. It goes out with the reply, and nobody's is longer.
  static let longestName = 200

  /// Who a reply to `message` goes to: `Reply-To` when given, else `From` (RFC 5322 §3.6.3); everybody else it was
  /// addressed to goes in copy; none of the owner's own addresses; each mailbox once. It leaves from the address of
  /// the owner's that the message was sent to. Only headers are asked. Nil when nobody is left to reply to.
  package static func replying(to message: EmailMessage, owner: MailboxOwner) -> ReplyRecipients? {
    let owner = owner.recognising(message)
    var named: Set<String> = []
    var to = fresh(message.replyTo, owner, &named)
    if to.isEmpty { to = fresh(message.from, owner, &named) }
    guard !to.isEmpty, to.count <= mostCopied else { return nil }
    let attended = (message.to + message.cc).filter { !UnattendedAddresses.contains($0.localPart) }
    let others = fresh(attended, owner, &named)
    return ReplyRecipients(
      from: owner.address(writtenToIn: message), to: to, cc: others.count > mostCopied ? [] : others)
  }

  /// Who a reminder of the owner's own message goes to: those it went to, from the address it left from. Nil when that is nobody
  /// else, a crowd, or an address that nobody reads.
  static func reminding(of message: EmailMessage, owner: MailboxOwner) -> ReplyRecipients? {
    let people = message.to + message.cc
    guard people.count <= FollowUp.mostPeople, !people.contains(where: { UnattendedAddresses.contains($0.localPart) })
    else { return nil }
    var named: Set<String> = []
    let to = fresh(message.to, owner, &named)
    guard !to.isEmpty else { return nil }
    let from = message.from.lazy.compactMap { owner.sendAs($0) }.first ?? owner.address(writtenToIn: message)
    return ReplyRecipients(from: from, to: to, cc: fresh(message.cc, owner, &named))
  }

  /// Of these the ones that mail can go to, that are not the owner's and have not been named yet.
  private static func fresh(
    _ addresses: [EmailAddress], _ owner: MailboxOwner, _ named: inout Set<String>
  ) -> [EmailAddress] {
    addresses.filter { $0.isDeliverable && !owner.owns($0) && named.insert($0.canonical).inserted }
      .map { EmailAddress(name: $0.name.scalars(longestName, ending: "…"), address: $0.address) }
  }
}

extension MailboxOwner {
  /// The send-as address the message was sent to, else the account's own.
  package func address(writtenToIn message: EmailMessage) -> EmailAddress {
    (message.to + message.cc).lazy.compactMap { sendAs($0) }.first
      ?? sendAs.first { $0.canonical == primary.canonical } ?? primary
  }
}

extension EmailAddress {
  /// Whether it is one mailbox that mail can be sent to as it is written: plain characters before the `@`, a host name
  /// after it, at most 254 characters (RFC 5321 §4.1.2, and §4.5.3.1.3 less its brackets). A host name may be in any
  /// script, which IDNA turns into letters; a name before the `@` may not, as mail in that form does not travel everywhere.
  package var isDeliverable: Bool {
    guard address.utf8.count <= 254, let at = address.utf8.lastIndex(of: UInt8(ascii: "@")) else { return false }
    let local = address[..<at].unicodeScalars
    return !local.isEmpty && local.allSatisfy { (0x21..<0x7F).contains($0.value) && !Self.specials.contains($0) }
      && HostName.isWritable(address[address.utf8.index(after: at)...])
  }

  /// The address as it is written into mail. C libraries follow IDNA2003, which makes another host of `straße.example`;
  /// labels with the two letters that IDNA2008 keeps (RFC 5891, RFC 5894 §7.2) are put into ASCII here.
  package var onTheWire: String {
    guard domain.unicodeScalars.contains(where: { $0 == "ß" || $0 == "ς" }) else { return address }
    let labels = domain.split(separator: ".", omittingEmptySubsequences: false).map { Punycode.label($0) ?? String($0) }
    return address.prefix { $0 != "@" } + "@" + labels.joined(separator: ".")
  }

  private static let specials = Set("<>()[]\\,:;@\"".unicodeScalars)
}
