import Testing

@testable import Secretary

@Suite struct MessagePartRuleTests {
  private static let unread: EmailMessage = {
    var message = EmailMessage.question(text: "")
    message.text.hadUnreadText = true
    return message
  }()

  @Test(arguments: [
    TriageCase.parts(
      "a bounce", [MessagePart(type: "multipart/report", parameters: ["report-type": "delivery-status"])],
      "delivery-report"),
    .parts("a report of no type", [MessagePart(type: "multipart/report")], "delivery-report"),
    .parts(
      "a read receipt",
      [MessagePart(type: "multipart/report", parameters: ["report-type": "disposition-notification"])], "read-receipt"),
    .parts(
      "an abuse report", [MessagePart(type: "multipart/report", parameters: ["report-type": "feedback-report"])],
      "abuse-report"),
    .parts(
      "a bounce without its root",
      [MessagePart(type: "multipart/mixed"), MessagePart(type: "message/delivery-status")],
      "delivery-report"),
    .parts(
      "a person forwarding a bounce",
      [
        MessagePart(type: "multipart/mixed"), MessagePart(type: "text/plain"), MessagePart(type: "message/rfc822"),
        MessagePart(type: "multipart/report"), MessagePart(type: "message/delivery-status"),
      ], nil),
    .parts(
      "an invitation",
      [MessagePart(type: "multipart/mixed"), MessagePart(type: "text/calendar", parameters: ["method": "REQUEST"])],
      "calendar"),
    .parts("a cancellation", [MessagePart(type: "text/calendar", parameters: ["method": "CANCEL"])], "calendar"),
    .parts("an .ics application", [MessagePart(type: "application/ics", filename: "invite.ics")], "calendar"),
    .parts(
      "a calendar file a person attached",
      [MessagePart(type: "text/plain"), MessagePart(type: "text/calendar", filename: "holidays.ics")], nil),
    .parts(
      "an .ics application a person attached",
      [
        MessagePart(type: "multipart/mixed"), MessagePart(type: "text/plain"),
        MessagePart(type: "application/ics", filename: "trip.ics"),
      ], nil),
    .parts(
      "an invitation a person attached to a question",
      [
        MessagePart(type: "multipart/mixed"), MessagePart(type: "text/plain"),
        MessagePart(type: "text/calendar", filename: "trip.ics", parameters: ["method": "REQUEST"]),
      ], nil),
    .subject("Updated invitation: Budget (Ben) @ Fri 4 Dec", text: "The event has been updated.", "calendar"),
    .subject("Invitation: our garden", text: "Come on Friday.", nil),
    .parts("PGP/MIME", [MessagePart(type: "multipart/encrypted")], "encrypted"),
    .parts(
      "S/MIME", [MessagePart(type: "application/pkcs7-mime", parameters: ["smime-type": "enveloped-data"])], "encrypted"
    ),
    .parts(
      "an opaque signature", [MessagePart(type: "application/pkcs7-mime", parameters: ["smime-type": "signed-data"])],
      "sealed"),
    .parts("S/MIME that does not say", [MessagePart(type: "application/pkcs7-mime")], "sealed"),
    .parts("signed but readable", [MessagePart(type: "multipart/signed"), MessagePart(type: "text/plain")], nil),
    TriageCase("inline PGP", .question(text: "-----BEGIN PGP MESSAGE-----\nabc"), "encrypted"),
    TriageCase("PGP below a line", .question(text: "For you:\n-----BEGIN PGP MESSAGE-----\nabc?"), "encrypted"),
    TriageCase("PGP below a question", .question(text: "Can you read this?\n-----BEGIN PGP MESSAGE-----\nabc"), nil),
    TriageCase("a text too long to be read", unread, "too-long"),
    TriageCase("white space only", .question(text: " \n\t "), "empty"),
    TriageCase("one character", .question(text: "?"), nil),
    TriageCase("nobody to answer", .question(from: []), "no-sender"),
    TriageCase("an address that is none", .question(from: [EmailAddress(address: "not an address")]), "no-sender"),
  ])
  func `what cannot be answered in prose is set aside`(sample: TriageCase) {
    #expect(sample.found == sample.code)
  }
}
