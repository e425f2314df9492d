import FoundationEssentials

/// One simulated Google account with its mailbox.
final class Account {
  /// Lower case.
  let address: String
  let name: String
  /// The permanent number Google knows the account by.
  let subject: String
  let mailbox: SimulatedMailbox
  private(set) var aliases: [String]
  var condition = AccountCondition.normal
  /// Mail that waits to arrive, newest first so that the next is last.
  var arriving: [LoadedMail] = []
  /// The topic of the one push notification client.
  var watch: String?

  init(address: String, name: String, aliases: [String]) {
    self.address = address
    self.name = name
    self.aliases = aliases.filter { $0 != address }
    var random = SeededGenerator("subject of \(address)")
    subject = "1" + random.text(20, of: "0123456789")
    mailbox = SimulatedMailbox(of: address)
  }

  func add(aliases more: [String]) {
    for alias in more where !owns(alias) { aliases.append(alias) }
  }

  /// What stands after the `@`.
  var domain: String { address.split(separator: "@").last.map(String.init) ?? "" }

  /// The Workspace domain that owns the account; nil for Gmail's own.
  var hostedDomain: String? { ["gmail.com", "googlemail.com"].contains(domain) ? nil : domain }

  /// The name a person goes by, or what stands before the `@`.
  var shownName: String { name.isEmpty ? String(address.prefix { $0 != "@" }) : name }

  func owns(_ other: String) -> Bool { other == address || aliases.contains(other) }

  var sendAs: [JSON] {
    let primary = JSON.object([
      "sendAsEmail": .string(address), "displayName": .string(name), "replyToAddress": "", "signature": "",
      "isPrimary": true, "isDefault": true,
    ])
    return [primary]
      + aliases.map { alias in
        .object([
          "sendAsEmail": .string(alias), "displayName": .string(name), "replyToAddress": "", "signature": "",
          "treatAsAlias": true, "verificationStatus": "accepted",
        ])
      }
  }
}

/// What may be wrong with an account as a whole.
package enum AccountCondition: String, Sendable, CaseIterable {
  case normal
  /// A Google account without a Gmail mailbox.
  case mailServiceNotEnabled
  /// The administrators of the domain have switched Gmail apps off.
  case domainPolicy
  /// The administrators forbid what our client asks for: consent and refresh are refused.
  case adminPolicyEnforced
  /// The domain wants its people to sign in again from time to time, and it is time: refresh fails with `invalid_rapt`
  /// until they did.
  case reauthenticationRequired
}
