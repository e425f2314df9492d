import Testing

@testable import Secretary

@Suite struct CategoryRuleTests {
  @Test(arguments: [
    TriageCase("promotions", .question(category: .promotions), "category"),
    TriageCase("social", .question(category: .social), "category"),
    TriageCase("forums", .question(category: .forums), "category"),
    TriageCase(
      "a reply among promotions",
      .question(subject: "Re: Lunch", headers: ["In-Reply-To": "<a@b>"], category: .promotions), nil),
    TriageCase("a person among updates", .question(category: .updates), nil),
    TriageCase(
      "a function among updates",
      .question(
        from: [EmailAddress(address: "billing@shop.example")], text: "It is attached.", category: .updates),
      "notice"),
    TriageCase(
      "a notice by its words",
      .question(text: "This is an automated message.", category: .updates), "notice"),
    TriageCase("personal", .question(place: .inbox), nil),
  ])
  func `a category is a guess, and a second sign or a fresh conversation has to agree`(sample: TriageCase) {
    #expect(sample.found == sample.code)
  }
}
