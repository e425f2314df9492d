/// Why a message may not be from whom it seems to be from. None of these proves anything: people forward mail, and forms name
/// other addresses for the answer.
package enum SenderDoubt: Sendable, Hashable, Codable {
  /// The mailbox's server found that the domain it names did not send it.
  case notAuthentic
  /// Answers go to another organisation.
  case repliesElsewhere(EmailAddress)
  /// The display name holds an address of another organisation.
  case namedLikeAddress(String)
  /// The display name is the user's own, and the address is none of theirs.
  case namedLikeOwner
  /// The host is written in letters that look like others.
  case writtenToDeceive(String)
  /// The host is easily taken for that of somebody in the conversation, or the user's own.
  case hostLikeOther(String, other: String)

  /// Whether what is known of the mail with its sender says nothing, because the sender may be another.
  package var isAboutIdentity: Bool {
    if case .repliesElsewhere = self { false } else { true }
  }

  /// - Parameter others: people of the conversation, without this message's.
  package static func all(
    of message: EmailMessage, owner: MailboxOwner, others: [EmailAddress] = []
  ) -> [SenderDoubt] {
    guard !owner.wrote(message), let sender = message.from.first else { return [] }
    var doubts: [SenderDoubt] = []
    let findings = AuthenticationResults(in: message.headers, of: MailService.authenticationHost)
    if findings?.isFailed == true { doubts.append(.notAuthentic) }
    if let elsewhere = message.replyTo.first(where: { !owner.owns($0) && !$0.isSameHouse(as: sender) }) {
      doubts.append(.repliesElsewhere(EmailAddress(address: elsewhere.address)))
    }
    if sender.name.contains("@") || sender.name.contains("＠"), !sender.namesItself {
      doubts.append(.namedLikeAddress(sender.name.scalars(250, ending: "…")))
    }
    if sender.isNamed(like: owner) { doubts.append(.namedLikeOwner) }
    if let ascii = DomainScript.warning(on: sender.domain) { doubts.append(.writtenToDeceive(ascii)) }
    let known = [owner.primary] + owner.sendAs + owner.others + others
    if let other = known.lazy.map(\.domain).first(where: { LookAlikeHost.areAlike(sender.domain, $0) }) {
      doubts.append(.hostLikeOther(sender.domain, other: other))
    }
    return doubts
  }
}

extension EmailAddress {
  /// Whether two addresses belong to one organisation, as far as their hosts tell.
  fileprivate func isSameHouse(as other: EmailAddress) -> Bool {
    LookAlikeHost.organisation(of: domain) == LookAlikeHost.organisation(of: other.domain)
  }

  /// Whether every address in the name is of the same organisation.
  fileprivate var namesItself: Bool {
    name.scalars(500).replacing("＠", with: "@").split { " <>()[]\"',;".contains($0) }.filter { $0.contains("@") }
      .allSatisfy { EmailAddress(address: String($0)).isSameHouse(as: self) }
  }

  /// Of a name with two words at least; first names alone are shared by many.
  fileprivate func isNamed(like owner: MailboxOwner) -> Bool {
    let words = Self.words(of: name)
    guard words.count > 1 else { return false }
    return ([owner.primary] + owner.sendAs).contains { Self.words(of: $0.name) == words }
  }

  private static func words(of name: String) -> Set<String> {
    Set(TextPieces(name.scalars(200)).pieces.filter { $0.kind == .word }.map(\.word))
  }
}
