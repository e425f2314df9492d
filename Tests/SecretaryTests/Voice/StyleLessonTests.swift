import FoundationEssentials
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

  private static let proposal = "Hello Ben,\n\nI will be there with the plan that you have asked for!\n\nBest,\nAda"

  private static func draft(_ body: String = proposal, checks: DraftChecks? = nil) -> EmailDraft {
    EmailDraft(
      id: DraftID("d1"), userID: UserID("ada"), messageID: MessageID("m1"), threadID: ThreadID("t1"),
      recipients: ReplyRecipients(from: MailboxOwner.ada.primary, to: [.ben]), subject: "Re: Lunch", body: body,
      reason: "", writer: "m", createdAt: .distantPast, checks: checks,
      proposedStyle: LetterStyle(of: proposal, signedWith: "Ada"))
  }

  private static func changed(_ text: String, draft: EmailDraft = draft()) -> [String]? {
    let message = mail(text: text, headers: ["X-Secretary-Draft": "d1"])
    let lesson = MailboxOwner.ada.styleLesson(of: message, sentFrom: draft)
    #expect(lesson == nil || lesson?.evidence == .edits && lesson?.person == "ben@friends.example")
    return lesson?.style.traits.map(\.code).sorted()
  }

  @Test func `of a changed draft only what was changed teaches`() {
    #expect(Self.changed(Self.text) == ["greeting:Hi"])
    #expect(
      Self.changed(Self.proposal.replacing("Best", with: "I'll call you.\n\nCheers")) == [
        "closing:Cheers", "habit:contractions",
      ])
  }

  @Test func `a draft that went out as it was proposed teaches nothing, nor one that is another letter by now`() {
    let unseen = DraftChecks(traced: 0)
    #expect(Self.changed(Self.proposal, draft: Self.draft(checks: unseen)) == nil)
    #expect(Self.changed(Self.text, draft: Self.draft(Self.text, checks: unseen)) == nil)
    // Changed in Gmail: the row still has what was proposed.
    #expect(Self.changed(Self.text, draft: Self.draft(checks: unseen)) == ["greeting:Hi"])
    #expect(Self.changed(Self.proposal.replacing("plan", with: "map")) == nil)
    #expect(Self.changed("Hallo Ben,\n\nich komme gerne mit dem Plan, und du kannst ihn haben.") == nil)
    var old = Self.draft()
    old.proposedStyle = nil
    #expect(Self.changed(Self.text, draft: old) == nil)
    #expect(MailboxOwner.ada.styleLesson(of: Self.mail(from: .ben, place: .inbox), sentFrom: Self.draft()) == nil)
  }

  @Test func `the signature is no part of how a draft is written`() {
    let signature = "Ada Lovelace\nHead of Engines\nEngine Ltd\nLondon\nUnited Kingdom"
    let text = "Hi Ben,\n\nI will be there with the plan that you have asked for."
    #expect(
      LetterStyle(of: "\(text)\n\nBest,\n\(signature)\n", signedWith: signature)
        == LetterStyle(of: text, signature: "Best,\n\(signature)"))
    #expect(LetterStyle(of: text, signedWith: "") == LetterStyle(of: text))
  }

  @Test func `a style comes back from its stored form, without what is on no list`() throws {
    let style = try #require(LetterStyle(of: Self.text))
    let stored = try JSONEncoder().encode(style)
    #expect(String(decoding: stored, as: UTF8.self).hasPrefix(#"["en","closing:Best","#))
    #expect(try JSONDecoder().decode(LetterStyle.self, from: stored) == style)
    let odd = Data(#"["de","greeting:Ada","closing:Danke"]"#.utf8)
    #expect(try JSONDecoder().decode(LetterStyle.self, from: odd).traits.map(\.code) == ["closing:Danke"])
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(LetterStyle.self, from: Data(#"["xx"]"#.utf8)) }
  }

  @Test func `only a lesson that the text was read for has a style`() {
    #expect(MailboxOwner.ada.lesson(of: Self.mail())?.style == nil)
    #expect(MailboxOwner.ada.lessonWithStyle(of: Self.mail())?.style != nil)
    #expect(MailboxOwner.ada.lessonWithStyle(of: Self.mail(to: [MailboxOwner.ada.primary])) == nil)
  }
}
