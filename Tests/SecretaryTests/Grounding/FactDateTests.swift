import CivilTime
import Testing

@testable import Secretary

@Suite struct FactDateTests {
  private static let december = ReadFacts.day(2026, 12, 3)

  private static func expect(
    _ text: String, _ language: LetterLanguage, _ written: [String], _ meanings: [FactMeaning],
    at location: SourceLocation = #_sourceLocation
  ) {
    let facts = ReadFacts.facts(.date, in: text, language)
    #expect(facts.map(\.text) == written, "\(text)", sourceLocation: location)
    #expect(facts.flatMap(\.meanings) == meanings, "\(text)", sourceLocation: location)
  }

  @Test(arguments: [
    ("Do, 03.12.", LetterLanguage.german), ("Do. 3.12.", .german), ("Donnerstag, den 3. Dezember", .german),
    ("Donnerstag, dem 3. Dezember", .german), ("Donnerstag der 3. Dezember", .german), ("Donnerstag 3.12.", .german),
    ("Thu 3 Dec", .english), ("Thursday the 3rd of December", .english), ("Thursday, December the 3rd", .english),
    ("jeudi le 3 décembre", .french), ("jueves el 3 de diciembre", .spanish), ("giovedì il 3 dicembre", .italian),
    ("December 3, 2026", .english), ("Dec. 3", .english), ("3. Dez. 2026", .german), ("3 December, 2026", .english),
    ("3 de diciembre del 2026", .spanish), ("3 de diciembre de 2026", .spanish), ("3º de diciembre", .spanish),
    ("3.º de diciembre", .spanish), ("3er décembre", .french), ("3 d'décembre", .french), ("03.12.2026", .german),
    ("03.12.26", .german), ("2026-12-03", .english), ("3rd December", .english), ("3.Dezember", .german),
    ("3th Dec", .english),
  ])
  func `all of a date belongs to it`(text: String, language: LetterLanguage) {
    Self.expect("\(text) ist", language, [text], [Self.december])
  }

  @Test func `a short weekday is one with a mark, in English without`() {
    Self.expect("So 3. Dezember ist gut", .german, ["3. Dezember"], [Self.december])
    Self.expect("So 3 December is fine", .english, ["3 December"], [Self.december])
    let sunday = FactMeaning.wrongWeekday(7, CivilDate(year: 2026, month: 12, day: 3).dayNumber)
    Self.expect("So, 3. Dezember ist gut", .german, ["So, 3. Dezember"], [sunday])
    Self.expect("Sun 3 December is fine", .english, ["Sun 3 December"], [sunday])
  }

  @Test func `a weekday chooses among the days that digits may be`() {
    Self.expect("Friday, 4/12/2026", .english, ["Friday, 4/12/2026"], [ReadFacts.day(2026, 12, 4)])
  }

  @Test func `digits that may be two days are both, and no other`() {
    Self.expect("3/12/2026", .english, ["3/12/2026"], [Self.december, ReadFacts.day(2026, 3, 12)])
    Self.expect("3-12-2026", .english, ["3-12-2026"], [Self.december, ReadFacts.day(2026, 3, 12)])
    Self.expect("3.12.2026", .english, ["3.12.2026"], [Self.december])
    Self.expect("12/13/2026", .english, ["12/13/2026"], [ReadFacts.day(2026, 12, 13)])
    Self.expect("31/12/2026", .english, ["31/12/2026"], [ReadFacts.day(2026, 12, 31)])
    Self.expect("01/01/2027", .english, ["01/01/2027"], [ReadFacts.day(2027, 1, 1), ReadFacts.day(2027, 1, 1)])
    Self.expect("03.12.99", .german, ["03.12.99"], [ReadFacts.day(1999, 12, 3)])
    Self.expect("03.12.69", .german, ["03.12.69"], [ReadFacts.day(2069, 12, 3)])
    Self.expect("03.12.70", .german, ["03.12.70"], [ReadFacts.day(1970, 12, 3)])
  }

  @Test(arguments: [
    ("am 3.12. passt", LetterLanguage.german, "3.12."), ("3.12. passt", .german, "3.12."),
    ("Rechnung 03.12. Danke", .german, "03.12."), ("on 3/12", .english, "3/12"), ("03/12", .english, "03/12"),
  ])
  func `without a year it is a date after what asks for one, with two digits each or within a sentence`(
    text: String, language: LetterLanguage, written: String
  ) {
    #expect(ReadFacts.texts(.date, in: text, language) == [written])
  }

  @Test(arguments: [
    ("Version 3.12. Danke", LetterLanguage.german), ("Rechnung 3.12", .german), ("3/12 of it", .english),
    ("24/7", .english),
    ("on 24/7", .english), ("2026-13-03", .english), ("2026-12-32", .english), ("2026-12", .english),
    ("2026-00-03", .english), ("32.12.2026", .german), ("12.13.2026", .german), ("3-12-26", .english),
    ("on 123/12", .english), ("06.12.34.56.78", .french), ("on 32 December tea", .spanish), ("0 of it", .english),
    ("3:12", .english), ("may 3 of them", .english), ("3 mar of it", .english), ("le 3 pommes", .french),
    ("le 3", .english), ("the 3rd time", .english), ("3rd", .english), ("the 32nd", .english),
    ("You may go.", .english), ("non ce l'ho mai", .italian), ("3\nDecember", .english),
  ])
  func `what is no day of a calendar is no date`(text: String, language: LetterLanguage) {
    let months = ["December", "Dezember"]
    #expect(ReadFacts.texts(.date, in: text, language).filter { !months.contains($0) } == [])
  }

  @Test func `a day has two digits at most`() {
    Self.expect("Dec 3-005, please", .english, ["Dec 3"], [Self.december])
    #expect(ReadFacts.texts(.date, in: "December 003") == ["December"])
    #expect(ReadFacts.texts(.date, in: "003 December") == ["December"])
    #expect(ReadFacts.texts(.date, in: "003-5 December") == ["5 December"])
    #expect(ReadFacts.texts(.date, in: "the 003rd") == [])
  }

  @Test func `a time behind a month is no day of it`() {
    Self.expect("in December 3:30", .english, ["December"], [.month(2026 * 12 + 11), .month(2025 * 12 + 11)])
  }

  @Test func `years are of four digits, from 1900 to 2199`() {
    Self.expect("3 December 1900", .english, ["3 December 1900"], [ReadFacts.day(1900, 12, 3)])
    Self.expect("3 December 2199", .english, ["3 December 2199"], [ReadFacts.day(2199, 12, 3)])
    Self.expect("3 December 1899", .english, ["3 December"], [Self.december])
    Self.expect("3 December 2200", .english, ["3 December"], [Self.december])
    Self.expect("3 December 26", .english, ["3 December"], [Self.december])
  }

  @Test func `without a year it is the day that is nearest, a little ahead`() {
    Self.expect("on 27 May", .english, ["27 May"], [ReadFacts.day(2027, 5, 27)])
    Self.expect("on 27 June", .english, ["27 June"], [ReadFacts.day(2026, 6, 27)])
    Self.expect("on 1 January", .english, ["1 January"], [ReadFacts.day(2027, 1, 1)])
    Self.expect("on 29 February", .english, ["29 February"], [])
  }

  @Test func `a range is two days, of one month`() {
    let (third, fifth) = (Self.december, ReadFacts.day(2026, 12, 5))
    Self.expect("3–5 December", .english, ["3", "5 December"], [third, fifth])
    Self.expect("the 3rd to the 5th of December", .english, ["3rd", "5th of December"], [third, fifth])
    Self.expect("3. bis zum 5. Dezember", .german, ["3.", "5. Dezember"], [third, fifth])
    Self.expect("3. bis 5. Dezember", .german, ["3.", "5. Dezember"], [third, fifth])
    Self.expect("Dec 3-5, please", .english, ["Dec 3", "5"], [third, fifth])
    Self.expect("Dec 3rd-5th, please", .english, ["Dec 3rd", "5th"], [third, fifth])
    Self.expect("03.12.-05.12.", .german, ["03.12.", "05.12."], [third, fifth])
    Self.expect("December 3-5, 2027", .english, ["December 3", "5"], [third, fifth])
    Self.expect("Dec 3-32, please", .english, ["Dec 3"], [third])
    Self.expect("Dec 3-5:30 pm", .english, ["Dec 3"], [third])
    Self.expect("Dec 3 - 5 pm", .english, ["Dec 3"], [third])
  }

  @Test func `a day without a month is of this one or of one beside it`() {
    let days = [ReadFacts.day(2026, 10, 3), ReadFacts.day(2026, 11, 3), Self.december]
    Self.expect("on the 3rd", .english, ["3rd"], days)
    Self.expect("on the 3rd and then", .english, ["3rd"], days)
    Self.expect("am 3. oder später", .german, ["3."], days)
    Self.expect("le 3, merci", .french, ["3"], days)
    Self.expect("el 3, gracias", .spanish, ["3"], days)
    Self.expect("il 3?", .italian, ["3"], days)
    Self.expect("on the 31st", .english, ["31st"], [ReadFacts.day(2026, 10, 31), ReadFacts.day(2026, 12, 31)])
    Self.expect("on the 1st", .english, ["1st"], [(10, 1), (11, 1), (12, 1)].map { ReadFacts.day(2026, $0.0, $0.1) })
  }

  @Test func `a month without a year is this year's or the next of its name`() {
    func months(_ month: Int, _ years: Int...) -> [FactMeaning] { years.map { .month($0 * 12 + month - 1) } }
    Self.expect("in November", .english, ["November"], months(11, 2026, 2025))
    Self.expect("in December", .english, ["December"], months(12, 2026, 2025))
    Self.expect("in October", .english, ["October"], months(10, 2026, 2027))
    Self.expect("November 2027", .english, ["November 2027"], months(11, 2027))
    Self.expect("in May", .english, ["May"], months(5, 2026, 2027))
    Self.expect("Anfang Mai", .german, ["Mai"], months(5, 2026, 2027))
    Self.expect("en mai", .french, ["mai"], months(5, 2026, 2027))
  }

  @Test(arguments: [
    (LetterLanguage.english, "January February March April May June July August September October November December"),
    (.german, "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"),
    (.french, "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
    (.spanish, "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"),
    (.italian, "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"),
    (.english, "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"),
    (.german, "Jan Feb Mrz Apr Mai Jun Jul Aug Sept Okt Nov Dez"),
    (.french, "janv févr mars avr mai juin juil août sept oct nov dec"),
    (.spanish, "ene feb mar abr mayo jun jul ago sep oct nov dic"),
    (.italian, "gen feb mar apr mag giu lug ago set ott nov dic"),
  ])
  func `months are known by their names, long and short`(language: LetterLanguage, names: String) {
    for (index, name) in names.split(separator: " ").enumerated() {
      Self.expect("3 \(name) 2027", language, ["3 \(name) 2027"], [ReadFacts.day(2027, index + 1, 3)])
    }
  }
}
