import Secretary

/// An address that mail came by, and the question whether it is the person's.
struct AddressQuestion: Sendable, Equatable {
  /// Ties its buttons to its form, which cannot stand inside that of the settings.
  let number: Int
  let address: ShownText
  /// The address as the form sends it back.
  let value: String
  let evidence: String
  let lastSeen: Stamp

  init(_ proposal: AddressProposal, number: Int, clock: WallClock) {
    self.number = number
    address = proposal.address.shownAddress
    value = proposal.address.address
    let count = WallClock.count(proposal.messages, "message")
    evidence =
      proposal.isStamped
      ? "\(count) came by it, as a mail server wrote on top" : "\(count) came here that named only it"
    lastSeen = clock.when(proposal.lastSeen)
  }

  /// Those worth asking about, unless the person has it by now.
  static func all(_ proposals: [AddressProposal], beside known: MailboxOwner, clock: WallClock) -> [AddressQuestion] {
    proposals.filter { $0.isWorthAsking && !known.owns($0.address) }.enumerated().map { index, proposal in
      AddressQuestion(proposal, number: index + 1, clock: clock)
    }
  }
}
