import MailFormat

/// A message as a person reads it: its text, without markup, and the names of what is attached.
struct ReadableMail {
  let text: String
  let attachments: [String]

  init(_ raw: [UInt8]) {
    let tree = MIMETree.parse(raw)
    let plain = Snippet.firstText(tree, "text/plain")?.text
    text = plain ?? Snippet.firstText(tree, "text/html")?.text.map { VisibleText.fromHTML($0).text } ?? ""
    attachments = Self.names(tree)
  }

  private static func names(_ part: MIMEPart) -> [String] {
    (part.filename.isEmpty ? [] : [part.filename]) + part.children.flatMap(names)
  }

  /// The same message with another text, as Gmail's page saves an edited draft.
  static func raw(_ raw: [UInt8], withText text: String) -> [UInt8] {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    return OutgoingMail.rewritten(
      Array(raw.prefix(MailHeader.end(of: raw))),
      dropping: ["mime-version", "content-type", "content-transfer-encoding"],
      adding: ["MIME-Version: 1.0", "Content-Type: text/plain; charset=UTF-8", "Content-Transfer-Encoding: 8bit"])
      + Array(lines.joined(separator: "\r\n").utf8)
  }
}
