/// A line of a table on a terminal.
enum TableLine {
  /// As much of it as fits into so many columns, with "…" for what does not; nil does not cut anything. Columns are what a
  /// terminal draws, so these are characters; how long a stranger's text may be is limited before.
  static func cut(_ text: String, to width: Int?) -> String {
    guard let width, text.count > width else { return text }
    return text.prefix(max(0, width - 1)) + "…"
  }
}
