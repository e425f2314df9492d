/// A mailbox as a header names it. Compared by `canonical`, never by display name: anybody can call themselves anything.
package struct EmailAddress: Sendable, Hashable, Codable {
  /// Decoded display name, empty when there is none. Without anything a reader does not see, as it is shown and sent on.
  package let name: String
  /// The addr-spec, as it was written. Empty when it was longer than `longestAddress`: cut short, it would be another.
  package let address: String

  /// In bytes. RFC 5321 §4.5.3.1.3 allows 254; list programs that write a recipient into the sender's address go beyond.
  package static let longestAddress = 998

  package init(name: String = "", address: String) {
    self.name = ShownText(name).text
    self.address = address.utf8.count <= Self.longestAddress ? address : ""
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      name: try values.decode(String.self, forKey: .name), address: try values.decode(String.self, forKey: .address))
  }

  package var localPart: String { String(address.prefix { $0 != "@" }).lowercased() }

  package var domain: String {
    guard let at = address.utf8.lastIndex(of: UInt8(ascii: "@")) else { return "" }
    return address[address.utf8.index(after: at)...].lowercased()
  }

  /// What two spellings of one mailbox have in common: lower case, and for consumer Gmail without dots and `+tag`,
  /// which Gmail ignores on delivery (docs/gmail.md, Addresses).
  package var canonical: String {
    guard ["gmail.com", "googlemail.com"].contains(domain) else { return address.lowercased() }
    let plain = localPart.prefix { $0 != "+" }.filter { $0 != "." }
    return plain + "@gmail.com"
  }
}
