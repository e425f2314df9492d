/// What a model made of a message: what is to be done about it, why, and what it asks. Checked by value: a model may have been
/// talked into anything by the mail, so nothing of it decides more than a weight in the score, and every ask is a quotation.
package struct MailAssessment: Sendable, Equatable {
  package enum Verdict: String, Sendable, CaseIterable {
    /// Its sender wants an answer of the user's.
    case needsReply = "needs reply"
    /// The next step is somebody else's.
    case waiting
    /// To be read, not to be answered.
    case information
    /// The matter is closed.
    case done
  }

  package static let mostAsks = 10
  /// Unicode scalars of an ask, and of the reason.
  package static let longestAsk = 300
  package static let longestReason = 200

  package let verdict: Verdict
  /// One line in the model's words, which may repeat the mail's. For the person who looks, never for a decision.
  package let reason: String
  /// In the mail's own words.
  package let asks: [String]

  /// Nil when the verdict is none. Asks that do not stand in the message are dropped.
  /// - Parameter prompt: what the model was asked, in whose names it answers.
  package init?(verdict: String, reason: String, asks: [String], of prompt: AssessmentPrompt) {
    guard let verdict = Verdict(rawValue: verdict) else { return nil }
    self.verdict = verdict
    self.reason = prompt.names.restored(in: ShownText(reason).text.scalars(Self.longestReason)) ?? ""
    let message = QuotedText(prompt.message)
    var kept: [String] = []
    // No more are looked at than a mail can sensibly hold, whatever the model writes.
    for ask in asks.prefix(4 * Self.mostAsks) where kept.count < Self.mostAsks {
      guard let quoted = Self.quotation(ask, in: message), let restored = prompt.names.restored(in: quoted),
        !kept.contains(restored)
      else { continue }
      kept.append(restored)
    }
    self.asks = kept
  }

  /// The ask in one line, as it stands in the message or as the prompt spells it; nil when it stands nowhere in it.
  private static func quotation(_ ask: String, in message: QuotedText) -> String? {
    let line = ShownText(ask).text
    let spellings = [line, PromptComposer.unescaped(line)].map { $0.scalars(longestAsk).trimmed }
    return spellings.first { message.holds($0) }
  }
}

extension MailAssessment.Verdict {
  /// How much more likely the user answers.
  var factor: Double {
    switch self {
    case .needsReply: ReplyWeights.readAsNeedsReply
    case .waiting: ReplyWeights.readAsWaiting
    case .information: ReplyWeights.readAsInformation
    case .done: ReplyWeights.readAsDone
    }
  }

  /// Our own words: the model's may be the mail's.
  var words: String {
    switch self {
    case .needsReply: "The language model reads it as mail that wants an answer."
    case .waiting: "The language model reads it as waiting for somebody else."
    case .information: "The language model reads it as information only."
    case .done: "The language model reads it as settled."
    }
  }
}
