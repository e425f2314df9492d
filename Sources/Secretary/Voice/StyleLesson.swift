/// What one letter of the user's teaches about how they write.
package struct StyleLesson: Sendable, Equatable, Codable {
  /// What it is learned from. What the user changes in drafts counts before how they write otherwise: they have seen the other way.
  package enum Evidence: String, Sendable, Codable, CaseIterable {
    case letters
    case edits
  }

  package var evidence: Evidence
  /// Of an edited draft only what was changed.
  package var style: LetterStyle
  /// The only one it is to, by the address as `canonical` spells it; nil when it is to several.
  package var person: String?

  package init(_ style: LetterStyle, from evidence: Evidence = .letters, to person: String?) {
    self.evidence = evidence
    self.style = style
    self.person = person
  }
}

extension MailboxOwner {
  /// Nil for what shows nothing of it: mail of others, forwards, automatic replies, announcements, what the secretary wrote, and a
  /// letter whose language is not clear.
  package func styleLesson(of message: EmailMessage) -> StyleLesson? {
    let subject = TriageSubject(message, owner: self)
    guard message.place.isInConversation, message.place != .chat, wrote(message),
      message.to.count + message.cc.count <= Self.mostTaught, !subject.isForward,
      subject.automaticReplyHeader == nil, subject.programHeader == nil, subject.value(EmailDraft.header) == nil,
      let style = LetterStyle(of: message.text.newText, signature: message.text.signature)
    else { return nil }
    return StyleLesson(style, to: onlyPerson(of: message))
  }

  /// What the user changed in how a draft was written before it went out as this message, wherever they changed it. Nil when they
  /// changed nothing of it, or wrote another letter: one in another language.
  package func styleLesson(of message: EmailMessage, sentFrom draft: EmailDraft) -> StyleLesson? {
    guard wrote(message), let proposed = draft.proposedStyle, draft.isChanged(in: message),
      var style = LetterStyle(of: message.text.newText, signature: message.text.signature),
      style.language == proposed.language
    else { return nil }
    style.traits.subtract(proposed.traits)
    return style.traits.isEmpty ? nil : StyleLesson(style, from: .edits, to: onlyPerson(of: message))
  }

  private func onlyPerson(of message: EmailMessage) -> String? {
    let people = message.to.filter { $0.isDeliverable && !owns($0) }
    return people.count == 1 ? people[0].canonical : nil
  }
}
