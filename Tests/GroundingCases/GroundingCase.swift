package import CivilTime
package import Secretary

/// A draft with what it was written from, and which of its facts are in there.
package struct GroundingCase: Sendable {
  /// Where a fact was planted.
  package enum Planting: String, Sendable, CaseIterable {
    case thread, settings, nowhere
    /// It stands in the thread and is said of something else there.
    case otherRole

    package var isInvented: Bool { self == .nowhere || self == .otherRole }
  }

  package struct Planted: Sendable {
    package let topic: CaseTopic
    package let planting: Planting
    /// In Unicode scalars of the draft.
    package let range: Range<Int>
    package let text: String
  }

  package let number: Int
  package let language: LetterLanguage
  package let draft: String
  package let today: CivilDate
  package let owner: EmailAddress
  package let addressee: EmailAddress
  package let sources: [GroundingSource]
  package let planted: [Planted]

  package var grounding: Grounding {
    Grounding(draft: draft, on: today, owner: owner, addressee: addressee, sources: sources)
  }
}

/// How well a set of cases was judged.
package struct GroundingScore: Sendable {
  package struct Tally: Sendable {
    package var invented = 0
    package var found = 0
    package var real = 0
    package var flagged = 0
  }

  package private(set) var cases = 0
  /// Findings of every draft, planted or not.
  package private(set) var facts = 0
  package private(set) var all = Tally()
  package private(set) var byLanguage: [String: Tally] = [:]
  package private(set) var byTopic: [String: Tally] = [:]
  /// Every wrong judgement, in words.
  package private(set) var misses: [String] = []

  package init(_ cases: [GroundingCase]) { for one in cases { add(one) } }

  private mutating func add(_ one: GroundingCase) {
    cases += 1
    let findings = one.grounding.findings
    facts += findings.count
    let untraced = findings.filter { !$0.isTraced }
    for planted in one.planted {
      let hit = untraced.first { $0.fact.range.overlaps(planted.range) }
      count(one, planted.topic.rawValue) {
        $0.invented += planted.planting.isInvented ? 1 : 0
        $0.found += planted.planting.isInvented && hit != nil ? 1 : 0
        $0.real += planted.planting.isInvented ? 0 : 1
        $0.flagged += !planted.planting.isInvented && hit != nil ? 1 : 0
      }
      if planted.planting.isInvented == (hit == nil) {
        misses.append(
          "\(one.language.rawValue) \(one.number) \(planted.topic) \(planted.planting): \(planted.text) in: \(line(of: planted.range, in: one.draft))"
        )
      }
    }
    // What was never planted is true, or no fact at all.
    for finding in untraced where !one.planted.contains(where: { $0.range.overlaps(finding.fact.range) }) {
      count(one, "other") { $0.flagged += 1 }
      misses.append(
        "\(one.language.rawValue) \(one.number) not planted: \(finding.fact.kind) \(finding.fact.text) in: \(line(of: finding.fact.range, in: one.draft))"
      )
    }
  }

  private mutating func count(_ one: GroundingCase, _ topic: String, _ change: (inout Tally) -> Void) {
    change(&all)
    change(&byLanguage[one.language.rawValue, default: Tally()])
    change(&byTopic[topic, default: Tally()])
  }

  private func line(of range: Range<Int>, in draft: String) -> String {
    var start = 0
    for line in draft.split(separator: "\n", omittingEmptySubsequences: false) {
      let end = start + line.unicodeScalars.count
      if range.lowerBound < end { return String(line) }
      start = end + 1
    }
    return ""
  }
}
