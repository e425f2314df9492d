import CivilTime
import FoundationEssentials
import Testing

@testable import Secretary

@Suite struct WritingStyleTests {
  private static let monday = Date(timeIntervalSince1970: 1_780_272_000)

  private static func weeksLater(_ weeks: Int) -> Date { monday.addingTimeInterval(Double(weeks) * 604_800) }

  private static func traits(_ codes: String...) -> Set<WritingTrait> {
    Set(codes.compactMap(WritingTrait.init(code:)))
  }

  private static func style(_ letters: Int, _ codes: String..., besides: WritingStyle = WritingStyle()) -> WritingStyle
  {
    var style = besides
    for _ in 0..<letters { style.learn(Set(codes.compactMap(WritingTrait.init(code:))), at: monday) }
    return style
  }

  @Test func `nothing is said before five letters`() {
    #expect(Self.style(4, "greeting:Hi").clear(.greeting).isEmpty)
    #expect(Self.style(5, "greeting:Hi").clear(.greeting) == ["Hi"])
    // Letters that had no pronoun say nothing about it.
    #expect(Self.style(20, "greeting:Hi", besides: Self.style(4, "register:formal")).clear(.register).isEmpty)
  }

  @Test func `what most letters have is told, and what is mixed is not`() {
    let mixed = Self.style(4, "closing:Best", besides: Self.style(6, "closing:Cheers"))
    #expect(mixed.clear(.closing) == ["Cheers"])
    #expect(Self.style(1, "closing:Best", besides: mixed).clear(.closing).isEmpty)
    let habits = Self.style(6, "habit:emoji", "habit:contractions", besides: Self.style(4, "habit:contractions"))
    #expect(Set(habits.clear(.habit)) == ["emoji", "contractions"])
    #expect(Self.style(1, besides: habits).clear(.habit) == ["contractions"])
  }

  @Test func `the length is the one in the middle`() {
    let style = Self.style(2, "length:300", besides: Self.style(3, "length:15", besides: Self.style(3, "length:80")))
    #expect(style.clear(.length) == ["80"])
  }

  @Test func `old letters fade, so that another way shows after as many`() {
    var style = Self.style(100, "closing:Best")
    #expect(style.letters == 100)
    style.learn(Self.traits("closing:Cheers"), at: Self.monday)
    #expect(style.letters == 51 && style.stored["closing:Best"] == 50)
    style = Self.style(99, "closing:Cheers", besides: style)
    #expect(style.clear(.closing) == ["Cheers"])
  }

  @Test func `each week takes a tenth of what was learned before, once, and never what shows the way at all`() {
    var style = Self.style(20, "closing:Best")
    for _ in 1...2 { style.learn(Self.traits("closing:Cheers"), at: Self.weeksLater(1)) }
    #expect(style.letters == 20 && style.stored == ["closing:Best": 18, "closing:Cheers": 2])
    // Nobody who wrote nothing for a year is unknown after the first letter.
    style.learn(Self.traits("closing:Best"), at: Self.weeksLater(52))
    #expect(style.letters == 19)
    // What is of an earlier week than the last takes nothing.
    style.learn(Self.traits("closing:Best"), at: Self.monday)
    #expect(style.letters == 20 && style.week == CivilDate(inUTC: Self.weeksLater(52)).dayNumber / 7)
    var seldom = WritingStyle()
    for week in 1...200 { seldom.learn(Self.traits("closing:Best"), at: Self.weeksLater(week)) }
    #expect(seldom.letters == 11 && seldom.clear(.closing) == ["Best"])
  }

  @Test func `the stored form comes back as it was, without what is no count or on no list`() {
    let style = Self.style(7, "closing:Best", "habit:emoji")
    #expect(WritingStyle(letters: style.letters, week: style.week, counts: style.stored) == style)
    let odd = WritingStyle(
      letters: .nan, counts: ["closing:Best": 3, "closing:Ada": 3, "habit:emoji": -1, "habit:contractions": .infinity])
    #expect(odd.stored == ["closing:Best": 3] && odd.letters == 0)
  }

  @Test func `to one person their own way is told first, and the general one where that says nothing`() {
    let overall = Self.style(20, "greeting:Hello", "naming:given", "closing:Best", "length:80", "register:formal")
    let ben = Self.style(5, "greeting:Hey", "naming:none", "length:15", "register:informal")
    #expect(
      Voice(.german, letters: Voice.Styles(overall, toPerson: ben)).clauses == [
        "greet with “Hey”", "name nobody in the greeting", "close with “Best”", "write about 15 words",
        "say “du”",
      ])
    #expect(
      Voice(.german, letters: Voice.Styles(overall, toPerson: Self.style(4, "greeting:Hey"))).learned(.greeting)
        == "greet with “Hello”")
  }

  @Test
  func `what was changed in five drafts counts before letters, and what is known of the person before what is general`()
  {
    let letters = Voice.Styles(Self.style(20, "closing:Best"), toPerson: Self.style(5, "closing:Cheers"))
    func closing(_ edits: Voice.Styles, _ letters: Voice.Styles = letters) -> String? {
      Voice(.english, letters: letters, edits: edits).learned(.closing)
    }
    let edited = Self.style(5, "closing:Thanks")
    #expect(closing(Voice.Styles(edited), Voice.Styles(letters.overall)) == "close with “Thanks”")
    #expect(
      closing(Voice.Styles(Self.style(4, "closing:Thanks")), Voice.Styles(letters.overall)) == "close with “Best”")
    #expect(closing(Voice.Styles(edited)) == "close with “Cheers”")
    #expect(closing(Voice.Styles(toPerson: edited)) == "close with “Thanks”")
  }

  @Test func `what the user chose counts for everybody, and what is none is said so`() throws {
    let style = Self.style(9, "greeting:none", "closing:none", "naming:full", "habit:emoji")
    let thanks = try #require(StyleChoice("Thanks", for: .closing))
    #expect(
      Voice(
        .english, letters: Voice.Styles(style, toPerson: style), choices: [.closing: thanks, .habit: .leaveOut]
      ).clauses == [
        "begin without a greeting", "use the surname or the whole name", "close with “Thanks”",
      ])
    #expect(Voice(.english, choices: [.greeting: .leaveOut]).clauses.isEmpty)
    #expect(Voice(.english, choices: [.closing: thanks]).clauses == ["close with “Thanks”"])
  }

  @Test func `what can be chosen is of the language, and on the list`() {
    let german = Voice(.german)
    #expect(german.offered(.greeting).map(\.words).contains("greet with “Moin”"))
    #expect(!german.offered(.greeting).map(\.words).contains("greet with “Salut”"))
    #expect(german.offered(.register).map(\.words) == ["say “du”", "say “Sie”"])
    #expect(Voice(.english).offered(.register).isEmpty && Voice(.english).offered(.habit).isEmpty)
    #expect(german.offered(.closing).last?.words == "end without a closing")
    for language in LetterLanguage.allCases {
      for kind in WritingTrait.Kind.allCases {
        for (choice, _) in Voice(language).offered(kind) { #expect(StyleChoice(choice.code, for: kind) == choice) }
      }
    }
    #expect(StyleChoice("-", for: .greeting) == .leaveOut && StyleChoice("Ada", for: .greeting) == nil)
  }
}
