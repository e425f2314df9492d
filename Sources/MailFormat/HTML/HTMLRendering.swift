/// HTML shown as lines of text, in one pass over libxml2's events: no tree is built, so no nesting is too deep for the
/// stack and memory stays a small multiple of the text.
struct HTMLRendering {
  /// Bytes of HTML that are read; the rest is left out and counts as hidden.
  static let maximumBytes = 2 << 20

  let lines: [RenderedLine]
  let hadHidden: Bool

  init(_ html: String) {
    let tags = HTMLTags(Array(html.utf8.prefix(Self.maximumBytes))[...])
    let renderer = HTMLRenderer(sheet: StyleSheet(String(decoding: tags.sheet, as: UTF8.self)))
    HTMLEvents.read(tags.cleaned, into: renderer)
    let result = renderer.finish()
    lines = result.lines
    hadHidden = result.hadHidden || html.utf8.count > Self.maximumBytes
  }
}
