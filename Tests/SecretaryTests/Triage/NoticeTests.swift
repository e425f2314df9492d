import Testing

@testable import Secretary

@Suite struct NoticeTests {
  @Test(arguments: [
    TriageCase(
      "a person among updates from a desk",
      .question(
        from: [EmailAddress(address: "info@hotel.example")], category: .updates), nil),
    TriageCase(
      "a receipt",
      .question(
        from: [EmailAddress(address: "hello@cafe.example")], text: "Total 12.40.", category: .updates),
      "notice"),
  ])
  func `a desk among updates is a notice unless it asks`(sample: TriageCase) {
    #expect(sample.found == sample.code)
  }

  @Test(arguments: [
    TriageCase(
      "a shop's dispatch",
      .question(from: .desk("orders@shop.example"), subject: "Your order has been dispatched", text: "Chair, 1"),
      "desk-notice"),
    TriageCase(
      "a program's, answered to a desk",
      .question(
        from: .desk("registry@names.example"), replyTo: .desk("billing@names.example"),
        subject: "Confirmation of your renewal order", text: "It is effective on the day."),
      "desk-notice"),
    TriageCase(
      "a password", .question(from: .desk("system@names.example"), text: "To reset your password, open this address."),
      "desk-notice"),
    TriageCase(
      "one in Polish",
      .question(from: .desk("pomoc@sklep.example"), subject: "Dziękujemy za zamówienie", text: "Krzesło, 1"),
      "desk-notice"),
    TriageCase(
      "a person who writes of a dispatch",
      .question(subject: "Your order has been dispatched", text: "I put a cushion in."), nil),
    TriageCase(
      "a desk that asks about an order",
      .question(
        from: .desk("orders@shop.example"), subject: "Your order has been delayed", text: "May we send the blue one?"),
      nil),
    TriageCase(
      "a desk that writes of something else",
      .question(from: .desk("sales@shop.example"), text: "Here is the offer you wanted."), nil),
  ])
  func `a notice of a desk is known by its words or its subject, and asks nothing`(sample: TriageCase) {
    #expect(sample.found == sample.code)
  }
}

extension [EmailAddress] {
  fileprivate static func desk(_ address: String) -> [EmailAddress] { [EmailAddress(address: address)] }
}
