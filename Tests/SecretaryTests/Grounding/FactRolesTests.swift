import CivilTime
import Testing

@testable import Secretary

@Suite struct FactRolesTests {
  private static func reader(_ text: String, _ language: LetterLanguage) -> FactReader {
    FactReader(text, on: ReadFacts.today.dayNumber, language: language, for: .source)
  }

  /// What each fact of a text is said to be, by how it is written there.
  private static func roles(_ text: String, _ language: LetterLanguage = .english) -> [String: Set<FactRole>] {
    let reader = reader(text, language)
    let found = FactRoles(in: reader, author: ["ada"], other: ["ben"]).roles
    return Dictionary(uniqueKeysWithValues: found.map { (reader.readings[$0.key].fact.text, $0.value) })
  }

  private static func people(_ text: String, _ language: LetterLanguage = .english) -> [String: Set<String>] {
    let reader = reader(text, language)
    let found = FactRoles(in: reader, author: ["ada"], other: ["ben"]).people
    return Dictionary(uniqueKeysWithValues: found.map { (reader.readings[$0.key].fact.text, $0.value) })
  }

  /// Words that say nothing.
  private static func words(_ count: Int) -> String { Array(repeating: "xa", count: count).joined(separator: " ") }

  @Test func `a word belongs to the nearest amount, and to the one behind it of two that are as near`() {
    #expect(Self.roles("1,500 € rent and 300 € deposit") == ["1,500 €": [.price], "300 €": [.deposit]])
    #expect(Self.roles("rent 1,500 € and deposit 300 €") == ["1,500 €": [.price], "300 €": [.deposit]])
    #expect(Self.roles("300 € deposit 400 €") == ["400 €": [.deposit]])
    #expect(Self.roles("300 € deposit xa 400 €") == ["300 €": [.deposit]])
    #expect(Self.roles("300 € xa deposit 400 €") == ["400 €": [.deposit]])
    #expect(Self.roles("300 € xa deposit") == ["300 €": [.deposit]])
  }

  @Test func `eight words may stand between`() {
    #expect(Self.roles("deposit \(Self.words(8)) 300 €") == ["300 €": [.deposit]])
    #expect(Self.roles("deposit \(Self.words(9)) 300 €") == [:])
    #expect(Self.roles("300 € \(Self.words(8)) deposit") == ["300 €": [.deposit]])
    #expect(Self.roles("300 € \(Self.words(9)) deposit") == [:])
  }

  @Test func `a comma, a bracket and a plus count three words, an and four`() {
    for mark in [",", "(", ")", "+"] {
      #expect(Self.roles("deposit \(mark) \(Self.words(5)) 300 €") == ["300 €": [.deposit]], "\(mark)")
      #expect(Self.roles("deposit \(mark) \(Self.words(6)) 300 €") == [:], "\(mark)")
    }
    for word in ["and", "und", "et", "plus", "but", "ma"] {
      #expect(Self.roles("deposit \(word) \(Self.words(4)) 300 €") == ["300 €": [.deposit]], "\(word)")
      #expect(Self.roles("deposit \(word) \(Self.words(5)) 300 €") == [:], "\(word)")
    }
    #expect(Self.roles("deposit : \(Self.words(8)) 300 €") == ["300 €": [.deposit]])
  }

  @Test func `another fact between counts a word`() {
    #expect(Self.roles("deposit on 3 December xa 300 €")["300 €"] == [.deposit])
    #expect(Self.roles("deposit 3 December \(Self.words(7)) 300 €")["300 €"] == [.deposit])
    #expect(Self.roles("deposit 3 December \(Self.words(8)) 300 €")["300 €"] == nil)
    #expect(Self.roles("300 € \(Self.words(7)) on 3 December deposit")["300 €"] == nil)
    #expect(Self.roles("300 € \(Self.words(7)) 3 December deposit")["300 €"] == [.deposit])
  }

  @Test func `a word for another role between parts them, a deadline does not`() {
    #expect(Self.roles("deposit xa rent 300 €") == ["300 €": [.price]])
    #expect(Self.roles("deposit rent 300 €") == ["300 €": [.deposit, .price]])
    #expect(Self.roles("deposit xa delivery 300 €") == ["300 €": [.deposit]])
    #expect(Self.roles("meeting xa deadline 3 December") == ["3 December": [.meeting, .deadline]])
    #expect(Self.roles("meeting xa delivery 3 December") == ["3 December": [.delivery]])
  }

  @Test func `a number is of what is counted behind it`() {
    #expect(Self.roles("3 nights for 2 persons") == ["3": [.nights], "2": [.persons]])
    #expect(Self.roles("3 xa nights") == [:])
  }

  @Test(arguments: ["!", "?", ";", ".", "\n\n", "\n"])
  func `what stands in another sentence is said of nothing here`(end: String) {
    #expect(Self.roles("We had a deposit\(end) It is 300 €") == [:])
    #expect(Self.roles("It is 300 €\(end) We had a deposit") == [:])
  }

  @Test(arguments: [
    ".", " no. It", " Nr. It", " ca. It", " St. It", " co. It", " Dr. It", " A. It", ". it", ":", " 3.5 It", "!it",
  ])
  func `what ends no sentence parts nothing`(end: String) {
    #expect(Self.roles("We had a deposit\(end) is 300 €")["300 €"] == [.deposit])
  }

  @Test(arguments: ["¿", "¡", "\"", "„", "“", "«", "("])
  func `a point before what opens a sentence ends one`(mark: String) {
    #expect(Self.roles("We had a deposit. \(mark)it is 300 €") == [:])
    #expect(Self.roles("We had a deposit. -it is 300 €") == ["300 €": [.deposit]])
  }

  @Test func `a line of fifty characters goes on in the next one`() {
    let deposit = "deposit "
    let line = String(repeating: "x", count: 50 - deposit.count - 2) + " " + deposit + "x"
    #expect(line.count == 50)
    #expect(Self.roles("\(line)\nit is 300 €") == ["300 €": [.deposit]])
    #expect(Self.roles("\(line.dropFirst())\nit is 300 €") == [:])
    #expect(Self.roles("a long line of some words before it stands there\n\(line.dropFirst())\nit is 300 €") == [:])
  }

  // MARK: Whose it is

  @Test func `a number is of who is named beside it`() {
    #expect(Self.people("Marta has 030 1234567") == ["030 1234567": ["marta"]])
    #expect(Self.people("030 1234567 is of Marta") == ["030 1234567": ["marta"]])
    #expect(
      Self.people("Marta Brandt: 030 1234567, Nuria: 030 7654321") == [
        "030 1234567": ["marta", "brandt"], "030 7654321": ["nuria"],
      ])
    #expect(Self.people("we saw Marta. The line is 030 1234567") == [:])
    #expect(Self.people("we saw Marta \(Self.words(8)) 030 1234567") == ["030 1234567": ["marta"]])
    #expect(Self.people("we saw Marta \(Self.words(9)) 030 1234567") == [:])
    #expect(Self.people("the price for Marta is 300 €") == [:])
  }

  @Test func `my number is the author's, your number the other's`() {
    #expect(Self.people("call my number 030 1234567") == ["030 1234567": ["ada"]])
    #expect(Self.people("call your number 030 1234567") == ["030 1234567": ["ben"]])
    #expect(Self.people("my 3. Dezember xa 030 1234567") == ["030 1234567": ["ada"]])
    #expect(Self.people("to my account 12345") == ["12345": ["ada"]])
    #expect(Self.people("call my \(Self.words(7)) 030 1234567") == ["030 1234567": ["ada"]])
    #expect(Self.people("call my \(Self.words(8)) 030 1234567") == [:])
    #expect(Self.people("all is my own. The line is 030 1234567") == [:])
    #expect(Self.people("my or your number 030 1234567") == ["030 1234567": ["ben"]])
  }

  @Test func `a number with nothing but a word for it in its line is the author's`() {
    for line in ["030 1234567", "Tel. 030 1234567", "T: 030 1234567", "mobile / fax: 030 1234567"] {
      #expect(Self.people("so it is\n\(line)") == ["030 1234567": ["ada"]], "\(line)")
    }
    #expect(Self.people("so it is\nxa 030 1234567") == [:])
    #expect(Self.people("so it is\nxa tel. 030 1234567") == [:])
  }
}
