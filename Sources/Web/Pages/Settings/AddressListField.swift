import Secretary

/// The person's other addresses as they type them: one on each line.
enum AddressListField {
  enum Reading: Equatable {
    case addresses([EmailAddress])
    /// A sentence for beside the field.
    case problem(String)
  }

  /// Bytes of the whole field: fifty of the longest addresses, with room for blanks.
  static let longest = 20_000

  static func read(_ typed: String) -> Reading {
    let most = AgentSettings.mostOtherAddresses
    guard typed.utf8.count <= longest else { return .problem("At most \(most) addresses, one on each line.") }
    var addresses: [EmailAddress] = []
    var known: Set<String> = []
    for (index, line) in typed.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let address = EmailAddress(address: String(line).trimmed.lowercased())
      if address.address.isEmpty { continue }
      guard address.isDeliverable else {
        return .problem(
          "Line \(index + 1), “\(shown(address.address))”, is not an email address. Write one on each line, like"
            + " ada@example.org.")
      }
      if known.insert(address.canonical).inserted { addresses.append(address) }
    }
    guard addresses.count <= most else { return .problem("At most \(most) addresses; this has \(addresses.count).") }
    return .addresses(addresses)
  }

  static func text(_ addresses: [EmailAddress]) -> String { addresses.map(\.address).joined(separator: "\n") }

  private static func shown(_ line: String) -> String {
    let text = ShownText(line).text.unicodeScalars
    return text.count <= 60 ? String(text) : String(String.UnicodeScalarView(text.prefix(59))) + "…"
  }
}
