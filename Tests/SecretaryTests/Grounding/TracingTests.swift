import CivilTime
import Testing

@testable import Secretary

/// Where a fact is found, and how far it is looked for.
@Suite struct TracingTests {
  private static let ben = EmailAddress(name: "Ben Okafor", address: "ben@friends.example")
  private static let ada = EmailAddress(name: "Ada Moreau", address: "ada@example.com")

  private static func verdicts(_ draft: String, _ sources: GroundingSource...) -> [Grounding.Verdict] {
    Grounding(draft: draft, on: ReadFacts.today, owner: ada, addressee: ben, sources: sources).findings.map(\.verdict)
  }

  private static func mail(_ text: String, number: Int = 1) -> GroundingSource {
    GroundingSource(.message(number), text: text, day: ReadFacts.today, author: ben)
  }

  private static func own(_ text: String) -> GroundingSource {
    GroundingSource(.instructions, text: text, day: ReadFacts.today)
  }

  private static func origins(_ draft: String, _ sources: GroundingSource...) -> [GroundingSource.Origin?] {
    Grounding(draft: draft, on: ReadFacts.today, owner: ada, addressee: ben, sources: sources).findings.map {
      if case .traced(let place) = $0.verdict { place.origin } else { nil }
    }
  }

  // MARK: The calendar

  @Test(arguments: ["today", "this week", "in 2026"])
  func `today, this week and this year need no source`(words: String) {
    #expect(Self.origins("I will look at it \(words).") == [.calendar])
  }

  @Test(arguments: [
    "tomorrow", "yesterday", "next week", "last week", "in 2027", "in 2025", "this month", "in November",
  ])
  func `other days need one`(words: String) {
    #expect(Self.origins("I will look at it \(words).") == [nil])
  }

  @Test func `a weekday in a mail is the coming one or the last one`() {
    let tuesday = Self.mail("Can you come on Tuesday?")
    #expect(Self.origins("I come on 1 December.", tuesday) == [.message(1)])
    #expect(Self.origins("I came on 24 November.", tuesday) == [.message(1)])
    #expect(Self.origins("I come on 8 December.", tuesday) == [nil])
    #expect(Self.origins("I came on 17 November.", tuesday) == [nil])
  }

  // MARK: Which place

  @Test func `of two mails the first is named, and the user's own text before both`() {
    #expect(Self.origins("300 € then.", Self.mail("300 €", number: 1), Self.mail("300 €", number: 2)) == [.message(1)])
    #expect(Self.origins("300 € then.", Self.mail("300 €"), Self.own("300 €")) == [.instructions])
    #expect(Self.origins("The price is 300 €.", Self.mail("price 300 €"), Self.own("price 300 €")) == [.instructions])
    #expect(Self.origins("The price is 300 €.", Self.mail("so 300 €"), Self.own("so 300 €")) == [.instructions])
  }

  @Test func `who says the same thing of it is named before who says nothing`() {
    #expect(Self.origins("The price is 300 €.", Self.own("so 300 €"), Self.mail("price 300 €")) == [.message(1)])
  }

  @Test func `who says nothing of it does not outweigh who says something else`() {
    let verdicts = Self.verdicts("The price is 300 €.", Self.own("so 300 €"), Self.mail("deposit 300 €"))
    guard case .otherRole(let place) = verdicts.first else {
      Issue.record("no other role")
      return
    }
    #expect(place.origin == .message(1))
  }

  @Test func `of two that say something else the user's own is named`() {
    let verdicts = Self.verdicts("The price is 300 €.", Self.mail("deposit 300 €"), Self.own("deposit 300 €"))
    guard case .otherRole(let place) = verdicts.first else {
      Issue.record("no other role")
      return
    }
    #expect(place.origin == .instructions)
  }

  @Test func `a number of somebody else is not the one of who is named`() {
    let mail = Self.mail("Marta Keller has 0171 2345678.")
    #expect(Self.origins("Marta has 0171 2345678.", mail) == [.message(1), .message(1)])
    #expect(Self.origins("It is 0171 2345678 there.", mail) == [.message(1)])
  }

  // MARK: How far

  @Test func `sixteen places of one fact are kept`() {
    func mail(_ count: Int) -> GroundingSource {
      Self.mail(String(repeating: "The deposit is 300 €.\n\n", count: count) + "The price is 300 €.")
    }
    #expect(Self.origins("The price is 300 €.", mail(15)) == [.message(1)])
    #expect(Self.origins("The price is 300 €.", mail(16)) == [nil])
  }

  @Test func `sixteen places of one word of a name are kept`() {
    func mail(_ count: Int) -> GroundingSource {
      Self.mail(String(repeating: "Maria and so on and on.\n\n", count: count) + "Maria Torvik sends it.")
    }
    #expect(Self.origins("I asked Maria Torvik.", mail(15)) == [.message(1)])
    #expect(Self.origins("I asked Maria Torvik.", mail(16)) == [nil])
  }

  @Test func `the words of a name stand within six pieces, in whatever order`() {
    #expect(Self.origins("I asked Maria Torvik.", Self.mail("Maria a b c d e Torvik")) == [.message(1)])
    #expect(Self.origins("I asked Maria Torvik.", Self.mail("Maria a b c d e f Torvik")) == [nil])
    #expect(Self.origins("I asked Maria Torvik.", Self.mail("Torvik, Maria")) == [.message(1)])
    #expect(Self.origins("I asked Maria Torvik.", Self.mail("Maria")) == [nil])
    #expect(Self.origins("I asked Maria von Torvik.", Self.mail("Maria Torvik")) == [.message(1)])
  }

  @Test func `a name is found without its genitive, when three letters are left`() {
    #expect(Self.origins("I like Anns plan.", Self.mail("Ann has one")) == [.message(1)])
    #expect(Self.origins("I like Eds plan.", Self.mail("Ed has one")) == [nil])
    #expect(Self.origins("I like Anns plan.", Self.mail("Anna has one")) == [nil])
  }

  @Test func `who has no name is known by the address`() {
    let nameless = EmailAddress(address: "ada.moreau@example.com")
    let grounding = Grounding(
      draft: "All is well, says Moreau.", on: ReadFacts.today, owner: nameless, addressee: nil, sources: [])
    #expect(grounding.findings.map(\.isTraced) == [true])
    #expect(FactIndex.words(of: nameless) == ["ada", "moreau"])
    #expect(FactIndex.words(of: Self.ben) == ["ben", "okafor"])
  }
}
