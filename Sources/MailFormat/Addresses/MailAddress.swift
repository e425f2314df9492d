/// A mailbox as a header names it: a decoded display name, empty when there is none, and an addr-spec.
package struct MailAddress: Sendable, Hashable {
  package var name: String
  package var address: String

  package init(name: String = "", address: String) {
    self.name = name
    self.address = address
  }

  /// Whether a reply can name this address: ASCII before the `@` and a domain that mail can be sent to. `compose()`
  /// refuses any other, so leave those out that a stranger's header brought in.
  package var isWritable: Bool { (try? AddressSpec(address, field: "")) != nil }
}
