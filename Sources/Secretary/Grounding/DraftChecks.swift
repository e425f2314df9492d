/// What was found in a draft's text when it was written, in numbers only: kept in its row, where a list and whoever asks later
/// find it without reading mail.
package struct DraftChecks: Sendable, Equatable, Codable {
  /// Facts whose source is known.
  package let traced: Int
  /// Facts that no source has, or that are said of something else there.
  package let untraced: [Fact.Kind: Int]
  package let marks: [StandingMark.Kind: Int]
  package let gaps: Int
  /// Questions of the mail that nothing in it seems to take up, and how many there are in all.
  package let openAsks: Int
  package let asks: Int
  /// The mail may not be from whom it seems to be from.
  package let isDoubtful: Bool

  package init(
    traced: Int, untraced: [Fact.Kind: Int] = [:], marks: [StandingMark.Kind: Int] = [:], gaps: Int = 0,
    openAsks: Int = 0,
    asks: Int = 0, isDoubtful: Bool = false
  ) {
    self.traced = traced
    self.untraced = untraced
    self.marks = marks
    self.gaps = gaps
    self.openAsks = openAsks
    self.asks = asks
    self.isDoubtful = isDoubtful
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      traced: try values.decode(Int.self, forKey: .traced),
      untraced: try values.decode([Fact.Kind: Int].self, forKey: .untraced),
      marks: try values.decode([StandingMark.Kind: Int].self, forKey: .marks),
      gaps: try values.decode(Int.self, forKey: .gaps),
      // Earlier versions did not look for them.
      openAsks: try values.decodeIfPresent(Int.self, forKey: .openAsks) ?? 0,
      asks: try values.decodeIfPresent(Int.self, forKey: .asks) ?? 0,
      isDoubtful: try values.decodeIfPresent(Bool.self, forKey: .isDoubtful) ?? false)
  }

  package init(_ text: CheckedText) {
    let grounding = text.grounding
    self.init(
      traced: grounding.findings.count(where: \.isTraced),
      untraced: Dictionary(grouping: grounding.untraced, by: \.fact.kind).mapValues(\.count),
      marks: Dictionary(grouping: grounding.marks, by: \.kind).mapValues(\.count), gaps: grounding.gaps.count,
      openAsks: text.asks.open.count, asks: text.asks.asked, isDoubtful: text.isDoubtful)
  }
}
