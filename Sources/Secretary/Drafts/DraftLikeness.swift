extension EmailDraft {
  /// Whether a message in the mailbox says what we put there for this row: from the same address to the same people, answers coming back
  /// there, under the same subject, nothing attached. It tells whether somebody changed it, and no more: what is sent is
  /// always written anew from the row.
  ///
  /// The mailbox's page saves a draft that was only opened under a new id, with lines broken and HTML beside the text; so blanks
  /// count as one, however many, and characters without a shape not at all.
  package func isWritten(in message: EmailMessage) -> Bool {
    Self.essence(of: placedBody) == Self.essence(of: message.text.visible)
      && Self.essence(of: subject) == Self.essence(of: message.subject)
      && Self.people(recipients.to) == Self.people(message.to) && Self.people(recipients.cc) == Self.people(message.cc)
      && Self.people([recipients.from]) == Self.people(message.from) && message.replyTo.isEmpty
      && message.threadID == threadID && message.parts.allSatisfy(\.filename.isEmpty)
      && !message.headers.contains("Bcc")
  }

  /// Whether the person sent it in other words than its writer left it in.
  func isChanged(in message: EmailMessage) -> Bool {
    checks == nil || Self.essence(of: body) != Self.essence(of: message.text.visible)
  }

  /// A host name in another script comes back from the mailbox in the letters that IDNA makes of it: there the name before the
  /// `@` has to do.
  private static func people(_ addresses: [EmailAddress]) -> Set<String> {
    Set(
      addresses.map { address in
        let isPlain = address.domain.utf8.allSatisfy { $0 < 0x80 } && !address.domain.contains("xn--")
        return isPlain ? address.canonical : address.localPart + "@"
      })
  }

  /// Its words: blanks and line breaks are where words end, and what has no shape of its own is no part of any.
  static func essence(of text: String) -> [String] {
    let shown = text.unicodeScalars.filter { scalar in
      !scalar.properties.isDefaultIgnorableCodePoint
        && (scalar.properties.isWhitespace || ![.control, .format].contains(scalar.properties.generalCategory))
    }
    return String(String.UnicodeScalarView(shown)).split(whereSeparator: \.isWhitespace).map(String.init)
  }
}
