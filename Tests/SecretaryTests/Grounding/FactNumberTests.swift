import Testing

@testable import Secretary

@Suite struct FactNumberTests {
  @Test(arguments: [
    ("1.500", ["1500", "1.5"]), ("1,500", ["1500", "1.5"]), ("1,5", ["1.5"]), ("1,50", ["1.5"]), ("1,00", ["1"]),
    ("0.500", ["0.5"]), ("1.500.000", ["1500000"]), ("1.2.3", ["1.2.3"]), ("1500.000", ["1500"]),
    ("1 500 000", ["1500000"]), ("1'500", ["1500"]), ("1,234.50", ["1234.5"]), ("1.234,00", ["1234"]),
    ("2 500 000,50", ["2500000.5"]), ("007", ["7"]), ("0", ["0"]), ("000", ["0"]), ("100", ["100"]),
    ("12.345.67", ["12.345.67"]), ("1234.567.890", ["1234.567.890"]), ("999 999", ["999999"]),
  ])
  func `a number is every number its digits may be`(text: String, values: [String]) {
    ReadFacts.expect("\(text) of it", .number, [text], values.map { .number($0) })
  }

  @Test func `a blank parts numbers, unless three digits follow one to three`() {
    #expect(ReadFacts.texts(.number, in: "1234 500 of it") == ["1234", "500"])
    #expect(ReadFacts.texts(.number, in: "1 50 of it") == ["1", "50"])
    #expect(ReadFacts.texts(.number, in: "1 5000 of it") == ["1", "5000"])
    #expect(ReadFacts.texts(.number, in: "0 500 of it") == ["0", "500"])
    #expect(ReadFacts.texts(.number, in: "1.5 500 of it") == ["1.5", "500"])
    #expect(ReadFacts.texts(.number, in: "1, 500 of it") == ["1", "500"])
    #expect(ReadFacts.texts(.number, in: "1\n500 of it") == ["1", "500"])
  }

  @Test func `eight groups are one number, and a ninth another`() {
    #expect(ReadFacts.texts(.number, in: "a 1'1'1'1'1'1'1'1'1") == ["1'1'1'1'1'1'1'1", "1"])
  }

  @Test func `what has a point and two digits may be a time`() {
    ReadFacts.expect("14.30 of it", .number, ["14.30"], [.number("14.3"), .time(870)])
    ReadFacts.expect("0.05 of it", .number, ["0.05"], [.number("0.05"), .time(5)])
    ReadFacts.expect("23.59 of it", .number, ["23.59"], [.number("23.59"), .time(1439)])
    for (text, value) in [("24.10", "24.1"), ("14.60", "14.6"), ("14.3", "14.3"), ("14,30", "14.3")] {
      ReadFacts.expect("\(text) of it", .number, [text], [.number(value)])
    }
  }

  @Test func `four digits may be a year`() {
    for year in [1900, 2026, 2199] {
      ReadFacts.expect("\(year) of it", .number, ["\(year)"], [.number("\(year)"), .year(year)])
    }
    ReadFacts.expect("1899 of it", .number, ["1899"], [.number("1899")])
    ReadFacts.expect("2200 of it", .number, ["2200"], [.number("2200")])
    ReadFacts.expect("26 of it", .number, ["26"], [.number("26")])
  }

  @Test(arguments: [
    (LetterLanguage.english, "two three four five six seven eight nine ten eleven twelve"),
    (.german, "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf"),
    (.french, "deux trois quatre cinq six sept huit ? dix onze douze"),
    (.spanish, "dos tres cuatro cinco seis siete ocho nueve diez once doce"),
    (.italian, "due tre quattro cinque ? sette otto nove dieci undici dodici"),
  ])
  func `two to twelve are numbers in letters`(language: LetterLanguage, words: String) {
    for (index, word) in words.split(separator: " ").enumerated() where word != "?" {
      ReadFacts.expect("… \(word) …", .number, in: language, [String(word)], [.number(String(index + 2))])
    }
  }

  @Test(arguments: [
    ("one of them", LetterLanguage.english), ("ein Brief", .german), ("un mot", .french), ("du neuf", .french),
    ("lei sei qui", .italian),
  ])
  func `what may be another word is no number by itself`(text: String, language: LetterLanguage) {
    ReadFacts.expect(text, .number, in: language, [], [])
  }

  @Test func `such a word is one before a currency`() {
    ReadFacts.expect("neuf euros", .amount, in: .french, ["neuf euros"], [.amount("9", "EUR")])
    ReadFacts.expect("one dollar", .amount, ["one dollar"], [.amount("1", "USD")])
    ReadFacts.expect("sei euro", .amount, in: .italian, ["sei euro"], [.amount("6", "EUR")])
  }

  // MARK: Amounts

  @Test(arguments: [
    ("EUR", "€ EUR Euro euros"), ("USD", "$ USD dollar dollars dólar dólares dollari dollaro"),
    ("GBP", "£ GBP pound pounds Pfund livres libras sterline"),
    ("CHF", "CHF sfr Fr Franken francs franc francos franchi franco"), ("JPY", "¥ JPY yen"), ("SEK", "SEK"),
    ("NOK", "NOK"), ("DKK", "DKK"), ("PLN", "PLN zł"), ("CZK", "CZK"), ("CAD", "CAD"), ("AUD", "AUD"),
  ])
  func `a currency stands before or behind`(code: String, words: String) {
    for word in words.split(separator: " ") {
      ReadFacts.expect("It is 15 \(word) now.", .amount, ["15 \(word)"], [.amount("15", code)])
      ReadFacts.expect("It is \(word) 15 now.", .amount, ["\(word) 15"], [.amount("15", code)])
    }
  }

  @Test(arguments: [
    ("k", 3), ("thousand", 3), ("Tausend", 3), ("Tsd", 3), ("mille", 3), ("mila", 3), ("mil", 3), ("Mio", 6),
    ("million", 6), ("millions", 6), ("Millionen", 6), ("millón", 6), ("millones", 6), ("milione", 6), ("milioni", 6),
  ])
  func `a word for thousands or millions moves the point`(word: String, zeros: Int) {
    let (nothing, rest) = (String(repeating: "0", count: zeros), String(repeating: "0", count: zeros - 2))
    ReadFacts.expect("15 \(word) €", .amount, in: .spanish, ["15 \(word) €"], [.amount("15" + nothing, "EUR")])
    ReadFacts.expect("1.25 \(word) €", .amount, in: .spanish, ["1.25 \(word) €"], [.amount("125" + rest, "EUR")])
  }

  @Test func `what lies below the thousands stays a decimal`() {
    ReadFacts.expect("1.2345 k €", .amount, ["1.2345 k €"], [.amount("1234.5", "EUR")])
    ReadFacts.expect("0.5 million €", .amount, ["0.5 million €"], [.amount("500000", "EUR")])
  }

  @Test func `mil is a thousand in Spanish only`() {
    ReadFacts.expect("2 mil euros", .amount, in: .spanish, ["2 mil euros"], [.amount("2000", "EUR")])
    ReadFacts.expect("2 mil euros", .amount, in: .english, [], [])
  }

  @Test(arguments: [
    ("Fr. 20", LetterLanguage.french, "20", "CHF"), ("2 millones de euros", .spanish, "2000000", "EUR"),
    ("1'500.– Euro", .german, "1500", "EUR"), ("1500,-- €", .german, "1500", "EUR"),
    ("1500,- €", .german, "1500", "EUR"),
    ("20€", .german, "20", "EUR"), ("€20", .english, "20", "EUR"), ("three euros", .english, "3", "EUR"),
  ])
  func `all of an amount belongs to it`(text: String, language: LetterLanguage, value: String, code: String) {
    ReadFacts.expect("… \(text) …", .amount, in: language, [text], [.amount(value, code)])
  }

  @Test func `a currency and its number stand in one line`() {
    ReadFacts.expect("in €\n20 of them", .amount, [], [])
    ReadFacts.expect("20\n€ is", .amount, [], [])
    ReadFacts.expect("in € or not", .amount, [], [])
  }

  @Test func `what ends a range is said of its beginning too`() {
    ReadFacts.expect(
      "100 to 200 euros", .amount, ["100", "200 euros"], [.amount("100", "EUR"), .amount("200", "EUR")])
    ReadFacts.expect("10–20 %", .number, ["10", "20 %"], [.percent("10"), .percent("20")])
    ReadFacts.expect(
      "100 bis 200,- €", .amount, in: .german, ["100", "200,- €"], [.amount("100", "EUR"), .amount("200", "EUR")])
    ReadFacts.expect("100, 200 €", .amount, ["200 €"], [.amount("200", "EUR")])
    ReadFacts.expect("2 and 3", .number, ["2", "3"], [.number("2"), .number("3")])
  }

  @Test(arguments: [
    ("15%", LetterLanguage.english), ("15 percent", .english), ("15 Prozent", .german), ("15 pour cent", .french),
    ("15 por ciento", .spanish), ("15 per cento", .italian), ("15 percento", .italian),
  ])
  func `per cent is said in every language`(text: String, language: LetterLanguage) {
    ReadFacts.expect("… \(text) …", .number, in: language, [text], [.percent("15")])
  }

  @Test func `per head is not per cent`() {
    ReadFacts.expect("15 per head", .number, ["15"], [.number("15")])
  }

  // MARK: What counts nothing

  @Test(arguments: ["1. the roof", "12. the roof", "2) the wall", "a\n2. the wall", "We are there 24/7."])
  func `what counts the lines of a list is no number`(text: String) {
    ReadFacts.expect(text, .number, [], [])
  }

  @Test(arguments: [
    ("123. the roof", ["123"]), ("1.", ["1"]), ("1.the", ["1"]), ("We have 2. Then", ["2"]), ("1: the roof", ["1"]),
    ("24/8", ["24", "8"]), ("25/7", ["25", "7"]), ("24-7", ["24", "7"]), ("23/7", ["23", "7"]), ("7", ["7"]),
    ("1 . the roof", ["1"]),
  ])
  func `what only looks like it is one`(text: String, numbers: [String]) {
    #expect(ReadFacts.texts(.number, in: text) == numbers)
  }

  // MARK: Codes

  @Test(arguments: [
    ("INV-2041", "inv2041"), ("B12", "b12"), ("RE/2026/0815", "re20260815"), ("ab12", "ab12"), ("No12", "no12"),
    ("ABC-DEF-12", "abcdef12"), ("A_1", "a1"), ("A#1", "a1"), ("A.1", "a1"), ("ABCDEFGHIJKL1", "abcdefghijkl1"),
    ("A1B2C3D4E5F6G7H8", "a1b2c3d4e5f6g7h8"),
  ])
  func `letters with digits are a code`(text: String, code: String) {
    ReadFacts.expect("… \(text) .", .number, [text], [.code(code)])
    ReadFacts.expect("… \(text).", .number, [text], [.code(code)])
  }

  @Test func `a code ends where letters in small begin, at a blank and after sixteen pieces`() {
    #expect(ReadFacts.texts(.number, in: "ABC-def12") == ["def12"])
    #expect(ReadFacts.texts(.number, in: "INV 2041") == ["2041"])
    #expect(ReadFacts.texts(.number, in: "covid-19") == ["19"])
    #expect(ReadFacts.texts(.number, in: "ABCDEFGHIJKLM1") == ["1"])
    #expect(ReadFacts.texts(.number, in: "A1B2C3D4E5F6G7H8I9") == ["A1B2C3D4E5F6G7H8", "I9"])
    #expect(ReadFacts.texts(.number, in: "ABC") == [])
  }
}
