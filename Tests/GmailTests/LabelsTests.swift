import Secretary
import Testing

@testable import Gmail

@Suite struct LabelsTests {
  @Test(arguments: [
    (["INBOX", "UNREAD"], MailPlace.inbox), (["UNREAD", "Label_7"], .archive), ([], .archive), (["SENT"], .sent),
    (["SENT", "INBOX"], .sent), (["DRAFT"], .draft), (["DRAFT", "TRASH"], .trash), (["SENT", "TRASH"], .trash),
    (["SPAM", "UNREAD"], .spam), (["CHAT"], .chat),
  ])
  func `a message lies in one place, whatever its labels`(labels: [String], place: MailPlace) {
    #expect(Labels(labels).place == place)
  }

  @Test(arguments: [
    (["INBOX", "CATEGORY_PROMOTIONS"], MailCategory.promotions), (["CATEGORY_SOCIAL"], .social),
    (["CATEGORY_FORUMS", "INBOX"], .forums), (["CATEGORY_UPDATES"], .updates), (["CATEGORY_PERSONAL", "INBOX"], nil),
    (["INBOX"], nil),
  ])
  func `a category is what Gmail guesses, and personal mail has none`(labels: [String], category: MailCategory?) {
    #expect(Labels(labels).category == category)
  }

  @Test func `what was sent from a draft is no draft, and one in the trash still is`() {
    #expect(Labels(["DRAFT", "TRASH"]).isStillDraft)
    #expect(!Labels(["DRAFT", "SENT"]).isStillDraft && Labels(["DRAFT", "SENT"]).isSent)
  }

  @Test func `changes of labels are moves; stars, labels of the user's and reading are none`() {
    #expect(Labels(["INBOX", "STARRED", "Label_1"]).whenAdded == [.entered(.inbox)])
    #expect(Labels(["SPAM", "UNREAD"]).whenRemoved == [.left(.spam)])
    #expect(Labels(["CATEGORY_PERSONAL"]).whenAdded == [.leftCategory])
    #expect(Labels(["CATEGORY_PROMOTIONS"]).whenRemoved == [.leftCategory])
    #expect(Labels(["CATEGORY_PROMOTIONS", "UNREAD"]).whenAdded.isEmpty)
  }
}
