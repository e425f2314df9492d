/// A token or key in memory. Printing, interpolating or dumping it shows `‹sealed›`; only `reveal()` gives the text,
/// so a place that does is found by searching for that word.
package struct Secret: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  private let text: String

  package init(_ text: String) { self.text = text }

  package func reveal() -> String { text }

  package var description: String { "‹sealed›" }
  package var debugDescription: String { "‹sealed›" }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
