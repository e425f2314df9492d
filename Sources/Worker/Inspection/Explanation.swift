import FoundationEssentials
package import Secretary

/// Everything that is known about one message's verdict, for a person at a terminal. It holds mail text: it is printed
/// for the user who asked and never logged.
package struct Explanation: Sendable, Equatable {
  package var messageID: MessageID
  /// What the ledger says became of it; nil when it was never seen.
  package var recorded: MessageState?
  /// What would be decided now.
  package var verdict: TriageVerdict
  /// How likely the user is to answer it; nil when triage settled it.
  package var judgement: Judgement?
  package var prompt: Prompt?
  package var draft: EmailDraft?
  /// What the draft took of a language model, when the model says.
  package var usage: DraftUsage?
  /// Older messages that fit the words of a subject as well, newest first.
  package var older: [MessageID] = []

  /// One line: the id and the verdict.
  package var line: String {
    switch verdict {
    case .setAside(let reason): "\(messageID)  set aside (\(reason.code)): \(reason.words)"
    case .needsReply(let reason): "\(messageID)  deserves a draft: \(reason)"
    }
  }

  /// The verdict and, indented, the draft.
  package var brief: String {
    let body = draft.map { "\n" + $0.body.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n") } ?? ""
    return Self.printable(line + body)
  }

  /// Verdict, prompt and draft, with what would be printed to a terminal made harmless.
  package var text: String {
    var parts = ["\(line)\nIn the ledger: \(recorded.map(Self.words) ?? "not seen yet.")"]
    if !older.isEmpty {
      let ids = older.prefix(5).map(\.rawValue) + (older.count > 5 ? ["…"] : [])
      parts.append(
        "The newest of \(older.count + 1) messages with such a subject; before it: \(ids.joined(separator: ", "))")
    }
    if let judgement { parts.append(Self.words(judgement)) }
    if let prompt {
      parts.append("--- rules given to the writer\n\(prompt.system)")
      parts.append("--- conversation given to the writer\n\(prompt.user)")
    }
    if let draft {
      let to = draft.recipients.to.map(\.address).joined(separator: ", ")
      let cc = draft.recipients.cc.map(\.address).joined(separator: ", ")
      parts.append(
        """
        --- draft by \(draft.writer)\(usage.map { " (\($0.prompt) tokens read, \($0.completion) written)" } ?? ""), not saved
        From: \(draft.recipients.from.address)
        To: \(to)\(cc.isEmpty ? "" : "\nCc: \(cc)")
        Subject: \(draft.subject)

        \(draft.body)
        """)
    }
    return Self.printable(parts.joined(separator: "\n\n"))
  }

  private static func words(_ judgement: Judgement) -> String {
    let reasons = judgement.reasons.map { "  \(Self.times($0.factor))  \($0.words)" }
    var lines = ["How likely you are to answer it: \(Percentage(judgement.score).words)."] + reasons
    if let assessment = judgement.assessment {
      lines.append("The model's reason: \(assessment.reason)")
      lines += assessment.asks.map { "It asks: \($0)" }
    }
    return lines.joined(separator: "\n")
  }

  /// "×1.50".
  private static func times(_ factor: Double) -> String {
    let hundredths = Int((min(factor, 999) * 100).rounded())
    return "×\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
  }

  private static func words(_ state: MessageState) -> String {
    switch state {
    case .seen: "seen, and next."
    case .setAside(let reason): "set aside (\(reason.code)): \(reason.words)"
    case .drafting(let reason): "being drafted: \(reason)"
    case .drafted(let reason): "drafted: \(reason)"
    case .failed(let problem, let attempts, let retryAt):
      "to be tried again at \(retryAt.formatted(.iso8601)), after \(attempts) attempts: \(problem)"
    }
  }

  /// Without what a reader does not see: mail must not move a terminal's cursor, change its title or turn a line around.
  static func printable(_ text: String) -> String { ShownText(letter: text).text }
}
