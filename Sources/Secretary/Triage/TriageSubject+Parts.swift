/// What it is made of.
extension TriageSubject {
  var parts: [MessagePart] { message.parts }

  /// Outside any attached message.
  private var ownParts: some Sequence<MessagePart> { parts.prefix { $0.type != "message/rfc822" } }

  /// A report of that type: the whole message is one, or it holds the report outside any attached message. A person
  /// who forwards a bounce attaches it, and waits for an answer.
  func report(_ type: String) -> String? {
    if let root = parts.first, root.type == "multipart/report" {
      let kind = root.parameters["report-type"]?.lowercased() ?? "delivery-status"
      return kind == type ? "multipart/report" : nil
    }
    return ownParts.contains { $0.type == "message/\(type)" } ? "message/\(type)" : nil
  }

  // MARK: Calendars

  /// Methods of invitations, as opposed to `PUBLISH` and to a calendar file with none (RFC 5546 §1.4).
  private static let calendarMethods: Set<String> = [
    "request", "reply", "cancel", "counter", "declinecounter", "refresh", "add",
  ]

  /// An invitation is a calendar part with a method, beside the text or instead of it (RFC 6047 §2.4). A calendar file
  /// that somebody attached to a question is an attachment.
  var calendarPart: String? {
    if let root = parts.first, root.type == "application/ics" { return root.type }
    let isInvitation = ownParts.contains { part in
      part.type == "text/calendar" && Self.calendarMethods.contains(part.parameters["method", default: ""].lowercased())
        && (part.filename.isEmpty || !asksSomething)
    }
    return isInvitation ? "text/calendar" : nil
  }

  /// A calendar's own subject, "Updated invitation: Budget @ Fri 4 Dec": nobody types that form.
  var calendarSubject: String? {
    message.subject.scalars(Self.longestValue).contains(" @ ")
      && subjectLine.opening(of: AutomaticSubjects.invitations) == .apart && !asksSomething ? "Subject" : nil
  }

  // MARK: Closed envelopes

  /// S/MIME (RFC 8551 §3.2.2) that certainly is encrypted, PGP/MIME, and a PGP block with nothing around it that asks.
  var encryption: String? {
    if let part = closedPart, part.type == "multipart/encrypted" || Self.isEnveloped(part) { return part.type }
    return hasEncryptedBlock && !Questions.occur(in: textAroundBlocks) ? "PGP" : nil
  }

  /// A signature that holds the text within itself, or an envelope that does not say what it is: neither can be read here.
  var sealedPart: String? { closedPart?.type }

  /// A part that takes the whole mail in, or all of it but words that ask nothing, such as a gateway's footer.
  private var closedPart: MessagePart? {
    guard let part = ownParts.first(where: { Self.closedTypes.contains($0.type) }) else { return nil }
    return parts.first?.type == part.type || !hasText || !asksSomething ? part : nil
  }

  private static let closedTypes: Set<String> = [
    "multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime",
  ]

  private static func isEnveloped(_ part: MessagePart) -> Bool {
    ["enveloped-data", "authenveloped-data"].contains(part.parameters["smime-type"]?.lowercased() ?? "")
  }

  /// Looked for in all that is visible, since what follows a line of hyphens may be taken for history.
  private var hasEncryptedBlock: Bool {
    message.text.visible.scalars(Self.longestText).split(whereSeparator: \.isNewline)
      .contains { $0.trimmed.hasPrefix(Self.blockStart) }
  }

  private static let blockStart = "-----BEGIN PGP MESSAGE-----"

  private var textAroundBlocks: String {
    var isInside = false
    return text.split(whereSeparator: \.isNewline).filter { line in
      let line = line.trimmed
      if line.hasPrefix(Self.blockStart) { isInside = true }
      defer { if line.hasPrefix("-----END PGP MESSAGE-----") { isInside = false } }
      return !isInside
    }.joined(separator: "\n")
  }
}
