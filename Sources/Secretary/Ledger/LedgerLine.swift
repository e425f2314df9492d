/// A text as a row of the ledger holds it, whoever wrote it: one line, and cut where it is long.
package struct LedgerLine: Sendable, Equatable {
  /// Bytes of UTF-8. A row has four such texts: sender, subject, reason and problem.
  package static let longest = 1_000

  package let text: String

  package init(_ text: String) {
    var line = String.UnicodeScalarView()
    for scalar in text.bytes(Self.longest, ending: "…").unicodeScalars {
      line.append(scalar.properties.generalCategory == .control ? " " : scalar)
    }
    self.text = String(line)
  }
}
