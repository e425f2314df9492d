import CivilTime
import Testing

@testable import Secretary

@Suite struct FactDayTests {
  private static let today = ReadFacts.today.dayNumber

  private static func expect(
    _ text: String, _ language: LetterLanguage, _ written: [String], _ meanings: [FactMeaning],
    at location: SourceLocation = #_sourceLocation
  ) {
    let facts = ReadFacts.facts(.weekday, in: text, language)
    #expect(facts.map(\.text) == written, "\(text)", sourceLocation: location)
    #expect(facts.flatMap(\.meanings) == meanings, "\(text)", sourceLocation: location)
  }

  @Test(arguments: [
    ("today", LetterLanguage.english, 0), ("tonight", .english, 0), ("heute", .german, 0), ("oggi", .italian, 0),
    ("stasera", .italian, 0), ("hoy", .spanish, 0), ("aujourd'hui", .french, 0), ("tomorrow", .english, 1),
    ("demain", .french, 1), ("domani", .italian, 1), ("morgen", .german, 1), ("mañana", .spanish, 1),
    ("yesterday", .english, -1), ("gestern", .german, -1), ("ieri", .italian, -1), ("ayer", .spanish, -1),
    ("hier", .french, -1), ("übermorgen", .german, 2), ("dopodomani", .italian, 2), ("vorgestern", .german, -2),
    ("anteayer", .spanish, -2), ("day after tomorrow", .english, 2), ("pasado mañana", .spanish, 2),
    ("après-demain", .french, 2), ("après demain", .french, 2),
  ])
  func `a day is counted from the one of writing, with all its words`(
    word: String, language: LetterLanguage, days: Int
  ) {
    Self.expect("… the \(word) .", language, [word], [.day(Self.today + days)])
  }

  @Test func `soon after tomorrow is not the day after it`() {
    Self.expect("soon after tomorrow", .english, ["tomorrow"], [.day(Self.today + 1)])
    Self.expect("the day before tomorrow", .english, ["tomorrow"], [.day(Self.today + 1)])
  }

  @Test func `morgen is a day at the beginning of a sentence and in small letters`() {
    Self.expect("Morgen komme ich.", .german, ["Morgen"], [.day(Self.today + 1)])
    Self.expect("Ich komme. Morgen auch.", .german, ["Morgen"], [.day(Self.today + 1)])
    Self.expect("Ich komme heute Morgen.", .german, ["heute"], [.day(Self.today)])
    Self.expect("Ich bin jeden morgen da.", .german, [], [])
    Self.expect("guten morgen", .german, [], [])
    Self.expect("esta mañana", .spanish, [], [])
    Self.expect("una mañana", .spanish, [], [])
  }

  @Test(arguments: [
    (LetterLanguage.english, "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
    (.german, "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag"),
    (.french, "lundi mardi mercredi jeudi vendredi samedi dimanche"),
    (.spanish, "lunes martes miércoles jueves viernes sábado domingo"),
    (.italian, "lunedì martedì mercoledì giovedì venerdì sabato domenica"),
  ])
  func `weekdays are known by their names, and Monday is the first`(language: LetterLanguage, names: String) {
    for (index, name) in names.split(separator: " ").enumerated() {
      Self.expect("… \(name) .", language, [String(name)], [.weekday(index + 1)])
    }
  }

  @Test(arguments: [
    ("next Tuesday", LetterLanguage.english), ("nächsten Dienstag", .german), ("mardi prochain", .french),
    ("próximo martes", .spanish), ("martes que viene", .spanish), ("martedì prossimo", .italian),
  ])
  func `the next weekday is the coming one or the one after it`(text: String, language: LetterLanguage) {
    Self.expect("… \(text) .", language, [text], [ReadFacts.day(2026, 12, 1), ReadFacts.day(2026, 12, 8)])
  }

  @Test(arguments: [
    ("last Tuesday", LetterLanguage.english), ("letzten Dienstag", .german), ("mardi dernier", .french),
    ("pasado martes", .spanish), ("martes pasado", .spanish), ("martedì scorso", .italian),
  ])
  func `the last weekday is the one before or the one before that`(text: String, language: LetterLanguage) {
    Self.expect("… \(text) .", language, [text], [ReadFacts.day(2026, 11, 24), ReadFacts.day(2026, 11, 17)])
  }

  @Test func `the next Friday of a Friday may be the same day`() {
    Self.expect("next Friday", .english, ["next Friday"], [.day(Self.today), .day(Self.today + 7)])
    Self.expect("Friday\nNext time", .english, ["Friday"], [.weekday(5)])
  }

  @Test(arguments: [
    ("next week", LetterLanguage.english, 7), ("this week", .english, 0), ("last week", .english, -7),
    ("nächste Woche", .german, 7), ("diese Woche", .german, 0), ("letzte Woche", .german, -7),
    ("semaine prochaine", .french, 7), ("cette semaine", .french, 0), ("semaine dernière", .french, -7),
    ("semana que viene", .spanish, 7), ("esta semana", .spanish, 0), ("semana pasada", .spanish, -7),
    ("settimana prossima", .italian, 7), ("questa settimana", .italian, 0), ("settimana scorsa", .italian, -7),
  ])
  func `a week is the one of its Monday`(text: String, language: LetterLanguage, days: Int) {
    Self.expect("… \(text) .", language, [text], [.week(Self.today - 4 + days)])
  }

  @Test(arguments: [
    ("next month", LetterLanguage.english, 1), ("this month", .english, 0), ("last month", .english, -1),
    ("mois prochain", .french, 1), ("mes que viene", .spanish, 1), ("mese scorso", .italian, -1),
  ])
  func `a month is counted from the one of writing`(text: String, language: LetterLanguage, months: Int) {
    Self.expect("… \(text) .", language, [text], [.month(2026 * 12 + 10 + months)])
  }

  @Test(arguments: ["a week", "the week after", "a month", "every month", "week\nnext", "weeks"])
  func `a week and a month of no calendar are no fact`(text: String) {
    Self.expect(text, .english, [], [])
  }
}
