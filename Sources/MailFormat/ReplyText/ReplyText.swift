/// A body told apart: what its sender wrote now, what was written before, and the signature.
///
/// History is what a mail program repeats above or below the new text: quoted lines, the line that says who wrote them,
/// the header lines Outlook puts in their place, and forwarded messages. Quotes that a sender answers between stay in
/// the new text, because the answers mean nothing without them. A message that only forwards keeps what it forwards.
package struct ReplyText: Sendable, Equatable {
  package var newText: String
  package var quoted: String
  package var signature: String

  package init(newText: String, quoted: String = "", signature: String = "") {
    self.newText = newText
    self.quoted = quoted
    self.signature = signature
  }

  /// Plain text, any line ends. With the sender's display name, or address, a closing block that starts with it counts as
  /// signature.
  package static func split(_ text: String, sender: String = "") -> ReplyText {
    let lines = ShownCharacters(text).text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return split(lines.map { RenderedLine(text: String(decoding: $0, as: UTF8.self)) }, sender: sender)
  }

  /// HTML: the marks mail programs leave around history count besides the words.
  package static func split(html: String, sender: String = "") -> ReplyText {
    split(HTMLRendering(html).lines, sender: sender)
  }

  /// Lines that are looked at; what follows counts as new.
  private static let maximumLines = 20_000

  private static func split(_ lines: [RenderedLine], sender: String) -> ReplyText {
    var splitter = ReplySplitter(Array(lines.prefix(maximumLines)))
    splitter.run(sender: sender)
    let rest = lines.dropFirst(maximumLines).map { "\n" + $0.text }.joined()
    return ReplyText(
      newText: splitter.text(of: .new) + rest, quoted: splitter.text(of: .history),
      signature: splitter.text(of: .signature))
  }
}
