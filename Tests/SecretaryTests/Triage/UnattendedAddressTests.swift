import Testing

@testable import Secretary

@Suite struct UnattendedAddressTests {
  @Test(arguments: [
    TriageCase.from("no-reply@shop.example", "no-reply-address"),
    .from("NoReply@shop.example", "no-reply-address"),
    .from("no_reply@shop.example", "no-reply-address"),
    .from("calendar-noreply@shop.example", "no-reply-address"),
    .from("noreply+abc@shop.example", "no-reply-address"),
    .from("donotreply@shop.example", "no-reply-address"),
    .from("do-not-reply@shop.example", "no-reply-address"),
    .from("notifications@shop.example", "no-reply-address"),
    .from("mailer-daemon@shop.example", "no-reply-address"),
    .from("MAILER-DAEMON@shop.example", "no-reply-address"),
    .from("postmaster@shop.example", "no-reply-address"),
    .from("bounces@shop.example", "no-reply-address"),
    .from("friends-bounces@lists.example", "no-reply-address"),
    .from("owner-friends@lists.example", "no-reply-address"),
    .from("friends-request@lists.example", "no-reply-address"),
    .from("nobody@registry.example", "no-reply-address"),
    .from("majordomo@club.example", "no-reply-address"),
    .from("pat.mailman@post.example", nil),
    .from("nobodys.fool@club.example", nil),
    .from("ann@receita", "no-reply-address"),
    .from("ann@[192.0.2.1]", "no-sender"),
    .from("bouncer@club.example", nil),
    .from("owner@shop.example", nil),
    .from("request@shop.example", nil),
    .from("norah.replyan@shop.example", nil),
    .from("info@shop.example", nil),
    .from("ne-pas-repondre@bank.example", "no-reply-address"),
    .from("ne_pas.repondre@bank.example", "no-reply-address"),
    .from("bitte-nicht-antworten@bank.example", "no-reply-address"),
    .from("keineAntwort@bank.example", "no-reply-address"),
    .from("no-responder@bank.example", "no-reply-address"),
    .from("naoresponda@bank.example", "no-reply-address"),
    .from("non.rispondere@bank.example", "no-reply-address"),
    .from("niet-beantwoorden@bank.example", "no-reply-address"),
    .from("svar_ej@bank.example", "no-reply-address"),
    .from("nie-odpowiadaj@bank.example", "no-reply-address"),
    .from("noreplybank@bank.example", "no-reply-address"),
    .from("auto-confirm@shop.example", "no-reply-address"),
    .from("bounce@jump.example", nil),
    .from("bounce-4711@jump.example", "no-reply-address"),
    .from("nora.responda@bank.example", nil),
    TriageCase(
      "a form for somebody at another house",
      .question(
        from: [EmailAddress(address: "no-reply@shop.example")],
        replyTo: [EmailAddress(address: "carla@customer.example")]),
      nil),
    TriageCase(
      "a notice whose answers go to a desk of the same house",
      .question(
        from: [EmailAddress(address: "no-reply@shop.example")], replyTo: [EmailAddress(address: "help@shop.example")]),
      "no-reply-address"),
    TriageCase(
      "a form for a desk at another house",
      .question(
        from: [EmailAddress(address: "no-reply@shop.example")],
        replyTo: [EmailAddress(address: "help@customer.example")]),
      nil),
    TriageCase(
      "a form for a person of the same house",
      .question(
        from: [EmailAddress(address: "no-reply@shop.example")],
        replyTo: [EmailAddress(address: "carla.b-c_d@shop.example")]),
      nil),
    TriageCase(
      "one for a number of the same house",
      .question(
        from: [EmailAddress(address: "no-reply@shop.example")], replyTo: [EmailAddress(address: "x7f3@shop.example")]),
      "no-reply-address"),
    TriageCase(
      "one for a desk of the house above",
      .question(
        from: [EmailAddress(address: "no-reply@mail.shop.example")],
        replyTo: [EmailAddress(address: "help@shop.example")]),
      "no-reply-address"),
    TriageCase(
      "one for a desk of the house below",
      .question(
        from: [EmailAddress(address: "no-reply@shop.example")],
        replyTo: [EmailAddress(address: "help@desk.shop.example")]),
      "no-reply-address"),
    TriageCase(
      "one for a desk of a house whose name ends alike",
      .question(
        from: [EmailAddress(address: "no-reply@shop.example")],
        replyTo: [EmailAddress(address: "help@workshop.example")]),
      nil),
    TriageCase(
      "a form in the owner's own name",
      .question(
        from: [EmailAddress(address: "ada@example.com")], replyTo: [EmailAddress(address: "carla@customer.example")]),
      nil),
    TriageCase(
      "no-reply in Reply-To", .question(replyTo: [EmailAddress(address: "no-reply@shop.example")]), "no-reply-address"),
    TriageCase(
      "the name of a mail system",
      .question(from: [EmailAddress(name: "Mail Delivery Subsystem", address: "x@mx.example")]), "delivery-report"),
    TriageCase(
      "a person called Daemon", .question(from: [EmailAddress(name: "Matt Daemon", address: "x@mx.example")]), nil),
  ])
  func `addresses that take no replies are known by whole words`(sample: TriageCase) {
    #expect(sample.found == sample.code)
  }
}
