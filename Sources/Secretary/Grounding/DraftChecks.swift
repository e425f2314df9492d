/// What was found in a draft's text when it was written, in numbers only: kept in its row, where a list and whoever asks later
/// find it without reading mail.
package struct DraftChecks: Sendable, Equatable, Codable {
  /// Facts whose source is known.
  package let traced: Int
  /// Facts that no source has, or that are said of something else there.
  package let untraced: [Fact.Kind: Int]
  package let marks: [StandingMark.Kind: Int]
  package let gaps: Int

  package init(
    traced: Int, untraced: [Fact.Kind: Int] = [:], marks: [StandingMark.Kind: Int] = [:], gaps: Int = 0
  ) {
    self.traced = traced
    self.untraced = untraced
    self.marks = marks
    self.gaps = gaps
  }

  package init(_ grounding: Grounding) {
    self.init(
      traced: grounding.findings.count(where: \.isTraced),
      untraced: Dictionary(grouping: grounding.untraced, by: \.fact.kind).mapValues(\.count),
      marks: Dictionary(grouping: grounding.marks, by: \.kind).mapValues(\.count), gaps: grounding.gaps.count)
  }
}
