import Testing

@testable import Secretary

@Suite struct ReturnedMailTests {
  private static func passedOn(after words: Int) -> String {
    String(repeating: "so ", count: words) + "This is the mail system at host mx.example. <dan@x.example>: 550 5.1.1"
  }

  @Test(arguments: [
    TriageCase.subject("Undeliverable: Lunch", text: "Your message could not be delivered.", "delivery-report"),
    .subject("Delivery Status Notification (Failure)", text: "<dan@x.example>: 550 5.1.1 unknown", "delivery-report"),
    .subject("Unzustellbar: Essen", text: "Die Nachricht konnte nicht zugestellt werden.", "delivery-report"),
    .subject(
      "Hello", text: "This is the mail system at host mx.example. <dan@x.example>: 550 5.1.1 unknown", "delivery-report"
    ),
    TriageCase(
      "an empty return path", .question(subject: "Failure notice", headers: ["Return-Path": "<>"]), "delivery-report"),
    .subject("Undeliverable goods", text: "They came back.", nil),
    .subject("Undeliverable: parcel 4711", text: "It cannot be delivered. Is the address right?", nil),
    .subject("Delivery failure of order 4711", text: "The parcel came back to you.", nil),
    .subject("Returned mail: what shall we do?", text: "Forty letters came back.", nil),
    .subject("Undeliverable: mail to Dan", text: "I got 550 5.1.1 for Dan. Do you have his new address?", nil),
    .subject("Undeliverable: Lunch", text: "5.1.1 no such user", "delivery-report"),
    .subject("Undeliverable: Lunch", text: "5.1.1", "delivery-report"),
    .subject("Undeliverable: keys", text: "They lie at 5.1.1.2", nil),
    .subject("Undeliverable: keys", text: "They lie at 2.5.1.1", nil),
    .subject("Undeliverable: keys", text: "They lie in room 5 1", nil),
    .subject("Undeliverable: keys", text: "They lie at 4.1.1", "delivery-report"),
    .subject("Undeliverable: keys", text: "They lie at 5.0.999", "delivery-report"),
    .subject("Undeliverable: keys", text: "They lie at 5.0.1000", nil),
    .subject("Undeliverable: keys", text: "They lie at 5.10.1", nil),
    .subject("Undeliverable: keys", text: "They lie at 6.1.1", nil),
    .subject("Undeliverable: keys", text: "They lie at 5.a.1", nil),
    .subject("Undeliverable: keys", text: "They lie at 450 4.1.1", "delivery-report"),
    .subject("Undeliverable: keys", text: "They lie at 250 5.1.1", nil),
    .subject("Undeliverable: keys", text: "They lie at 55 5.1.1", nil),
    .subject("Hello", text: Self.passedOn(after: 14), "delivery-report"),
    .subject("Hello", text: Self.passedOn(after: 15), nil),
    .subject("Release", text: "Version 5.1.1 is out.", nil),
  ])
  func `a bounce without a report shows by its subject and how mail systems talk`(sample: TriageCase) {
    #expect(sample.found == sample.code)
  }
}
