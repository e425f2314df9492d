/// The text of a body as its reader sees it.
package struct VisibleText: Sendable, Equatable {
  /// Paragraphs and lines separated by line feeds.
  package var text: String
  /// Whether something a reader would not have seen was dropped: invisible elements or invisible characters.
  package var hadHidden: Bool

  package init(text: String, hadHidden: Bool) {
    self.text = text
    self.hadHidden = hadHidden
  }

  /// HTML without what is not shown (`display: none`, no size, off the page, the colour of its background, `head`,
  /// scripts, comments), keeping paragraphs, lists, cells, link texts and image descriptions. Nothing is fetched.
  /// Quoted history is shown with `> ` before its lines.
  package static func fromHTML(_ html: String) -> VisibleText { VisibleText(HTMLRendering(html)) }

  init(_ rendered: HTMLRendering) {
    text = rendered.lines.map { $0.isQuoted ? ($0.text.isEmpty ? ">" : "> " + $0.text) : $0.text }.joined(
      separator: "\n")
    hadHidden = rendered.hadHidden
  }

  /// Plain text without invisible characters, line ends made line feeds.
  package static func fromPlain(_ text: String) -> VisibleText {
    let shown = ShownCharacters(text)
    return VisibleText(text: shown.text, hadHidden: shown.droppedHidden)
  }
}
