package import CivilTime

/// Where each fact of a draft comes from, and what has to stay marked wherever it comes from. Pure.
///
/// A fact is traced when a source says the same, however it is spelled there, and says it of the same thing: an amount, a
/// day, a telephone number or an account that is clearly said to be something else counts as untraced.
package struct Grounding: Sendable {
  /// Where in a source a fact stands.
  package struct Place: Sendable, Hashable {
    /// Among the sources that were given.
    package let source: Int
    package let origin: GroundingSource.Origin
    /// In Unicode scalars of that source's text; empty for the calendar.
    package let range: Range<Int>
    package let text: String
  }

  package enum Verdict: Sendable, Hashable {
    case traced(Place)
    /// Nowhere in the sources.
    case untraced
    /// It stands there, and is said of something else.
    case otherRole(Place)
  }

  package struct Finding: Sendable, Hashable {
    package let fact: Fact
    package let verdict: Verdict

    package var isTraced: Bool {
      if case .traced = verdict { true } else { false }
    }
  }

  /// In the order of the draft.
  package let findings: [Finding]
  package let marks: [StandingMark]
  package let gaps: DraftGaps

  package var untraced: [Finding] { findings.filter { !$0.isTraced } }

  /// - Parameters:
  ///   - day: today on the user's wall clock.
  ///   - owner: the user, as the draft names them.
  ///   - addressee: who is meant by *your* in the draft.
  ///   - sources: of several that say it, one that is not somebody else's mail is named, then the first.
  package init(
    draft: String, on day: CivilDate, owner: EmailAddress, addressee: EmailAddress?, sources: [GroundingSource]
  ) {
    let language = LetterLanguage(of: draft) ?? sources.lazy.compactMap { LetterLanguage(of: $0.text) }.first
    let reader = FactReader(draft, on: day.dayNumber, language: language, for: .draft)
    let (mine, theirs) = (FactIndex.words(of: owner), addressee.map { FactIndex.words(of: $0) } ?? [])
    let roles = FactRoles(in: reader, author: mine, other: theirs)
    let own = [
      GroundingSource(.owner, text: "\(owner.name) <\(owner.address)>", day: day)
    ]
    let index = FactIndex(sources + own, owner: mine, language: language, today: day)
    var findings: [Finding] = []
    var foreign: [Fact] = []
    for (number, reading) in reader.readings.enumerated() where !reading.isHint {
      let found = index.verdict(
        on: reading, in: reader, roles: roles.roles[number] ?? [], people: roles.people[number] ?? [])
      findings.append(Finding(fact: reading.fact, verdict: found.verdict))
      if found.isForeign, [.link, .address, .account].contains(reading.fact.kind) { foreign.append(reading.fact) }
    }
    self.findings = findings
    marks = StandingMark.all(in: reader, foreign: foreign)
    gaps = DraftGaps(draft)
  }
}
