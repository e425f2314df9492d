/// Each fact with its weight and its words.
extension ReplySignals {
  var threadReasons: [Judgement.Reason] {
    let facts: [(Bool, Double, String)] = [
      (
        thread.hasOwnMail, ReplyWeights.hasOwnMail,
        thread.answersOwner ? "It answers a mail of yours." : "You have written in this conversation before."
      ),
      (thread.hasOwnPromise, ReplyWeights.hasOwnPromise, "You said in this conversation that you would do something."),
      (thread.hasOpenQuestion, ReplyWeights.hasOpenQuestion, "An earlier question to you in it is still open."),
      (thread.isAnsweredByAnother, ReplyWeights.isAnsweredByAnother, "Somebody else has answered it."),
      (thread.isForward, ReplyWeights.isForward, "It passes on another mail."),
      (thread.isOnlyThanks, ReplyWeights.isOnlyThanks, "It only thanks or agrees."),
      (thread.isOnlyCopied, ReplyWeights.isOnlyCopied, "You are only in copy."),
    ]
    return facts.filter(\.0).map { Judgement.Reason(layer: .thread, factor: $0.1, words: $0.2) }
  }

  var relationReasons: [Judgement.Reason] {
    var reasons = [
      Judgement.Reason(layer: .relation, factor: habit * balance / ReplyWeights.usualRelation, words: historyWords),
      Judgement.Reason(
        layer: .relation, factor: share,
        words: recipients == 1 ? "It is written to you alone." : "It went to \(recipients) people."),
    ]
    if wishes != 1 {
      reasons.append(Judgement.Reason(layer: .relation, factor: wishes, words: wishWords))
    }
    if isGreeted {
      reasons.append(
        Judgement.Reason(layer: .relation, factor: ReplyWeights.isGreeted, words: "It turns to you by name."))
    }
    if bringsLinks, isUnknown {
      reasons.append(
        Judgement.Reason(
          layer: .relation, factor: ReplyWeights.bringsLinks, words: "It brings links from somebody you never wrote to."
        ))
    }
    if isColdOffer, isUnknown {
      reasons.append(
        Judgement.Reason(
          layer: .relation, factor: ReplyWeights.isColdOffer,
          words: "It reads like an offer to many, from somebody you never wrote to."))
    }
    return reasons
  }

  private var wishWords: String {
    func drafts(_ count: Int) -> String { count == 1 ? "a draft" : "\(count) drafts" }
    switch (correspondent?.wanted ?? 0, correspondent?.dismissed ?? 0) {
    case (let wanted, 0): return "You have asked for \(drafts(wanted)) to this sender."
    case (0, let dismissed): return "You have dismissed \(drafts(dismissed)) to this sender."
    case (let wanted, let dismissed):
      return "You have asked for \(drafts(wanted)) to this sender, and dismissed \(drafts(dismissed))."
    }
  }

  private var historyWords: String {
    let known = correspondent ?? Correspondent()
    switch (known.received, known.answered, known.written) {
    case (0, _, 0): return "You have had no mail with this sender before."
    case (_, 0, 1): return "You have written to this sender once."
    case (_, 0, 1...): return "You have written to this sender \(known.written) times."
    case (1, 0, _): return "You have not answered this sender's only mail so far."
    case (_, 0, _): return "You have answered none of this sender's \(known.received) mails."
    case (1, _, _): return "You have answered this sender's only mail so far\(known.delayWords)."
    default: return "You have answered \(known.answered) of this sender's \(known.received) mails\(known.delayWords)."
    }
  }
}

extension Correspondent {
  fileprivate var delayWords: String {
    switch typicalDelay {
    case .some(..<3_600): ", mostly within an hour"
    case .some(..<86_400): ", mostly within a day"
    case .some(..<604_800): ", mostly within a week"
    default: ""
    }
  }
}
