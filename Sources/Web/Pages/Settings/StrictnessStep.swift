import Secretary

/// A step of strictness to choose, with what it would have meant.
struct StrictnessStep: Sendable, Equatable {
  struct Example: Sendable, Equatable {
    let subject: ShownText
    let sender: NamedPerson
  }

  let value: String
  let label: String
  let isChosen: Bool
  /// Nil while no mail has been judged.
  let meaning: String?
  /// Mail that it drafts and the stricter step before it does not.
  let examples: [Example]

  /// - messages: how much mail was judged.
  init(_ step: StrictnessPreview.Step, of messages: Int, isChosen: Bool) {
    value = step.strictness.rawValue
    label = step.strictness.label
    self.isChosen = isChosen
    meaning =
      messages == 0
      ? nil
      : "In the last 30 days: \(WallClock.count(step.drafts, "draft")) for \(WallClock.count(messages, "message"))."
    examples = step.examples.map {
      Example(
        subject: $0.subject.isEmpty ? "(no subject)" : ShownText($0.subject),
        sender: $0.sender.isEmpty ? NamedPerson("(no sender)") : NamedPerson(line: $0.sender))
    }
  }
}
