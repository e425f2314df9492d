/// A draft's text, and what was found in it.
package struct CheckedText: Sendable {
  package let grounding: Grounding
  package let asks: AskCoverage
  /// The mail it answers may not be from whom it seems to be from.
  package let isDoubtful: Bool
}
