import CivilTime
import Testing

@testable import Secretary

/// What is read in a text that is written on Friday, 27 November 2026.
enum ReadFacts {
  static let today = CivilDate(year: 2026, month: 11, day: 27)

  static func facts(_ kind: Fact.Kind, in text: String, _ language: LetterLanguage = .english) -> [Fact] {
    FactReader.facts(in: text, on: today, language: language).filter { $0.kind == kind }
  }

  /// As they are written there.
  static func texts(_ kind: Fact.Kind, in text: String, _ language: LetterLanguage = .english) -> [String] {
    facts(kind, in: text, language).map(\.text)
  }

  static func meanings(_ kind: Fact.Kind, in text: String, _ language: LetterLanguage = .english) -> [FactMeaning] {
    facts(kind, in: text, language).flatMap(\.meanings)
  }

  static func day(_ year: Int, _ month: Int, _ day: Int) -> FactMeaning {
    .day(CivilDate(year: year, month: month, day: day).dayNumber)
  }

  /// Those facts are written so, and mean that.
  static func expect(
    _ text: String, _ kind: Fact.Kind, in language: LetterLanguage = .english, _ written: [String],
    _ meanings: [FactMeaning], at location: SourceLocation = #_sourceLocation
  ) {
    let facts = facts(kind, in: text, language)
    #expect(facts.map(\.text) == written, "\(text)", sourceLocation: location)
    #expect(facts.flatMap(\.meanings) == meanings, "\(text)", sourceLocation: location)
  }
}
