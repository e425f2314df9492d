import Testing

@testable import Secretary

@Suite struct FactHourTests {
  private static func clock(_ hour: Int, _ minute: Int = 0) -> FactMeaning { .time(hour * 60 + minute) }

  private static func expect(
    _ text: String, _ language: LetterLanguage, _ written: String, _ meanings: [FactMeaning],
    at location: SourceLocation = #_sourceLocation
  ) {
    let facts = ReadFacts.facts(.time, in: text, language)
    #expect(facts.map(\.text) == [written], "\(text)", sourceLocation: location)
    #expect(facts.flatMap(\.meanings) == meanings, "\(text)", sourceLocation: location)
  }

  @Test func `up to twelve it is the one half of the day or the other`() {
    Self.expect("Come at 2:30.", .english, "2:30", [Self.clock(2, 30), Self.clock(14, 30)])
    Self.expect("Come at 12:15.", .english, "12:15", [Self.clock(12, 15), Self.clock(0, 15)])
    Self.expect("Come at 13:15.", .english, "13:15", [Self.clock(13, 15)])
    Self.expect("Come at 1:15.", .english, "1:15", [Self.clock(1, 15), Self.clock(13, 15)])
    Self.expect("Come at 02:30.", .english, "02:30", [Self.clock(2, 30)])
    Self.expect("Come at 0:15.", .english, "0:15", [Self.clock(0, 15)])
    Self.expect("Come at 24:00.", .english, "24:00", [Self.clock(0)])
    Self.expect("Come at 23:59.", .english, "23:59", [Self.clock(23, 59)])
  }

  @Test func `am and pm say which half`() {
    for unit in ["pm", "p.m.", "PM"] {
      Self.expect("At 2 \(unit) we leave.", .english, "2 \(unit)", [Self.clock(14)])
      Self.expect("At 12 \(unit) we leave.", .english, "12 \(unit)", [Self.clock(12)])
      Self.expect("At 2:05 \(unit) we leave.", .english, "2:05 \(unit)", [Self.clock(14, 5)])
    }
    for unit in ["am", "a.m."] {
      Self.expect("At 2 \(unit) we leave.", .english, "2 \(unit)", [Self.clock(2)])
      Self.expect("At 12 \(unit) we leave.", .english, "12 \(unit)", [Self.clock(0)])
    }
    Self.expect("At 2 p.m we leave.", .english, "2 p.m", [Self.clock(14)])
    Self.expect("Um 3 am Dienstag.", .german, "3", [Self.clock(3), Self.clock(15)])
  }

  @Test func `a unit belongs to the time, and the minutes behind it`() {
    Self.expect("It is 3 o'clock now.", .english, "3 o'clock", [Self.clock(3), Self.clock(15)])
    Self.expect("Heute 14.30 Uhr passt.", .german, "14.30 Uhr", [Self.clock(14, 30)])
    Self.expect("Heute 14 Uhr passt.", .german, "14 Uhr", [Self.clock(14)])
    Self.expect("Heute 14 Uhr 30. Danke", .german, "14 Uhr 30", [Self.clock(14, 30)])
    Self.expect("Heute 14 Uhr 59 passt.", .german, "14 Uhr 59", [Self.clock(14, 59)])
    Self.expect("Heute 14 Uhr 60 passt.", .german, "14 Uhr", [Self.clock(14)])
    Self.expect("Heute 14 Uhr 5 passt.", .german, "14 Uhr", [Self.clock(14)])
    Self.expect("Heute 14 Uhr 30.50 Euro.", .german, "14 Uhr", [Self.clock(14)])
    Self.expect("Rendez-vous à 14 h.", .french, "14 h", [Self.clock(14)])
    Self.expect("Rendez-vous à 14 h 30.", .french, "14 h 30", [Self.clock(14, 30)])
    Self.expect("Rendez-vous à 14 heures.", .french, "14 heures", [Self.clock(14)])
    Self.expect("Nos vemos a las 14 horas.", .spanish, "14 horas", [Self.clock(14)])
  }

  @Test func `what belongs to a time is no number beside it`() {
    for text in ["Heute 14 Uhr 30 passt.", "9 to 5 pm", "At 2 pm we leave.", "At 2:30 we leave.", "At half past 2."] {
      #expect(ReadFacts.texts(.number, in: text) == [], "\(text)")
    }
    #expect(ReadFacts.texts(.number, in: "halb 3 bis drei Uhr", .german) == [])
  }

  @Test func `a point between is one of a time after what asks for one`() {
    for word in ["um", "gegen"] {
      Self.expect("Wir kommen \(word) 14.30. Danke", .german, "14.30", [Self.clock(14, 30)])
    }
    Self.expect("Ci vediamo alle 14.30.", .italian, "14.30", [Self.clock(14, 30)])
  }

  @Test func `the first of a range has the unit of the second`() {
    let ranges: [(String, LetterLanguage, [String])] = [
      ("10–12 Uhr", .german, ["10", "12 Uhr"]), ("9 to 5 pm", .english, ["9", "5 pm"]),
      ("10 bis 24 Uhr", .german, ["10", "24 Uhr"]), ("9-17:30 Uhr", .german, ["9", "17:30 Uhr"]),
      ("9 und 11 Uhr", .german, ["9", "11 Uhr"]), ("de 14 à 16 h", .french, ["14", "16 h"]),
    ]
    for (text, language, written) in ranges {
      #expect(ReadFacts.texts(.time, in: text, language) == written, "\(text)")
    }
    #expect(ReadFacts.meanings(.time, in: "9 to 5 pm") == [Self.clock(9), Self.clock(21), Self.clock(17)])
  }

  @Test func `a bare number is a time after a word that asks for one, with nothing counted`() {
    let ends = [
      "at 3", "at 3.", "at 3, please", "at 3?", "at 3!", "at 3; thanks", "(at 3)", "at 3 on Monday", "at 3 Monday",
      "at 3 tomorrow", "at 3 sharp", "at 3\nBen", "at 3, 4 of us",
    ]
    for text in ends { Self.expect(text, .english, "3", [Self.clock(3), Self.clock(15)]) }
    Self.expect("um 15, bitte", .german, "15", [Self.clock(15)])
    Self.expect("a las 15.", .spanish, "15", [Self.clock(15)])
    Self.expect("alle 15.", .italian, "15", [Self.clock(15)])
    Self.expect("J'arrive vers 15.", .french, "15", [Self.clock(15)])
  }

  @Test func `noon and midnight are times in every language`() {
    let noons: [(String, LetterLanguage)] = [
      ("noon", .english), ("midday", .english), ("Mittag", .german), ("midi", .french), ("mediodía", .spanish),
      ("mezzogiorno", .italian),
    ]
    for (word, language) in noons {
      Self.expect(language == .german ? "bis \(word)" : "… \(word)", language, word, [Self.clock(12)])
    }
    let midnights: [(String, LetterLanguage)] = [
      ("midnight", .english), ("Mitternacht", .german), ("minuit", .french), ("medianoche", .spanish),
      ("mezzanotte", .italian),
    ]
    for (word, language) in midnights { Self.expect("… \(word)", language, word, [Self.clock(0)]) }
  }

  @Test func `half an hour before in German, after in English`() {
    Self.expect("Um halb drei.", .german, "halb drei", [Self.clock(2, 30), Self.clock(14, 30)])
    Self.expect("Um halb 1.", .german, "halb 1", [Self.clock(0, 30), Self.clock(12, 30)])
    Self.expect("Um halb 12.", .german, "halb 12", [Self.clock(11, 30), Self.clock(23, 30)])
    Self.expect("At half past two.", .english, "half past two", [Self.clock(2, 30), Self.clock(14, 30)])
    Self.expect("At half past 12.", .english, "half past 12", [Self.clock(0, 30), Self.clock(12, 30)])
  }

  @Test func `an hour in letters is one with its unit, or where a bare number is`() {
    let both = [Self.clock(3), Self.clock(15)]
    Self.expect("We meet at three.", .english, "three", both)
    Self.expect("We meet at three on Monday.", .english, "three", both)
    Self.expect("Around three o'clock then.", .english, "three o'clock", both)
    Self.expect("Around three pm then.", .english, "three pm", [Self.clock(15)])
    Self.expect("Heute drei Uhr.", .german, "drei Uhr", both)
    Self.expect("Rendez-vous à trois heures.", .french, "trois heures", both)
    Self.expect("Rendez-vous à un heures.", .french, "un heures", [Self.clock(1), Self.clock(13)])
    Self.expect("Rendez-vous vers onze heures.", .french, "onze heures", [Self.clock(11), Self.clock(23)])
    Self.expect("Nos vemos a las tres.", .spanish, "tres", both)
    Self.expect("Ci vediamo alle tre.", .italian, "tre", both)
  }

  @Test(arguments: [
    ("at 25:00", LetterLanguage.english), ("at 14:60", .english), ("at 14: 30", .english), ("at 014:30", .english),
    ("at 14:3 of it", .english), ("at 3 boats", .english),
    ("at 3.5 of it", .english), ("at 3,5 of it", .english), ("at gate 3", .english), ("It took 2 h.", .english),
    ("At 2 hrs of work a day.", .english), ("Es dauert 2 h.", .german), ("pendant 2 heures", .french),
    ("10 to 12 people", .english), ("10 bis 25 Uhr morgens", .english), ("we need 2-3 h for it", .english),
    ("Das kostet 14.30 heute.", .german), ("um 14.30.15 Punkte", .german), ("Llego a 15.", .spanish),
    ("a midi skirt", .english), ("der Mittag war schön", .german), ("halb 13", .german), ("half past 13", .english),
    ("half past it", .english), ("half the three", .english), ("halb leer", .german), ("at three boats", .english),
    ("three boats", .english), ("pendant trois heures", .french), ("drei", .german), ("à un h", .french),
    ("at 3 %", .english),
    ("3\no'clock", .english), ("2 a day", .english),
  ])
  func `what is counted, and what no clock shows, is no time`(text: String, language: LetterLanguage) {
    #expect(ReadFacts.texts(.time, in: text, language) == [])
  }
}
