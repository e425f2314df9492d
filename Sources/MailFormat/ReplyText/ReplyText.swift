/// A body told apart: what its sender wrote now, what was written before, and the signature.
///
/// History is what a mail program repeats above or below the new text: quoted lines, the line that says who wrote them,
/// the header lines Outlook puts in their place, and forwarded messages. Quotes that a sender answers between stay in
/// the new text, because the answers mean nothing without them. A message that only forwards keeps what it forwards.
/// Where the context shows that what looks quoted is not history, it stays in the new text with its heading lines.
package struct ReplyText: Sendable, Equatable {
  package var newText: String
  package var quoted: String
  package var signature: String

  package init(newText: String, quoted: String = "", signature: String = "") {
    self.newText = newText
    self.quoted = quoted
    self.signature = signature
  }

  /// Plain text, any line ends.
  package static func split(_ text: String, in context: ReplyContext) -> ReplyText {
    let lines = ShownCharacters(text).text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return split(lines.map { RenderedLine(text: String(decoding: $0, as: UTF8.self)) }, in: context)
  }

  /// HTML shown as text and told apart, read once for both. The marks mail programs leave around history count besides the
  /// words.
  package static func read(html: String, in context: ReplyContext) -> (visible: VisibleText, split: ReplyText) {
    let rendered = HTMLRendering(html)
    return (VisibleText(rendered), split(rendered.lines, in: context))
  }

  /// Lines that are looked at; what follows counts as the last of them does.
  private static let maximumLines = 20_000

  private static func split(_ lines: [RenderedLine], in context: ReplyContext) -> ReplyText {
    var splitter = ReplySplitter(Array(lines.prefix(maximumLines)), context: context)
    splitter.run()
    var split = ReplyText(
      newText: splitter.text(of: .new), quoted: splitter.text(of: .history), signature: splitter.text(of: .signature))
    let rest = lines.dropFirst(maximumLines).map { "\n" + $0.text }.joined()
    if splitter.verdicts.last == .history { split.quoted += rest } else { split.newText += rest }
    return split
  }
}
