import Secretary

/// A sender whose mail always or never gets a draft, with a button that takes it back.
struct SenderLine: Sendable, Equatable {
  /// Ties its button to its form, which cannot stand inside that of the settings.
  let number: Int
  let address: ShownText
  /// The address as the form sends it back.
  let value: String
  let meaning: String

  init(_ chosen: ChosenSender, number: Int) {
    self.number = number
    address = EmailAddress(address: chosen.address).shownAddress
    value = chosen.address
    meaning =
      switch chosen.choice {
      case .always: "always gets a draft"
      case .never: "never gets a draft"
      }
  }
}
