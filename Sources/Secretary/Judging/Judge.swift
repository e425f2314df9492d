/// Judges which mail the user would answer, in layers that each give a part of the score and their reasons. Pure: equal inputs
/// give equal judgements. What a sender wrote is counted and compared, never kept.
package struct Judge: Sendable {
  package let owner: MailboxOwner
  /// Left out layers count as for an ordinary message; for measuring what each is worth.
  package let layers: Set<JudgingLayer>

  package init(owner: MailboxOwner, layers: Set<JudgingLayer> = Set(JudgingLayer.allCases)) {
    self.owner = owner
    self.layers = layers
  }

  /// - Parameters:
  ///   - thread: the conversation as it is now.
  ///   - correspondent: what was learned about `owner.correspondent(of: message)` from mail before this one.
  package func judgement(
    of message: EmailMessage, in thread: EmailThread, correspondent: Correspondent?
  ) -> Judgement {
    judgement(of: ReplySignals(of: message, in: thread, correspondent: correspondent, owner: owner))
  }

  package func judgement(of signals: ReplySignals) -> Judgement {
    var reasons: [Judgement.Reason] = []
    let setAside = layers.contains(.headers) ? signals.setAside : nil
    if let setAside { reasons.append(Judgement.Reason(layer: .headers, factor: 0, words: setAside.words)) }
    if layers.contains(.thread) { reasons += signals.threadReasons }
    if layers.contains(.relation) { reasons += signals.relationReasons }
    return Judgement(setAside: setAside, reasons: reasons)
  }
}
