package import struct FoundationEssentials.Date

/// A reply before it is a message.
package struct ReplyMessage: Sendable, Equatable {
  /// A header field beyond those every reply has, such as `X-Secretary-Draft`.
  package struct Field: Sendable, Equatable {
    package var name: String
    package var value: String

    package init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  package var from: MailAddress
  package var to: [MailAddress]
  package var cc: [MailAddress]
  /// Written as it is; `subject(for:)` makes one from the parent's.
  package var subject: String
  /// Plain text, any line ends.
  package var body: String
  package var date: Date
  /// `Message-ID` of the parent.
  package var inReplyTo: String?
  /// Oldest first, the parent last.
  package var references: [String]
  package var extraHeaders: [Field]

  package init(
    from: MailAddress, to: [MailAddress], cc: [MailAddress] = [], subject: String, body: String, date: Date,
    inReplyTo: String? = nil, references: [String] = [], extraHeaders: [Field] = []
  ) {
    self.from = from
    self.to = to
    self.cc = cc
    self.subject = subject
    self.body = body
    self.date = date
    self.inReplyTo = inReplyTo
    self.references = references
    self.extraHeaders = extraHeaders
  }

  /// The parent's subject with one `Re:` before it, unless it says so already: `Re:`, `RE :`, `Re[2]:`, `Re(2):`, `Re^2:`,
  /// `RE：`. That and the prefixes of other languages (`AW:`, `SV:`) stay as they are: Gmail keeps a conversation together by
  /// the subject. Only the first 500 characters are kept.
  package static func subject(for parent: String) -> String {
    let subject = String(HeaderText.unencoded(HeaderText.bounded(parent)).unicodeScalars.prefix(500))
    guard !isReply(subject) else { return subject }
    return subject.isEmpty ? "Re:" : "Re: " + subject
  }

  /// `re`, perhaps a number in or without brackets, and a colon of either width, with blanks between.
  private static func isReply(_ subject: String) -> Bool {
    var rest = subject.unicodeScalars.prefix(40).filter { !$0.properties.isWhitespace }[...]
    guard let r = rest.popFirst(), let e = rest.popFirst(), "rR".unicodeScalars.contains(r),
      "eE".unicodeScalars.contains(e)
    else { return false }
    if let mark = rest.first, "[(^".unicodeScalars.contains(mark) { rest.removeFirst() }
    while let digit = rest.first, ("0"..."9").contains(digit) { rest.removeFirst() }
    if let mark = rest.first, "])".unicodeScalars.contains(mark) { rest.removeFirst() }
    return rest.first == ":" || rest.first == "："
  }
}
