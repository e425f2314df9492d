package import FoundationEssentials

/// An address that may be the owner's, as one message shows it: the message came to this mailbox, and its recipients are none
/// of the addresses that are known. Only ever a proposal: mail to somebody else's address would be answered in their place.
package struct AddressSighting: Sendable, Equatable, Codable {
  /// As `canonical` spells it, without a `+tag`.
  package var address: EmailAddress
  /// A server on the way wrote that it delivered the message here for this address.
  package var isStamped: Bool

  package init(address: EmailAddress, isStamped: Bool) {
    self.address = address
    self.isStamped = isStamped
  }
}

/// What was seen of such an address so far.
package struct AddressProposal: Sendable, Equatable {
  package var address: EmailAddress
  package var isStamped: Bool
  /// How many messages showed it.
  package var messages: Int
  package var lastSeen: Date

  package init(address: EmailAddress, isStamped: Bool, messages: Int, lastSeen: Date) {
    self.address = address
    self.isStamped = isStamped
    self.messages = messages
    self.lastSeen = lastSeen
  }

  /// Whether the person is asked about it. Without a server's word, once or twice may have been blind copies.
  package var isWorthAsking: Bool { isStamped || messages >= 3 }
}

extension MailboxOwner {
  /// The address that brought this message here, when it is none that is known. Nil for the owner's own mail and for what went
  /// to a list, where recipients are others' addresses by nature.
  package func sighting(in message: EmailMessage) -> AddressSighting? {
    let named = message.to + message.cc
    guard !named.isEmpty, !named.contains(where: owns), !wrote(message), !wentToMany(message) else { return nil }
    let senders = Set((message.from + message.replyTo).map(\.canonical))
    let possible = named.filter { address in
      !senders.contains(address.canonical) && address.untagged.isDeliverable
        && !UnattendedAddresses.contains(address.localPart)
    }
    let stamped = Set(DeliveryStamps.addresses(in: message.headers).map(\.untagged.canonical))
    if let found = possible.first(where: { stamped.contains($0.untagged.canonical) }) {
      return AddressSighting(address: EmailAddress(address: found.untagged.canonical), isStamped: true)
    }
    // Among several the one that brought it cannot be told.
    guard named.count == 1, let only = possible.first else { return nil }
    return AddressSighting(address: EmailAddress(address: only.untagged.canonical), isStamped: false)
  }

  private func wentToMany(_ message: EmailMessage) -> Bool {
    let subject = TriageSubject(message, owner: self)
    return subject.listMark != nil || subject.header(in: ["List-Id", "List-Unsubscribe"]) != nil
  }
}
