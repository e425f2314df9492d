/// Something that a person has to see before it is sent, wherever it comes from: being asked for makes it no safer.
package struct StandingMark: Sendable, Hashable {
  package enum Kind: String, Sendable, Codable, CodingKeyRepresentable, CaseIterable {
    /// An account number, or that one has changed.
    case account
    case payment, guarantee
    /// An acceptance, an order, an agreement.
    case commitment
    /// A link, a mail address or an account that only the other side's mail names.
    case foreign
  }

  package let kind: Kind
  /// In Unicode scalars of the draft.
  package let range: Range<Int>
  package let text: String

  static func all(in reader: FactReader, foreign: [Fact]) -> [StandingMark] {
    var marks = reader.readings.filter { $0.fact.kind == .account }.map {
      StandingMark(kind: .account, range: $0.fact.range, text: $0.fact.text)
    }
    marks += foreign.map { StandingMark(kind: .foreign, range: $0.range, text: $0.text) }
    marks += StandingPhrases.marks(in: reader.text)
    return marks.sorted { ($0.range.lowerBound, $0.kind.rawValue) < ($1.range.lowerBound, $1.kind.rawValue) }
  }
}
