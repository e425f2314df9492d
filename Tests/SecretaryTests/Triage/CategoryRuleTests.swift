import Testing

@testable import Secretary

@Suite struct CategoryRuleTests {
  @Test(arguments: [
    TriageCase("promotions", .question(labels: ["INBOX", "CATEGORY_PROMOTIONS"]), "category"),
    TriageCase("social", .question(labels: ["INBOX", "CATEGORY_SOCIAL"]), "category"),
    TriageCase("forums", .question(labels: ["INBOX", "CATEGORY_FORUMS"]), "category"),
    TriageCase(
      "a reply among promotions",
      .question(subject: "Re: Lunch", headers: ["In-Reply-To": "<a@b>"], labels: ["INBOX", "CATEGORY_PROMOTIONS"]), nil),
    TriageCase("a person among updates", .question(labels: ["INBOX", "CATEGORY_UPDATES"]), nil),
    TriageCase(
      "a function among updates",
      .question(
        from: [EmailAddress(address: "billing@shop.example")], text: "It is attached.", labels: ["CATEGORY_UPDATES"]),
      "notice"),
    TriageCase(
      "a notice by its words",
      .question(text: "This is an automated message.", labels: ["CATEGORY_UPDATES"]), "notice"),
    TriageCase("personal", .question(labels: ["INBOX", "CATEGORY_PERSONAL", "IMPORTANT"]), nil),
  ])
  func `a category is a guess, and a second sign or a fresh conversation has to agree`(sample: TriageCase) {
    #expect(sample.found == sample.code)
  }
}
