/// One row of the triage table: a stable code, the sentence the user reads, and the test that looks for evidence.
package struct TriageRule: Sendable {
  package let code: String
  /// Without its full stop, so that the evidence can follow in brackets.
  let sentence: String
  /// What shows that the rule applies, empty when the sentence says it all; nil when the rule does not apply.
  /// Evidence is always a word of ours, such as a header's name: a sender's own text never reaches the sentence.
  let evidence: @Sendable (TriageSubject) -> String?

  init(_ code: String, _ sentence: String, evidence: @escaping @Sendable (TriageSubject) -> String?) {
    self.code = code
    self.sentence = sentence
    self.evidence = evidence
  }

  func reason(for subject: TriageSubject) -> SetAsideReason? {
    guard let evidence = evidence(subject) else { return nil }
    return SetAsideReason(code: code, words: evidence.isEmpty ? "\(sentence)." : "\(sentence) (\(evidence)).")
  }

  /// The table, the most certain rules first. The first that applies gives the reason.
  package static let table: [TriageRule] =
    mailboxRules + reportRules + automaticRules + bulkRules + senderRules + calendarRules + contentRules
    + recipientRules + categoryRules

  /// What holds whatever the user wants for a sender: what is no mail of somebody else's, and what a program sent by itself, whose
  /// answering is how mail loops start.
  static let indispensable: [TriageRule] = mailboxRules + reportRules + automaticRules

  /// Their codes: what is set aside for one of them is no answer of a person.
  package static let codesOfNobody: [String] = indispensable.map(\.code)

  /// What its place in the mailbox says the message is.
  static let mailboxRules = [
    TriageRule("draft", "It is a draft, not mail that arrived") { $0.lies(in: .draft) },
    TriageRule("own-mail", "You wrote it yourself") { $0.isFromOwner ? "" : nil },
    TriageRule("chat", "It is a chat message") { $0.lies(in: .chat) },
    TriageRule("spam", "It is held for spam") { $0.lies(in: .spam) },
    TriageRule("trash", "It is in the trash") { $0.lies(in: .trash) },
  ]

  /// Reports of mail systems about other mail (RFC 3464, 8098, 5965). Answering one is how mail loops start.
  static let reportRules = [
    TriageRule("read-receipt", "It is a read receipt") { $0.report("disposition-notification") },
    TriageRule("abuse-report", "It is a report about unwanted mail") { $0.report("feedback-report") },
    TriageRule("delivery-report", "It is a report about the delivery of other mail") { subject in
      subject.report("delivery-status") ?? subject.senderName(in: SenderNames.mailSystems) ?? subject.returnedMail
    },
  ]

  /// Mail a machine sent by itself: RFC 3834 §2 and §5, RFC 5436, and the headers that programs used before it.
  static let automaticRules = [
    TriageRule("auto-reply", "It is an automatic reply") { subject in
      subject.automaticAnswer
    },
    TriageRule("automatic", "A program sent it, nobody wrote it") { $0.programHeader ?? $0.programName },
    TriageRule("null-return-path", "Its return path is empty, so nothing may be sent back to it") { subject in
      subject.hasEmptyReturnPath ? "Return-Path: <>" : nil
    },
    TriageRule("mail-loop", "It was delivered to the same mailbox again and again") { subject in
      subject.wentInCircles ? "Delivered-To" : nil
    },
  ]

  /// Mail to many (RFC 2369, 2919, 8058 and what bulk senders stamp on theirs).
  static let bulkRules = [
    TriageRule("mailing-list", "It came through a mailing list") { $0.listMark },
    TriageRule("newsletter", "It is a mailing one can unsubscribe from") { subject in
      subject.unsubscribeHeader ?? subject.newsletterAddress ?? (subject.offersToUnsubscribe ? "its text" : nil)
    },
    TriageRule("marked-spam", "A mail filter on its way called it spam") { $0.spamMark },
    TriageRule("bulk", "It was sent in bulk") { subject in
      subject.bulkPrecedence
        ?? subject.header(in: [
          "X-CSA-Complaints", "X-Campaign", "X-Campaign-Id", "X-CampaignId", "X-JobID", "Bounces-To",
        ])
        ?? subject.bulkFeedback ?? subject.bulkMailer ?? subject.foreignErrorsTo
    },
  ]

  /// Senders that no answer would reach, or that ask for none.
  static let senderRules = [
    TriageRule("no-reply-address", "Its sender's address takes no replies") { $0.unattendedAddress },
    // The header alone says nothing: Exchange and help desks put it on people's mail, to keep machines from answering.
    TriageRule("no-answers-wanted", "Its sender asks that no automatic answer be made") { subject in
      subject.suppressesAnswers && subject.opensConversation && !subject.asksSomething
        && (subject.isFromDesk || subject.readsLikeNotice) ? "X-Auto-Response-Suppress" : nil
    },
  ]

  /// Invitations are answered with a button in the calendar, not with prose (RFC 5546, 6047). A calendar file that
  /// a person attaches is another thing, and that person may well wait for an answer.
  static let calendarRules = [
    TriageRule("calendar", "It is a calendar invitation or a change to one") { $0.calendarPart ?? $0.calendarSubject }
  ]

  /// Nothing to read, or nobody to answer.
  static let contentRules = [
    TriageRule("encrypted", "It is encrypted, so it cannot be read here") { $0.encryption },
    TriageRule("sealed", "It is closed with S/MIME, so its text cannot be read here") { $0.sealedPart },
    TriageRule("too-long", "It is too long to be read here") { !$0.hasText && $0.hasUnreadText ? "" : nil },
    TriageRule("empty", "It has no text to answer") { $0.hasText ? nil : "" },
    TriageRule("no-sender", "It names nobody to reply to") { $0.namesSomebodyToAnswer ? nil : "" },
  ]

  /// Blind copies and expanded lists (RFC 3834 §2: the recipient must be named in To or Cc).
  static let recipientRules = [
    TriageRule("not-addressed", "Your address is not among its recipients") { $0.isAddressedToOwner ? nil : "" },
    TriageRule("only-copied", "You are only in copy, and it asks you nothing") { subject in
      subject.isOnlyCopied && !subject.turnsToOwner ? "" : nil
    },
  ]

  /// Categories are a service's guesses, and a person can land in any of them: they count only for mail that opens a
  /// conversation, and the broadest of them only with a second sign.
  static let categoryRules = [
    TriageRule("category", "It is filed as mail to many") { subject in
      guard subject.opensConversation, let category = subject.message.category, category != .updates else { return nil }
      return category.rawValue
    },
    TriageRule("notice", "It is filed as a notice, and it is like one") { subject in
      guard subject.opensConversation, subject.readsLikeNotice || (subject.isFromRoleAddress && !subject.asksSomething)
      else { return nil }
      return subject.message.category == .updates ? MailCategory.updates.rawValue : nil
    },
    TriageRule("desk-notice", "It is a notice of a desk, and asks nothing") { subject in
      guard subject.opensConversation, subject.isFromDesk || subject.isAnsweredToDesk, !subject.asksSomething else {
        return nil
      }
      return subject.readsLikeNotice ? "its text" : subject.isTitledLikeNotice ? "Subject" : nil
    },
  ]
}
