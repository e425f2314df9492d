/// A mailbox as a header names it: a decoded display name, empty when there is none, and an addr-spec.
package struct MailAddress: Sendable, Hashable {
  package var name: String
  package var address: String

  package init(name: String = "", address: String) {
    self.name = name
    self.address = address
  }
}
