import CivilTime
import Testing

@testable import Secretary

@Suite struct FactReaderTests {
  /// A Friday.
  private static let today = CivilDate(year: 2026, month: 11, day: 27)

  private static func meanings(_ text: String, _ kind: Fact.Kind, _ language: LetterLanguage = .english)
    -> [FactMeaning]
  {
    FactReader.facts(in: text, on: today, language: language).filter { $0.kind == kind }.flatMap(\.meanings)
  }

  private static func day(_ year: Int, _ month: Int, _ day: Int) -> FactMeaning {
    .day(CivilDate(year: year, month: month, day: day).dayNumber)
  }

  @Test(arguments: [
    ("€1,500.00", LetterLanguage.english), ("1.500,00 €", .german), ("1 500 €", .french), ("EUR 1500", .spanish),
    ("1'500.– Euro", .german), ("1.5k euros", .english), ("1500,- €", .german), ("1.500 euros", .spanish),
  ])
  func `a sum is the same however it is written`(text: String, language: LetterLanguage) {
    #expect(Self.meanings("It is \(text) today.", .amount, language).contains(.amount("1500", "EUR")))
  }

  @Test func `another currency is another sum`() {
    #expect(Self.meanings("CHF 1'500.–", .amount) == [.amount("1500", "CHF")])
    #expect(Self.meanings("$20", .amount) == [.amount("20", "USD")])
  }

  @Test func `what ends a range belongs to its beginning too`() {
    #expect(Self.meanings("between 100–200 € a day", .amount) == [.amount("100", "EUR"), .amount("200", "EUR")])
    #expect(Self.meanings("von 3. bis 5. November", .date, .german) == [Self.day(2026, 11, 3), Self.day(2026, 11, 5)])
    #expect(Self.meanings("10–12 Uhr", .time, .german).contains(.time(600)))
  }

  @Test(arguments: [
    ("on 3 Dec", LetterLanguage.english), ("on Dec 3rd", .english), ("December 3, 2026", .english),
    ("2026-12-03", .english),
    ("am 03.12.", .german), ("am 3. Dezember", .german), ("Do, 03.12.2026", .german), ("le 3 décembre", .french),
    ("el 3 de diciembre de 2026", .spanish), ("il 3 dicembre", .italian), ("the 3rd of December", .english),
    ("jeudi 3 décembre", .french),
  ])
  func `a day is the same however it is written`(text: String, language: LetterLanguage) {
    #expect(Self.meanings(text, .date, language) == [Self.day(2026, 12, 3)])
  }

  @Test func `digits that may be two days are both`() {
    #expect(Self.meanings("on 03/11", .date) == [Self.day(2026, 11, 3), Self.day(2027, 3, 11)])
    #expect(Self.meanings("on 23/11", .date) == [Self.day(2026, 11, 23)])
  }

  @Test func `a day with the weekday of another is neither`() {
    #expect(
      Self.meanings("on Friday, 3 December 2026", .date) == [
        .wrongWeekday(5, CivilDate(year: 2026, month: 12, day: 3).dayNumber)
      ])
    #expect(Self.meanings("on Thursday, 3 December 2026", .date) == [Self.day(2026, 12, 3)])
  }

  @Test(arguments: [
    ("See you tomorrow.", LetterLanguage.english, 1), ("Bis morgen.", .german, 1), ("À demain.", .french, 1),
    ("Nos vemos mañana.", .spanish, 1), ("A domani.", .italian, 1), ("Bis übermorgen.", .german, 2),
    ("après-demain", .french, 2),
    ("the day after tomorrow", .english, 2), ("aujourd'hui", .french, 0),
  ])
  func `days are counted from the day of writing`(text: String, language: LetterLanguage, days: Int) {
    #expect(Self.meanings(text, .weekday, language) == [.day(Self.today.dayNumber + days)])
  }

  @Test func `next Tuesday is the coming one or the one after it`() {
    for (text, language) in [
      ("next Tuesday", LetterLanguage.english), ("nächsten Dienstag", .german), ("mardi prochain", .french),
      ("el próximo martes", .spanish), ("martedì prossimo", .italian),
    ] {
      #expect(Self.meanings(text, .weekday, language) == [Self.day(2026, 12, 1), Self.day(2026, 12, 8)])
    }
    #expect(Self.meanings("Tuesday", .weekday) == [.weekday(2)])
  }

  @Test(arguments: [
    ("Guten Morgen Ben", LetterLanguage.german), ("Bis dahin einen schönen Morgen", .german),
    ("Pasaré por la mañana.", .spanish),
    ("You may come in.", .english), ("The march was long.", .english), ("Ich bin hier.", .german),
  ])
  func `a greeting, a part of the day and a verb are no dates`(text: String, language: LetterLanguage) {
    #expect(Self.meanings(text, .date, language) + Self.meanings(text, .weekday, language) == [])
  }

  @Test(arguments: [
    ("at 2:30 pm", LetterLanguage.english), ("at 14:30", .english), ("um 14.30 Uhr", .german),
    ("um 14 Uhr 30", .german),
    ("um halb drei", .german), ("à 14h30", .french), ("a las 14:30", .spanish), ("alle 14.30", .italian),
    ("at half past two", .english),
  ])
  func `a time is the same however it is written`(text: String, language: LetterLanguage) {
    #expect(Self.meanings(text, .time, language).contains(.time(870)))
  }

  @Test func `a time says which half of the day only when it is written so`() {
    #expect(Self.meanings("at 3", .time) == [.time(180), .time(900)])
    #expect(Self.meanings("at 3 pm", .time) == [.time(900)])
    #expect(Self.meanings("at 15:00", .time) == [.time(900)])
    #expect(Self.meanings("at 3 locations", .time) == [])
  }

  @Test func `a telephone number is the same with the country's code and without it`() {
    #expect(Self.meanings("+49 (0)30 123 45 67", .phone) == [.phoneAbroad("49", "301234567")])
    #expect(Self.meanings("030/1234567", .phone) == [.phone("301234567")])
    #expect(Self.meanings("0034 612 345 678", .phone) == [.phoneAbroad("34", "612345678")])
    #expect(Self.meanings("06.12.72.32.83", .phone) == [.phone("612723283")])
    #expect(Self.meanings("+352 691 234 567", .phone) == [.phoneAbroad("352", "691234567")])
  }

  @Test func `an order's number is none to call`() {
    #expect(Self.meanings("order 0012345678", .phone) == [])
    #expect(Self.meanings("call 0012345678", .phone) != [])
  }

  @Test func `links, addresses and accounts are compared in one spelling`() {
    #expect(Self.meanings("see https://www.Example.com/a/.", .link) == [.link("example.com/a")])
    #expect(Self.meanings("write to Ben.Li@Example.com.", .address) == [.address("ben.li@example.com")])
    #expect(Self.meanings("IBAN DE89 3704 0044 0532 0130 00 please", .account) == [.account("de89370400440532013000")])
    #expect(Self.meanings("account number 12345678", .account) == [.account("12345678")])
  }

  @Test func `numbers are read in digits and in words`() {
    #expect(Self.meanings("three nights", .number) == [.number("3")])
    #expect(Self.meanings("drei Nächte", .number, .german) == [.number("3")])
    #expect(Self.meanings("15% off", .number) == [.percent("15")])
    #expect(Self.meanings("invoice INV-2041", .number) == [.code("inv2041")])
    #expect(Self.meanings("one of them", .number) == [])
  }

  @Test func `what counts the lines of a list is no fact`() {
    #expect(Self.meanings("1. the roof\n2. the wall\n", .number) == [])
    #expect(Self.meanings("We are there 24/7.", .number) == [])
  }

  @Test func `a fact knows where it stands`() {
    let text = "Hé 👩‍👩‍👧 on 3 Dec, please"
    let fact = FactReader.facts(in: text, on: Self.today, language: .english)[0]
    #expect(String(String.UnicodeScalarView(Array(text.unicodeScalars)[fact.range])) == "3 Dec")
    #expect(fact.text == "3 Dec")
  }

  @Test func `nothing is read in a gap`() {
    #expect(Self.meanings("[[a 1?]] 5 of them", .number) == [.number("5")])
    #expect(Self.meanings("It is [[a 3?]], [[b 4?]] or 5, and 6.", .number) == [.number("5"), .number("6")])
    #expect(FactReader.facts(in: "It is [[price of 3 nights?]] then.", on: Self.today, language: .english) == [])
  }
}
