/// What the servers that handed a message on wrote on top of it: which address it came for.
enum DeliveryStamps {
  /// Of the common servers and of Gmail's forwarding.
  private static let names: Set<String> = [
    "delivered-to", "x-delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "x-forwarded-to",
    "x-forwarded-for", "x-gm-original-to", "x-rcpt-to", "apparently-to",
  ]

  /// Fields that belong to the writer. Servers put theirs above (RFC 5322 §3.6.7), so what stands below was there before.
  private static let writers: Set<String> = ["from", "to", "cc", "subject", "date", "message-id", "mime-version"]

  /// The addresses that stamps name. `Received: … for <…>` counts in the topmost field only, which is the mailbox's own
  /// server's: Gmail says there which alias it delivered for, when `Delivered-To` names the account.
  static func addresses(in headers: MailHeaders) -> [EmailAddress] {
    var found: [EmailAddress] = []
    var isTopmost = true
    for field in headers.fields {
      let name = field.name.lowercased()
      if writers.contains(name) { break }
      let value = field.value.scalars(TriageSubject.longestValue)
      if names.contains(name) {
        found += value.split { " ,<>\t;".contains($0) }.filter { $0.contains("@") }.map {
          EmailAddress(address: String($0))
        }
      } else if name == "received", isTopmost {
        isTopmost = false
        found += recipient(ofTrace: value).map { [EmailAddress(address: $0)] } ?? []
      }
    }
    return found
  }

  /// `from a by b with c id d for <ada@example.com>; date` (RFC 5321 §4.4).
  private static func recipient(ofTrace value: String) -> String? {
    let words = value.prefix { $0 != ";" }.split(whereSeparator: \.isWhitespace)
    guard let at = words.firstIndex(of: "for"), at + 1 < words.count, words[at + 1].contains("@") else { return nil }
    return String(words[at + 1].drop { $0 == "<" }.prefix { $0 != ">" })
  }
}

extension MailboxOwner {
  /// The owner with the addresses that this message reached the mailbox by: an address in To or Cc that a server on the way
  /// delivered here for, and a shared mailbox. Stamps can be made up, but all that wins is a draft for mail that came anyway.
  package func recognising(_ message: EmailMessage) -> MailboxOwner {
    let named = (message.to + message.cc).filter { !owns($0) }
    guard !named.isEmpty else { return self }
    let stamped = Set(DeliveryStamps.addresses(in: message.headers).map(\.canonical))
    // A list that writes in its own name is no address of ours.
    let senders = Set((message.from + message.replyTo).map(\.canonical))
    let found = named.filter { stamped.contains($0.canonical) && !senders.contains($0.canonical) }
    let shared = sharedMailbox(of: message).map { [$0] } ?? []
    var owner = self
    owner.others += found + shared
    return owner
  }

  /// A group of the owner's house that outsiders write to, such as `info@`: Google stamps it like a mailing list, and
  /// the owner is one of those who answer for it. Nil for mail from within, and for accounts at Gmail itself.
  package func sharedMailbox(of message: EmailMessage) -> EmailAddress? {
    let house = primary.domain
    guard !["gmail.com", "googlemail.com", ""].contains(house), !message.from.contains(where: { $0.domain == house }),
      let list = message.headers.first("List-Id")?.scalars(TriageSubject.longestValue).lowercased()
    else { return nil }
    return (message.to + message.cc).first { address in
      address.domain == house && list.contains("<\(address.localPart).\(house)>")
    }
  }
}
