import Secretary

/// A draft's state in words.
extension EmailDraft {
  var shownSubject: ShownText { subject.isEmpty ? "(no subject)" : ShownText(subject) }

  /// What it is called where it does not go without saying.
  var noun: String { kind == .followUp ? "reminder" : "reply" }

  var isBeingRewritten: Bool { status == .proposed && rewriteInstruction != nil }

  var pill: Pill {
    switch status {
    case .proposed where isBeingRewritten: Pill(.info, "Being written again")
    case .proposed where isEditedInMailbox: Pill(.warn, "Changed in Gmail")
    case .proposed: Pill(.info, "Waiting for you")
    case .approved: Pill(.info, "Approved")
    case .sending: Pill(.info, "Being sent")
    case .sent: Pill(.good, "Sent")
    case .dismissed: Pill(.mute, "Dismissed")
    case .retired: Pill(.mute, retirementWords.pill)
    case .undecided: Pill(.warn, "Needs your eyes")
    }
  }

  /// What the person should know before doing anything; the state's own explanation, or what a worker noticed.
  var banner: Banner? {
    switch status {
    case .proposed where isBeingRewritten:
      Banner(.info, "It is being written again.", "The new text appears here, usually within a minute.")
    case .proposed where isEditedInMailbox:
      Banner(
        .warn, "You changed this draft in Gmail.",
        "Send it there. What you see here is the text before your change, and it will not be sent.")
    case .proposed:
      threadNews.map { Banner(.warn, heading(of: $0), notice.map(Sentence.of) ?? $0.advice) }
        ?? notice.map { Banner(.warn, "Before you decide", Sentence.of($0)) }
    case .approved:
      Banner(.info, "Approved. It is sent in a moment.", notice.map(Sentence.of) ?? "Until then you can take it back.")
    case .sending: Banner(.info, "It is being sent right now.", notice.map(Sentence.of))
    case .sent: Banner(.good, notice.map(Sentence.of) ?? "This \(noun) was sent.")
    case .dismissed: Banner(.info, notice.map(Sentence.of) ?? "You dismissed this draft. Nothing was sent.")
    case .retired:
      Banner(.info, retirementWords.heading, notice.map(Sentence.of) ?? "Nothing was sent. You can have it back.")
    case .undecided:
      Banner(
        .warn, "We do not know whether this \(noun) went out.",
        "Gmail did not answer while it was being sent. Look into the Sent folder of Gmail for a mail to"
          + " \(recipients.to.brief.words) with this subject, then tell us below. It is not sent again by itself.")
    }
  }

  /// Why it is not needed any more.
  private var retirementWords: (pill: String, heading: String) {
    switch retirement {
    case .answered where kind == .followUp:
      ("Answered", "Somebody has written since, so this reminder was put away.")
    case .answered: ("You answered", "You wrote in this conversation yourself, so this draft was put away.")
    case .superseded: ("Replaced", "Newer mail came in this conversation, and a newer draft answers it.")
    case .conversationGone: ("Conversation gone", "The message it answers is in the trash, in spam, or deleted.")
    case .unused, nil: ("Unused", "Nobody looked at this draft for a month, so it was put away.")
    }
  }

  func heading(of news: ThreadNews) -> String {
    kind == .followUp && news == .answered
      ? "Somebody has written since, here or under the same subject." : news.heading
  }

  /// Where it lies in Gmail; nil when it does not.
  var placementWords: String? {
    switch placement {
    case .none: nil
    case .wanted, .placing: status == .proposed ? "It is being put among your drafts." : nil
    case .placed: status == .proposed || status == .approved ? "It is also among your Gmail drafts." : nil
    case .abandoned(let problem): Sentence.of(problem)
    case .removed: "It was removed from your drafts."
    case .kept: "It was left among your drafts, because you had changed it there."
    }
  }

  /// Who wrote it, honestly.
  var writerWords: (name: String, detail: String?) {
    switch stockText {
    case .holdingReply:
      (
        "The built-in holding reply",
        "No language model is set up. This text is always much the same: it says that the mail arrived and promises an answer."
      )
    case .reminder:
      ("The built-in reminder", "No language model is set up. This text is always the same: it asks for an answer.")
    case nil: ("The language model \(writer)", modelDetail)
    }
  }

  /// How it was written: "In German. It greets with “Hallo”, says “du”."; nil where that is not clear, or where nobody chose it.
  var styleWords: String? {
    guard stockText == nil, let style = proposedStyle else { return nil }
    let clauses = style.clauses.map { clause in
      let words = clause.split(separator: " ", maxSplits: 1)
      return "\(words[0])s\(words.dropFirst().map { " \($0)" }.joined())"
    }
    return "In \(style.language.name)." + (clauses.isEmpty ? "" : " It \(clauses.joined(separator: ", ")).")
  }

  private var modelDetail: String? {
    let sentences = [
      status == .proposed ? "It may be wrong. Read it before you send it." : nil, usage?.words,
    ].compactMap(\.self)
    return sentences.isEmpty ? nil : sentences.joined(separator: " ")
  }
}

extension ThreadNews {
  var heading: String {
    switch self {
    case .answered: "You have written in this conversation since."
    case .newerMail: "Newer mail has come in this conversation."
    case .gone: "The message it answers is in the trash, in spam, or deleted."
    }
  }

  var advice: String {
    switch self {
    case .answered: "This draft was written before. Send it only if it is needed besides."
    case .newerMail: "This draft was written before. Read the newer mail before you decide."
    case .gone: "Send this draft only if you mean to answer it all the same."
    }
  }
}

extension Confidence.Level {
  var word: String {
    switch self {
    case .sure: "Sure"
    case .lookOver: "Look it over"
    case .unsure: "Unsure"
    }
  }

  var pill: Pill {
    switch self {
    case .sure: Pill(.good, word)
    case .lookOver: Pill(.info, word)
    case .unsure: Pill(.warn, word)
    }
  }
}

extension EmailDraft {
  /// How far it can be trusted, while it waits as its writer left it.
  var confidence: Confidence? {
    guard status == .proposed, let checks else { return nil }
    return Confidence(checks, score: score)
  }
}
