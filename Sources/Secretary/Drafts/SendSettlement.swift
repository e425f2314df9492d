package import struct FoundationEssentials.Date

/// How a send ended whose answer got lost. The mailbox has no idempotency key, so a send is never repeated blindly: five seconds
/// after it was begun the draft is asked for, then the conversation, and this decides. Pure (docs/gmail.md, Sending once).
package enum SendSettlement: Sendable, Equatable {
  /// It went out, as this message.
  case sent(MessageID)
  /// It did not: the draft is still there. Sending the same draft again is safe, for a draft can be sent only once.
  case notSent
  /// Nobody can tell. The person has to look.
  case undecided(notice: String)

  /// The mailbox may still be at work on a request whose answer got lost. What it has not done after this, it will not do.
  package static let settling: Double = 5

  /// - Parameters:
  ///   - sentAs: the message in SENT that carries our header.
  ///   - draftExists: whether the draft is still one; asked *before* the conversation was read, so that a send which
  ///     comes through in between shows in one of the two.
  ///   - newerSent: any message in SENT of this conversation from after the send was begun.
  package static func decide(sentAs: MessageID?, draftExists: Bool, newerSent: MessageID?) -> SendSettlement {
    if let sentAs { return .sent(sentAs) }
    if draftExists { return .notSent }
    if let newerSent { return .sent(newerSent) }
    return .undecided(
      notice:
        "It may have been sent, but \(MailService.name) shows neither the draft nor the sent mail. Look into the conversation"
        + " in \(MailService.name), then say here what became of it.")
  }

  /// Seconds until a request begun at `start` has come to rest. Never more than `settling`, whatever a clock does.
  package static func wait(since start: Date, now: Date) -> Double {
    min(settling, max(0, settling - now.timeIntervalSince(start)))
  }
}
