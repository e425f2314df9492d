/// A message as the rules ask about it. Header names compare without case, and no value is looked at beyond its first
/// thousand characters, however long a sender made it.
package struct TriageSubject: Sendable {
  static let longestValue = 1_000
  /// Methods of invitations, as opposed to `PUBLISH` and to a calendar file with none (RFC 5546 §1.4).
  static let calendarMethods: Set<String> = [
    "request", "reply", "cancel", "counter", "declinecounter", "refresh", "add",
  ]

  private let message: EmailMessage
  private let owner: MailboxOwner
  private let headers: [String: [String]]

  package init(_ message: EmailMessage, owner: MailboxOwner) {
    self.message = message
    self.owner = owner
    headers = Dictionary(grouping: message.headers.fields) { $0.name.lowercased() }
      .mapValues { $0.map { String($0.value.prefix(Self.longestValue)).trimmed } }
  }

  // MARK: Labels and headers

  func label(_ label: String) -> String? { message.labels.contains(label) ? label : nil }

  func value(_ name: String) -> String? { headers[name.lowercased()]?.first }

  /// The first of these headers that the message has.
  func header(in names: [String]) -> String? { names.first { headers[$0.lowercased()] != nil } }

  /// The leading keyword of a header in lower case, without comments and parameters: `auto-replied` out of
  /// `(by vacation) Auto-Replied; owner-email="…"`.
  func keyword(_ name: String) -> String? {
    guard var rest = value(name)?[...] else { return nil }
    while rest.first == "(" {
      guard let end = rest.firstIndex(of: ")") else { return nil }
      rest = rest[rest.index(after: end)...].drop { $0.isWhitespace }
    }
    let word = rest.prefix { !$0.isWhitespace && $0 != ";" && $0 != "(" && $0 != "," }
    return word.isEmpty ? nil : word.lowercased()
  }

  /// A comma-separated header in lower case.
  func list(_ name: String) -> [String] {
    (headers[name.lowercased()] ?? []).flatMap { $0.split(separator: ",") }.map { String($0).trimmed.lowercased() }
  }

  /// The same mailbox three times among the stamps of delivery. Twice happens to ordinary mail: a filter or a fetching
  /// program hands it back to the system that had it.
  var wentInCircles: Bool {
    Dictionary(grouping: headers["delivered-to"] ?? []) { $0.lowercased() }.values.contains { $0.count > 2 }
  }

  /// `X-Loop` is how a program knows its own mail again: lists stamp it, and so do people's forwarding rules, which say
  /// nothing about who wrote. Only a stamp in the sender's own name says that the sender is such a program.
  var ownLoopMark: String? {
    let senders = (message.from + message.replyTo).filter { !owner.owns($0) }.map(\.canonical)
    return addresses("X-Loop").contains { senders.contains($0.canonical) } ? "X-Loop" : nil
  }

  /// `Feedback-ID` marks campaigns, except that Amazon SES stamps it on every mail, a help desk's answers included.
  var bulkFeedback: String? {
    guard let value = value("Feedback-ID"), !value.lowercased().hasSuffix("amazonses") else { return nil }
    return "Feedback-ID"
  }

  var bulkMailer: String? {
    guard let mailer = value("X-Mailer")?.lowercased() else { return nil }
    return SenderNames.bulkMailers.contains { mailer.contains($0) } ? "X-Mailer" : nil
  }

  /// A header with an address that list software owns. A list named as the `Reply-To` is not asked for here: people
  /// write to lists, and ask for answers there.
  var listAddress: String? {
    ["Sender", "Errors-To", "Return-Path"].first { name in
      addresses(name).contains { SenderNames.isListSoftware($0.localPart) || SenderNames.isListHost($0.domain) }
    }
  }

  /// People do not ask for errors to go elsewhere; programs that send to many do.
  var foreignErrorsTo: String? {
    let senders = message.from.map(\.canonical)
    return addresses("Errors-To").contains { !senders.contains($0.canonical) } ? "Errors-To" : nil
  }

  var newsletterAddress: String? {
    message.from.contains { SenderNames.isNewsletter($0) } ? "From" : nil
  }

  /// The addresses of a header that Gmail does not take apart for us, without names.
  private func addresses(_ name: String) -> [EmailAddress] {
    (headers[name.lowercased()] ?? []).flatMap { value in
      value.split { ",<> \t\"();".contains($0) }.filter { $0.contains("@") }.map { EmailAddress(address: String($0)) }
    }
  }

  // MARK: The sender

  var isFromOwner: Bool { message.from.contains(where: owner.owns) }

  var namesSomebodyToAnswer: Bool { ReplyRecipients.replying(to: message, owner: owner) != nil }

  func senderName(in names: Set<String>) -> String? {
    message.from.contains { names.contains($0.name.trimmed.lowercased()) } ? "From" : nil
  }

  /// The header whose address belongs to a program. For the return path only the address of bounces says so.
  var machineAddress: String? {
    if message.from.contains(where: { SenderNames.isMachine($0.localPart) }) { return "From" }
    if message.replyTo.contains(where: { SenderNames.isMachine($0.localPart) }) { return "Reply-To" }
    guard let path = value("Return-Path"), path.count > 2 else { return nil }
    let address = path.filter { $0 != "<" && $0 != ">" }
    return SenderNames.isMachine(EmailAddress(address: address).localPart) ? "Return-Path" : nil
  }

  var isFromRoleAddress: Bool { message.from.contains { SenderNames.roles.contains($0.localPart) } }

  // MARK: The recipients

  var isAddressedToOwner: Bool { (message.to + message.cc).contains(where: owner.owns) }

  var isOnlyCopied: Bool { message.cc.contains(where: owner.owns) && !message.to.contains(where: owner.owns) }

  /// Whether the text calls the owner by name: `Ada` of `Ada Lovelace`, or of `ada.lovelace@`.
  var mentionsOwner: Bool {
    let names = ([owner.primary] + owner.sendAs).flatMap { address in
      [address.name, address.localPart].compactMap { name in
        name.lowercased().split { !$0.isLetter }.first.map(String.init)
      }
    }
    let known = Set(names.filter { $0.count > 2 })
    return text.lowercased().split { !$0.isLetter }.contains { known.contains(String($0)) }
  }

  // MARK: The content

  var parts: [MessagePart] { message.parts }

  /// A report of that type: the whole message is one, or it holds the report outside any attached message. A person
  /// who forwards a bounce attaches it, and waits for an answer.
  func report(_ type: String) -> String? {
    if let root = parts.first, root.type == "multipart/report" {
      let kind = root.parameters["report-type"]?.lowercased() ?? "delivery-status"
      return kind == type ? "multipart/report" : nil
    }
    let own = parts.prefix { $0.type != "message/rfc822" }
    return own.contains { $0.type == "message/\(type)" } ? "message/\(type)" : nil
  }

  var encryption: String? {
    let types = ["multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"]
    if let type = types.first(where: { type in parts.contains { $0.type == type } }) { return type }
    return text.trimmed.hasPrefix("-----BEGIN PGP MESSAGE-----") ? "PGP" : nil
  }

  var hasText: Bool { message.text.visible.contains { !$0.isWhitespace } }

  /// The start of what the sender wrote, quotations aside; a question may stand at the end, so this is generous.
  var text: Substring {
    let new = message.text.newText
    return (new.contains { !$0.isWhitespace } ? new : message.text.visible).prefix(20_000)
  }

  var asksSomething: Bool { text.contains { "?？؟՞".contains($0) } }

  var readsLikeNotice: Bool {
    let start = text.lowercased()
    return SubjectOpenings.noticePhrases.contains { start.contains($0) }
  }

  /// No sign of belonging to a conversation: neither reference nor `Re:`.
  var opensConversation: Bool {
    header(in: ["In-Reply-To", "References"]) == nil && !message.subject.trimmed.lowercased().hasPrefix("re:")
  }

  // MARK: The subject line

  func subject(startsWith openings: [String]) -> String? {
    let subject = message.subject.prefix(Self.longestValue).trimmed.lowercased()
    return openings.contains { subject.hasPrefix($0) } ? "Subject" : nil
  }

  /// "Out of office: …" and "Out of office until Monday", but not "Out of office supplies".
  func absence(startsWith openings: [String]) -> String? {
    let subject = message.subject.prefix(Self.longestValue).trimmed.lowercased()
    for opening in openings where subject.hasPrefix(opening) {
      let rest = subject.dropFirst(opening.count).drop { $0 == " " }
      guard let next = rest.first, next.isLetter else { return "Subject" }
      let word = rest.prefix { $0.isLetter }
      return SubjectOpenings.wordsAfterAbsence.contains(String(word)) ? "Subject" : nil
    }
    return nil
  }
}

extension StringProtocol {
  /// Without white space at either end.
  var trimmed: String {
    var rest = self[...].drop { $0.isWhitespace }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
