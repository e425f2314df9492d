/// The facts of one message that its judgement is made of, as numbers and truths.
package struct ReplySignals: Sendable, Equatable {
  /// Why triage sets it aside by itself; nil when it does not.
  package var setAside: SetAsideReason?
  package var thread: ThreadFacts
  /// The mail with its sender before it; nil for somebody new.
  package var correspondent: Correspondent?
  /// Different addresses in To, 1 at least.
  package var recipients: Int
  /// It begins with the user's first name.
  package var isGreeted: Bool
  /// It has links, or is laid out like a page with no text beside it.
  package var bringsLinks: Bool
  /// It reads like an offer to whoever has an address.
  package var isColdOffer: Bool

  package init(
    setAside: SetAsideReason? = nil, thread: ThreadFacts = ThreadFacts(), correspondent: Correspondent? = nil,
    recipients: Int = 1, isGreeted: Bool = false, bringsLinks: Bool = false, isColdOffer: Bool = false
  ) {
    self.setAside = setAside
    self.thread = thread
    self.correspondent = correspondent
    self.recipients = recipients
    self.isGreeted = isGreeted
    self.bringsLinks = bringsLinks
    self.isColdOffer = isColdOffer
  }

  package init(
    of message: EmailMessage, in thread: EmailThread, correspondent: Correspondent?, owner: MailboxOwner
  ) {
    let subject = TriageSubject(message, owner: owner)
    self.init(
      setAside: Triage(owner: owner).reasonToSetAside(message),
      thread: ThreadFacts(of: message, in: thread, owner: owner), correspondent: correspondent,
      recipients: max(1, Set(message.to.map(\.canonical)).count),
      isGreeted: OwnerMention.opens(subject.text, of: owner), bringsLinks: subject.bringsLinks,
      isColdOffer: ColdOffer.isMade(in: TextWords("\(message.subject)\n\(subject.text)")))
  }
}

extension ReplySignals {
  /// How often the sender's mail was answered so far, pulled towards little for the first few.
  package var habit: Double { odds(answeredBesides: 0, unansweredBesides: 0) }

  /// What the user did with drafts to the sender: by how much it changes the habit. A wish counts as answers, a dismissal as mail
  /// that was not answered.
  package var wishes: Double {
    let (wanted, dismissed) = (Double(correspondent?.wanted ?? 0), Double(correspondent?.dismissed ?? 0))
    return odds(
      answeredBesides: wanted * ReplyWeights.wish, unansweredBesides: dismissed * ReplyWeights.dismissal) / habit
  }

  private func odds(answeredBesides wished: Double, unansweredBesides dismissed: Double) -> Double {
    let answered = Double(correspondent?.answered ?? 0)
    let unanswered = max(0, Double(correspondent?.received ?? 0) - answered)
    return (answered + wished + ReplyWeights.assumedAnswers)
      / (unanswered + dismissed + ReplyWeights.assumedUnanswered)
  }

  /// The user's mails to the sender against the sender's to the user. The root: a third as much for thrice the mail is much.
  package var balance: Double {
    let written = Double(correspondent?.written ?? 0)
    let received = Double(correspondent?.received ?? 0)
    return ((written + ReplyWeights.assumedWritten) / (received + ReplyWeights.assumedReceived)).squareRoot()
  }

  /// The more are asked, the less each one is.
  package var share: Double { 1 / Double(max(1, recipients)) }

  /// The user has never written to the sender.
  var isUnknown: Bool { correspondent.map { $0.written == 0 } ?? true }
}

extension TriageSubject {
  /// Links in the sender's own text, or HTML without a plain text beside it: mail programs of people send both, or no HTML.
  /// Links behind words count in mail that opens a conversation; answers repeat what was quoted.
  var bringsLinks: Bool {
    let types = Set(parts.filter(\.filename.isEmpty).map(\.type))
    return (types.contains("text/html") && !types.contains("text/plain"))
      || (message.text.hasLinks && opensConversation)
      || TextWords(text).words.contains { Self.linkWords.contains($0) }
  }

  /// What a link begins with.
  private static let linkWords: Set<String> = ["http", "https", "www"]
}
