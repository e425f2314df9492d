import Secretary

/// What to do with all mail of a sender: two buttons beside a message or a draft.
struct SenderQuestion: Sendable, Equatable {
  let senderAddress: ShownText
  /// The address as the form sends it back.
  let senderValue: String
  /// The page to come back to.
  let back: String

  /// - address: as `EmailAddress.canonical` spells it.
  init(_ address: String, back: String) {
    senderAddress = EmailAddress(address: address).shownAddress
    senderValue = address
    self.back = back
  }
}
