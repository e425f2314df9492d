/// What can happen to a draft.
package enum DraftEvent: String, Sendable, CaseIterable {
  case approve, edit, askForRewrite, takeBack, dismiss, restore, settleAsSent, settleAsUnsent, settleAsDismissed
  case beginSending, confirmSent, confirmUnsent, handBack, loseTrack, rewrite
  case sentInMailbox, editedInMailbox, deletedInMailbox
  case answered, newerMail, superseded, conversationGone, conversationBack, unused

  package enum Actor: String, Sendable, CaseIterable {
    /// Presses a button.
    case person
    case worker
    /// Something that was seen in the mailbox, or the passing of time.
    case event
  }

  /// Who causes it.
  package var actor: Actor {
    switch self {
    case .approve, .edit, .askForRewrite, .takeBack, .dismiss, .restore, .settleAsSent, .settleAsUnsent,
      .settleAsDismissed:
      .person
    case .beginSending, .confirmSent, .confirmUnsent, .handBack, .loseTrack, .rewrite: .worker
    case .sentInMailbox, .editedInMailbox, .deletedInMailbox, .answered, .newerMail, .superseded, .conversationGone,
      .conversationBack, .unused:
      .event
    }
  }

  /// Whether it makes the draft the person's own: from then on no event takes it away.
  package var touches: Bool {
    switch self {
    case .approve, .edit, .askForRewrite, .takeBack, .restore, .settleAsUnsent, .editedInMailbox: true
    default: false
    }
  }

  /// What a draft that it makes `retired` is retired for.
  package var retirement: DraftRetirement? {
    switch self {
    case .answered: .answered
    case .superseded: .superseded
    case .conversationGone: .conversationGone
    case .unused: .unused
    default: nil
    }
  }

  /// In a few words, for the table in the documentation.
  package var meaning: String {
    switch self {
    case .approve: "approved, as the text and the conversation that were seen"
    case .edit: "the text is changed"
    case .askForRewrite: "it is to be written again"
    case .takeBack: "the approval is taken back"
    case .dismiss: "dismissed"
    case .restore: "wanted after all"
    case .settleAsSent: "the person found it sent"
    case .settleAsUnsent: "the person found it not sent"
    case .settleAsDismissed: "not sent, and not wanted any more"
    case .beginSending: "\(MailService.name) is about to be asked to send it"
    case .confirmSent: "it is in Sent"
    case .confirmUnsent: "\(MailService.name) has not sent it"
    case .handBack: "it cannot be sent as it is"
    case .loseTrack: "nobody can tell whether it was sent"
    case .rewrite: "it was written again"
    case .sentInMailbox: "the user sent it in \(MailService.name)"
    case .editedInMailbox: "the user changed it in \(MailService.name)"
    case .deletedInMailbox: "the user deleted it in \(MailService.name)"
    case .answered: "the user wrote in the conversation, or anybody in a reminder's"
    case .newerMail: "somebody else wrote in the conversation"
    case .superseded: "newer mail of the conversation has a draft"
    case .conversationGone: "the message it answers is in the trash, spam or deleted"
    case .conversationBack: "that message is back"
    case .unused: "nobody looked at it for long"
    }
  }
}

/// One row of the table that is the life of a draft: an event, the state it finds, the state it leaves. What is not in the
/// table cannot happen. The store takes the conditions of its statements from it, and the documentation shows it.
package struct DraftTransition: Sendable, Equatable {
  package let event: DraftEvent
  package let from: DraftStatus
  /// Whether the person must have touched the draft, or must not have; nil when it is the same for both.
  package let touched: Bool?
  package let to: DraftStatus

  /// Nil when the event means nothing to a draft in this state.
  package static func next(_ event: DraftEvent, from status: DraftStatus, isTouched: Bool) -> DraftStatus? {
    table.first { $0.event == event && $0.from == status && ($0.touched ?? isTouched) == isTouched }?.to
  }

  package static func rows(of event: DraftEvent) -> [DraftTransition] { table.filter { $0.event == event } }

  package static let table: [DraftTransition] =
    rows(.approve, [.proposed], .approved)
    + rows(.edit, [.proposed], .proposed)
    + rows(.askForRewrite, [.proposed], .proposed)
    + rows(.takeBack, [.approved], .proposed)
    + rows(.dismiss, [.proposed, .approved, .undecided], .dismissed)
    + rows(.restore, [.dismissed, .retired], .proposed)
    + rows(.settleAsSent, [.undecided], .sent)
    + rows(.settleAsUnsent, [.undecided], .proposed)
    + rows(.settleAsDismissed, [.undecided], .dismissed)
    + rows(.beginSending, [.approved], .sending)
    + rows(.confirmSent, [.sending], .sent)
    + rows(.confirmUnsent, [.sending], .approved)
    + rows(.handBack, [.approved, .sending], .proposed)
    + rows(.loseTrack, [.sending], .undecided)
    + rows(.rewrite, [.proposed], .proposed)
    + rows(.sentInMailbox, [.proposed, .approved, .sending, .undecided, .retired], .sent)
    + rows(.editedInMailbox, [.proposed, .approved], .proposed)
    + rows(.deletedInMailbox, [.proposed], .dismissed) + rows(.deletedInMailbox, [.approved], .proposed)
    // What the person has touched is theirs: an event marks it, and stops its sending, but never takes it away.
    + rows(.answered, [.proposed], touched: false, .retired) + rows(.answered, [.proposed], touched: true, .proposed)
    + rows(.answered, [.approved], .proposed)
    + rows(.newerMail, [.proposed, .approved], .proposed)
    + rows(.superseded, [.proposed], touched: false, .retired)
    + rows(.conversationGone, [.proposed], touched: false, .retired)
    + rows(.conversationGone, [.proposed], touched: true, .proposed)
    + rows(.conversationGone, [.approved], .proposed)
    + rows(.conversationBack, [.proposed, .retired], .proposed) + rows(.conversationBack, [.approved], .approved)
    + rows(.unused, [.proposed], touched: false, .retired)

  private static func rows(
    _ event: DraftEvent, _ origins: [DraftStatus], touched: Bool? = nil, _ next: DraftStatus
  ) -> [DraftTransition] {
    origins.map { DraftTransition(event: event, from: $0, touched: touched, to: next) }
  }
}

extension DraftTransition {
  /// The table as Markdown: events in the order of their actors, and under each state what the event makes of it. Two
  /// states in one cell are those of an untouched and of a touched draft.
  package static var documentation: String {
    let origins = DraftStatus.allCases.filter { status in table.contains { $0.from == status } }
    var lines = [
      "| by | event | " + origins.map(\.rawValue).joined(separator: " | ") + " |",
      "| --- | --- |" + String(repeating: " --- |", count: origins.count),
    ]
    for actor in DraftEvent.Actor.allCases {
      for event in DraftEvent.allCases where event.actor == actor {
        let cells = origins.map { from -> String in
          let outcomes = [false, true].map { next(event, from: from, isTouched: $0)?.rawValue }
          guard outcomes[0] != outcomes[1] else { return outcomes[0] ?? "" }
          return "\(outcomes[0] ?? "–"); touched: \(outcomes[1] ?? "–")"
        }
        lines.append("| \(actor.rawValue) | \(event.meaning) | " + cells.joined(separator: " | ") + " |")
      }
    }
    return lines.joined(separator: "\n")
  }
}
