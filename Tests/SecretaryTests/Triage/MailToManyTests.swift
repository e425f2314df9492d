import Testing

@testable import Secretary

@Suite struct MailToManyTests {
  @Test(arguments: [
    TriageCase.header("List-Id", "<friends.lists.example>", "mailing-list"),
    .header("X-Spam-Flag", "YES", "marked-spam"),
    .header("X-Spam-Flag", "NO", nil),
    .subject("[SPAM] My watch arrived", "marked-spam"),
    .subject("***SPAM*** My watch arrived", "marked-spam"),
    .subject("{Spam?} My watch arrived", "marked-spam"),
    .subject("Spam: what to do about it?", nil),
    .subject("[Spamfilter] It is slow", nil),
    .subject("Spam] it says", nil),
    .header("list-post", "<mailto:friends@lists.example>", "mailing-list"),
    .header("List-Help", "x", "mailing-list"),
    .header("List-Owner", "x", "mailing-list"),
    .header("Mailing-List", "contact x", "mailing-list"),
    .header("X-Mailman-Version", "2.1", "mailing-list"),
    .header("X-List", "x", "mailing-list"),
    .header("Precedence", "list", "mailing-list"),
    .header("X-BeenThere", "friends@friends.example", "mailing-list"),
    .header("Sender", "owner-friends@club.example", "mailing-list"),
    .header("Sender", "Friends <friends-bounces@club.example>", "mailing-list"),
    .header("Sender", "\"List\" <FRIENDS@LISTSERV.CLUB.EXAMPLE>", "mailing-list"),
    .header("Sender", "secretary-of-ben@friends.example", nil),
    .header("Sender", "ben@lists.example", nil),
    .header("Sender", "owner-@friends.example", nil),
    .header("Sender", "-request@friends.example", nil),
    .header("Errors-To", "friends-errors@club.example", "mailing-list"),
    .header("Errors-To", "errors@shop.example", "bulk"),
    .header("Errors-To", "<Ben@friends.example>", nil),
    .header("Return-Path", "<friends-bounces+ada=example.com@club.example>", "mailing-list"),
    .header("Return-Path", "<friends@lists.club.example>", "mailing-list"),
    .header("Bounces-To", "x@shop.example", "bulk"),
    .from("newsletter@shop.example", "newsletter"),
    .from("spring.newsletter@shop.example", "newsletter"),
    .from("ben@newsletter.shop.example", "newsletter"),
    .from("ben@newsletter.example", nil),
    .from("newsletteredith@shop.example", nil),
    .from("news@shop.example", nil),
    .header("List-Unsubscribe", "<https://shop.example/u>", "newsletter"),
    .header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click", "newsletter"),
    .header("Precedence", "bulk", "bulk"),
    .header("Precedence", "Junk", "bulk"),
    .header("Precedence", "first-class", nil),
    .header("Feedback-ID", "campaign:shop:mail:esp", nil),
    TriageCase(
      "a campaign",
      .question(text: "Look at our chairs!", headers: ["Feedback-ID": "campaign:shop:mail:esp"]), "bulk"),
    TriageCase(
      "a customer system's question in a conversation",
      .question(headers: ["In-Reply-To": "<a@b>", "List-Unsubscribe": "<https://crm.example/u>"]), nil),
    TriageCase(
      "a ticket system's question in a conversation",
      .question(headers: ["In-Reply-To": "<a@b>", "Precedence": "bulk"]), nil),
    TriageCase(
      "a list's question in a conversation", .question(headers: ["In-Reply-To": "<a@b>", "Precedence": "list"]),
      "mailing-list"),
    .header("Feedback-ID", "1.eu-west-1.abc:AmazonSES", nil),
    .header("X-CSA-Complaints", "x", "bulk"),
    .header("X-Campaign", "spring", "bulk"),
    .header("X-CampaignID", "7", "bulk"),
    .header("X-Mailer", "MailChimp Mailer - **CID123**", "bulk"),
    .header("X-Mailer", "Accucast (http://campaigns.example)", "bulk"),
    .header("X-Mailer", "Apple Mail (2.3774)", nil),
    .header("X-Listing", "house for sale", nil),
  ])
  func `mail to many gets no answer`(sample: TriageCase) {
    #expect(sample.found == sample.code)
  }

  @Test func `of several headers the reason names the one that says most`() {
    let message = EmailMessage.question(headers: ["X-List": "x", "List-Post": "x", "List-Id": "x"])
    #expect(Triage(owner: .ada).reasonToSetAside(message)?.words.contains("List-Id") == true)
  }
}
