/// What is written in it.
extension TriageSubject {
  /// What the sender wrote, quotations aside.
  var text: String {
    let new = message.text.newText
    return (new.contains { !$0.isWhitespace } ? new : message.text.visible).scalars(Self.longestText)
  }

  /// Everything that can be the sender's own: in mail that opens a conversation there is no history that could be quoted.
  private var wholeText: String {
    opensConversation && !isForward ? message.text.visible.scalars(Self.longestText) : text
  }

  var hasText: Bool { message.text.visible.contains { !$0.isWhitespace } }

  var hasUnreadText: Bool { message.text.hadUnreadText }

  var asksSomething: Bool { Questions.occur(in: text) }

  /// Whether somebody would wait for the answer: how the other is does not count.
  var waitsForAnswer: Bool { !Requests.made(in: text).isEmpty }

  var readsLikeNotice: Bool { AutomaticPhrases.notices.occurs(in: TextWords(text)) }

  var isTitledLikeNotice: Bool {
    AutomaticPhrases.notices.occurs(in: TextWords(message.subject.scalars(Self.longestValue)))
  }

  // MARK: Automatic replies by their words

  /// What tells that a program answered: that somebody is away, or that mail arrived.
  var automaticAnswer: String? { automaticReplyHeader ?? automaticSubject ?? absenceNote ?? acknowledgement }

  /// A subject as programs write it. "Out of office until Monday" and "Automatic reply to your mail" can be a person's, and
  /// so can any word about absence: what asks something was written by somebody.
  var automaticSubject: String? {
    let line = subjectLine
    switch line.opening(of: AutomaticSubjects.replies) {
    case .apart: return "Subject"
    case .continued where !asksSomething: return "Subject"
    default: break
    }
    return line.opening(of: AutomaticSubjects.absences) != nil && !asksSomething ? "Subject" : nil
  }

  /// An absence note without any mark: an answer of a few lines that tells of an absence and what holds meanwhile.
  var absenceNote: String? {
    guard !opensConversation, !asksSomething else { return nil }
    let words = TextWords(text)
    guard words.words.count <= 150, let told = AutomaticPhrases.absences.first(in: words.words[...]),
      told.lowerBound < 30, AutomaticPhrases.arrangements.occurs(in: words)
    else { return nil }
    return "its text"
  }

  /// A ticket system's acknowledgement: of a desk, or about a number, and nobody asks anything.
  var acknowledgement: String? {
    guard isFromDesk || isFromUnattendedAddress || hasTicketNumber, !asksSomething,
      AutomaticPhrases.acknowledgements.occurs(in: TextWords(text))
    else { return nil }
    return "its text"
  }

  private var hasTicketNumber: Bool {
    let subject = message.subject.scalars(Self.longestValue)
    return subject.contains { $0.isNumber }
      && (subject.contains("#") || TextWords(subject).words.contains { Self.ticketWords.contains($0) })
  }

  private static let ticketWords: Set<String> = [
    "ticket", "case", "request", "incident", "enquiry", "inquiry", "anfrage", "vorgang", "demande", "dossier",
    "solicitud",
    "consulta", "caso", "richiesta", "segnalazione", "solicitação", "chamado", "pedido", "aanvraag", "melding",
    "ärende",
    "sag", "sak", "henvendelse", "tapaus", "zgłoszenie", "požadavek", "požiadavka", "заявка", "обращение", "запрос",
    "talep",
  ]

  // MARK: Returned mail by its words

  /// A bounce that is not built as a report (RFC 3464): its subject and a second sign, which is how its sender is known,
  /// that it brings the mail it is about, or how mail systems talk. People tell of returned letters and parcels in the same
  /// words, and ask about them.
  var returnedMail: String? {
    let opensLikeReport = subjectLine.opening(of: AutomaticSubjects.deliveryReports) != nil
    if opensLikeReport, hasEmptyReturnPath || isFromUnattendedAddress { return "Subject" }
    guard !asksSomething else { return nil }
    let words = TextWords(message.text.visible.scalars(Self.longestText))
    if opensLikeReport {
      let brings = parts.contains { ["message/rfc822", "text/rfc822-headers"].contains($0.type) }
      return brings || tellsStatus(words) || AutomaticPhrases.bounces.occurs(in: words) ? "Subject" : nil
    }
    // Near its start, and with the reply code: a person who passes it on says something first.
    guard let told = AutomaticPhrases.bounces.first(in: words.words[...]), told.lowerBound < 15, tellsStatus(words)
    else {
      return nil
    }
    return "its text"
  }

  /// A reply code of SMTP and the enhanced one beside it: `550 5.1.1` (RFC 5321 §4.2, RFC 3463).
  private func tellsStatus(_ words: TextWords) -> Bool {
    let words = words.words
    return words.indices.dropLast(2).contains { index in
      guard words[index] == "5" || words[index] == "4", words[index + 1].count == 1,
        let detail = Int(words[index + 2]), (0...999).contains(detail), Int(words[index + 1]) != nil
      else { return false }
      // Not within a longer row of numbers, such as an address of a host or a date.
      let before = index > 0 ? words[index - 1] : ""
      let after = index + 3 < words.count ? words[index + 3] : ""
      return Int(after) == nil && (Int(before) == nil || (before.count == 3 && ["4", "5"].contains(before.prefix(1))))
    }
  }

  // MARK: Newsletters and notices by their words

  /// The whole text counts: the offer stands at its foot, where signatures stand. In mail that somebody passes on it is
  /// part of what is passed on.
  var offersToUnsubscribe: Bool {
    guard opensConversation, !isForward else { return false }
    let words = TextWords(message.text.visible.scalars(Self.longestText))
    guard !AutomaticPhrases.forwards.occurs(in: words) else { return false }
    return UnsubscribeOffer.isMade(in: words)
      || UnsubscribeOffer.isMade(in: TextWords(message.text.visible.lastScalars(Self.longestFoot)))
  }

  // MARK: Who is meant

  /// Whether mail that names the owner only in `Cc` turns to the owner: by name, or with a question. Also one that the
  /// salutation gives to somebody else: owners did answer such questions.
  var turnsToOwner: Bool { Questions.occur(in: wholeText) || OwnerMention.occurs(in: wholeText, of: owner) }
}
