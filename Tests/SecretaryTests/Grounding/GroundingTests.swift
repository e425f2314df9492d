import CivilTime
import Testing

@testable import Secretary

@Suite struct GroundingTests {
  private static let today = CivilDate(year: 2026, month: 11, day: 27)
  private static let ben = EmailAddress(name: "Ben Okafor", address: "ben@friends.example")
  private static let ada = EmailAddress(name: "Ada Moreau", address: "ada@example.com")

  private static func message(_ text: String, number: Int = 1, daysAgo: Int = 0, from author: EmailAddress? = ben)
    -> GroundingSource
  {
    GroundingSource(
      .message(number), text: text, day: CivilDate(dayNumber: today.dayNumber - daysAgo), author: author)
  }

  private static func grounding(_ draft: String, _ sources: GroundingSource...) -> Grounding {
    Grounding(draft: draft, on: today, owner: ada, addressee: ben, sources: sources)
  }

  private static func untraced(_ draft: String, _ sources: GroundingSource...) -> [String] {
    Grounding(draft: draft, on: today, owner: ada, addressee: ben, sources: sources).untraced.map(\.fact.text)
  }

  @Test func `what no source says is untraced`() {
    let mail = Self.message("Could you paint the room for us? Thanks, Ben")
    #expect(
      Self.untraced("I can do that for €400 on 3 December, and Kemal Torvik will help you.", mail)
        == ["€400", "3 December", "Kemal Torvik"])
  }

  @Test(arguments: [
    ("That is 1.500,00 € for you.", "We said €1,500.00 for the room."),
    ("I will be there on Thursday, 3 December.", "Können Sie am 03.12. kommen?"),
    ("See you on Tuesday at 3 pm.", "Is 1 Dec at 15:00 good for you?"),
    ("I have your number 030 1234567.", "You have my number: +49 30 1234567."),
    ("I will ask Mr Müller about it.", "Please ask Herr Mueller."),
    ("It is three nights, then.", "We stay 3 nights."),
    ("I found it at www.example.com/plans.", "See https://example.com/plans/"),
    ("I know example.com, thank you.", "See https://example.com/plans/"),
    ("It is about order 2041.", "Order INV-2041 is late."),
    ("I will come in December.", "Can you come on 3 December?"),
  ])
  func `another spelling of the same is traced`(draft: String, mail: String) {
    #expect(Self.untraced(draft, Self.message(mail)) == [])
  }

  @Test(arguments: [
    ("That is 1.500,50 € for you.", "We said €1,500.00 for the room."),
    ("That is $1,500 for you.", "We said €1,500.00 for the room."),
    ("I will be there on Friday, 3 December.", "Can you come on 3 December?"),
    ("I will be there on 3 December 2027.", "Can you come on 3 December?"),
    ("See you at 4 pm.", "Is 15:00 good for you?"),
    ("I have your number +43 30 1234567.", "You have my number: +49 30 1234567."),
    ("I found it at example.com/plan.", "See https://example.com/plans/"),
    (
      "I will ask Maria Brandt about it.",
      "Maria Keller sends the plan.\n\nIt was a long winter and nobody knew why.\n\nAsk Stefan Brandt."
    ),
  ])
  func `nearly the same is untraced`(draft: String, mail: String) {
    #expect(Self.untraced(draft, Self.message(mail)).count == 1)
  }

  @Test func `tomorrow counts from the day on which each was written`() {
    let yesterday = Self.message("Can you come tomorrow?", daysAgo: 1)
    #expect(Self.untraced("Yes, I can come today, on 27 November.", yesterday) == [])
    #expect(Self.untraced("Yes, I can come tomorrow.", yesterday) == ["tomorrow"])
  }

  @Test func `what day it is needs no source`() {
    #expect(Self.grounding("I will look today.").findings.map(\.isTraced) == [true])
    #expect(Self.untraced("I will look tomorrow.") == ["tomorrow"])
  }

  // MARK: The source

  @Test func `a finding names its source and the place in it`() throws {
    let mail = Self.message("The price is 300 €.", number: 4)
    let finding = try #require(Self.grounding("300 € is fine.", mail).findings.first)
    guard case .traced(let place) = finding.verdict else { throw Untraced() }
    #expect(place.origin == .message(4))
    #expect(place.text == "300 €")
    #expect(place.range == 13..<18)
  }

  @Test func `of two sources the one of the user's own is named`() throws {
    let mail = Self.message("The price is 300 €.")
    let own = GroundingSource(.setting("instructions"), text: "A day costs 300 €.", day: Self.today)
    let finding = try #require(Self.grounding("300 € is fine.", mail, own).findings.first)
    guard case .traced(let place) = finding.verdict else { throw Untraced() }
    #expect(place.origin == .setting("instructions"))
  }

  @Test func `the user's own name is known`() {
    #expect(Self.untraced("All is well.\n\nBest regards,\nAda Moreau") == [])
    #expect(Self.untraced("All is well.\n\nBest regards,\nJohn Smith") == ["John Smith"])
  }

  private struct Untraced: Error {}

  // MARK: Another role

  @Test(arguments: [
    ("The deposit of 1,500 € is noted.", "The price is 1,500 € and the deposit 300 €."),
    ("Die Anzahlung von 1.500 € ist notiert.", "The rent is 1,500 €, 300 € is the deposit."),
    ("The delivery on 3 December suits us.", "The meeting is on 3 December, the delivery on 10 December."),
    ("The delivery on 3 December suits us.", "The transfer is due on 3 December."),
    (
      "Ioana Halnotier erreiche ich unter 0171 2345678, vielen Dank für die Nachricht.",
      "Ioana Halnotier erreichen Sie unter 0171 8765432.\nImke Sanddorfer erreichen Sie unter 0171 2345678."
    ),
    ("I arrive on 6 December.", "Your arrival is on 3 December, your departure on 6 December."),
    ("I will call Stefan Brandt on 0171 2345678.", "Anna Keller has 0171 2345678, Stefan Brandt has 0171 8765432."),
    ("You can reach me at 0171 2345678.", "Please call me at 0171 2345678."),
    ("We keep it for three persons.", "We stay 3 nights with 2 persons."),
  ])
  func `the right words in another role are untraced`(draft: String, mail: String) {
    let findings = Self.grounding(draft, Self.message(mail)).untraced
    #expect(findings.count == 1)
    guard case .otherRole = findings.first?.verdict else {
      Issue.record("no other role")
      return
    }
  }

  @Test(arguments: [
    ("The price of 1,500 € is fine.", "The price is 1,500 € and the deposit 300 €."),
    ("The total of 1,500 € is fine.", "It costs 1,500 €, of which 300 € are the deposit."),
    ("The deposit of 300 € is noted.", "300 € de caution et 1.500 € de loyer."),
    ("The meeting on 3 December suits me.", "Can we have a call on 3 December?"),
    ("The payment will be there by 3 December.", "The deadline is 3 December."),
    ("I will call Anna Keller on 0171 2345678.", "Anna Keller has 0171 2345678, Stefan Brandt has 0171 8765432."),
    ("I will call you at 0171 2345678.", "Please call me at 0171 2345678."),
    ("I will call you at 0171 2345678.", "Thanks a lot.\n\nBen Okafor\nTel. 0171 2345678"),
    ("1,500 € is fine.", "The price is 1,500 €."),
  ])
  func `the same role in other words is traced`(draft: String, mail: String) {
    #expect(Self.untraced(draft, Self.message(mail)) == [])
  }
}
