/// What the user wants for all mail of one sender, whatever the judge makes of it.
package enum SenderChoice: String, Sendable, Codable, CaseIterable {
  case always, never
}

/// One of the user's choices.
package struct ChosenSender: Sendable, Equatable {
  /// As `EmailAddress.canonical` spells it.
  package var address: String
  package var choice: SenderChoice

  package init(address: String, choice: SenderChoice) {
    self.address = address
    self.choice = choice
  }
}
