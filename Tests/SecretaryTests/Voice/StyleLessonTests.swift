import Testing

@testable import Secretary

@Suite struct StyleLessonTests {
  private static let text = "Hi Ben,\n\nI will be there with the plan that you have asked for.\n\nBest,\nAda"

  private static func mail(
    from: EmailAddress = MailboxOwner.ada.primary, to: [EmailAddress] = [.ben], cc: [EmailAddress] = [],
    subject: String = "Re: Lunch", text: String = text, headers: KeyValuePairs<String, String> = [:],
    place: MailPlace = .sent
  ) -> EmailMessage {
    .question(from: [from], to: to, cc: cc, subject: subject, text: text, headers: headers, place: place)
  }

  @Test func `a letter teaches its language and its traits, for the one it is to`() {
    let lesson = MailboxOwner.ada.styleLesson(of: Self.mail(to: [EmailAddress(address: "BEN@friends.example")]))
    #expect(lesson?.style.language == .english && lesson?.person == "ben@friends.example")
    #expect(lesson?.style.traits.map(\.code).contains("greeting:Hi") == true)
    #expect(MailboxOwner.ada.styleLesson(of: Self.mail(to: [.ben, .cleo])) != nil)
    #expect(MailboxOwner.ada.styleLesson(of: Self.mail(to: [.ben, .cleo]))?.person == nil)
  }

  @Test func `what shows nothing of how the user writes teaches nothing of it`() {
    let many = (0...25).map { EmailAddress(address: "p\($0)@friends.example") }
    let others: [(String, EmailMessage)] = [
      ("somebody else's", Self.mail(from: .ben, place: .inbox)), ("a forward", Self.mail(subject: "Fwd: Lunch")),
      ("automatic", Self.mail(headers: ["Auto-Submitted": "auto-replied"])),
      ("a program's", Self.mail(headers: ["Auto-Submitted": "auto-generated"])),
      ("the secretary's", Self.mail(headers: ["X-Secretary-Draft": "d1"])), ("an announcement", Self.mail(to: many)),
      ("of no clear language", Self.mail(text: "Ok.")), ("a draft", Self.mail(place: .draft)),
      ("a chat", Self.mail(place: .chat)),
    ]
    for (name, message) in others { #expect(MailboxOwner.ada.styleLesson(of: message) == nil, "\(name)") }
  }

  @Test func `only a lesson that the text was read for has a style`() {
    #expect(MailboxOwner.ada.lesson(of: Self.mail())?.style == nil)
    #expect(MailboxOwner.ada.lessonWithStyle(of: Self.mail())?.style != nil)
    #expect(MailboxOwner.ada.lessonWithStyle(of: Self.mail(to: [MailboxOwner.ada.primary])) == nil)
  }
}
