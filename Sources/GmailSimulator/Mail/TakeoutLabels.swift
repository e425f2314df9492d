/// Where a message was filed, as Google Takeout writes it into `X-Gmail-Labels`: names divided by commas, Gmail's own in the
/// account's language ("Spam,Category promotions,Unread,Clients/Old"). English is understood, and the ids of the API.
struct TakeoutLabels {
  /// Ids of Gmail's own labels.
  private(set) var system: [String] = []
  /// Names of labels that the user made.
  private(set) var user: [String] = []

  /// Nil when the message does not say.
  init?(_ header: MailHeader) {
    guard let names = header.decoded("X-Gmail-Labels") else { return nil }
    for name in names.split(separator: ",").map(\.withoutBlanks) where !name.isEmpty {
      let id = String(name.uppercased().map { $0 == " " ? "_" : $0 })
      switch id {
      case "OPENED", "ARCHIVED": break  // to Gmail that is the want of UNREAD and of INBOX
      case "DRAFTS": system.append("DRAFT")
      case "BIN": system.append("TRASH")
      case _ where LabelList.system.contains(id): system.append(id)
      default: user.append(name)
      }
    }
    // A draft carries no other label.
    if system.contains("DRAFT") { (system, user) = (["DRAFT"], []) }
  }
}
