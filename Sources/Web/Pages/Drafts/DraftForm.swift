import Secretary

/// The one form of a draft's page as it came.
struct DraftForm: Sendable {
  /// What the name of the field of a gap begins with; the gap's own name follows.
  static let gapPrefix = "gap:"

  /// With what was typed for its gaps.
  let body: String
  /// What was typed for a gap that the text does not have any more.
  let unplaced: [DraftTyping.Unplaced]
  /// Of the text when the page was made.
  let version: Int
  /// The newest message of the conversation on the page.
  let seen: MessageID?
  /// How the draft is to be written again.
  let instruction: String

  init(_ fields: FormFields) {
    let text = EmailDraft.body(typed: fields["body"] ?? "")
    let gaps = DraftGaps(text)
    let typed = fields.fields.filter { $0.name.hasPrefix(Self.gapPrefix) }
      .map { DraftTyping.Unplaced(name: String($0.name.dropFirst(Self.gapPrefix.count)), value: $0.value.trimmed) }
      .filter { !$0.value.isEmpty }
    body = gaps.filled(
      with: Dictionary(typed.map { ($0.name, EmailDraft.body(typed: $0.value)) }) { first, _ in first })
    let names = Set(gaps.fields.map(\.name))
    unplaced = typed.filter { !names.contains($0.name) }
    version = fields["version"].flatMap((0...Int(Int32.max)).number(in:)) ?? 0
    seen = fields["seen"].flatMap { $0.isEmpty ? nil : MessageID($0) }
    instruction = EmailDraft.body(typed: fields["instruction"] ?? "")
  }

  /// What is wrong with it when its text is to be kept.
  var bodyProblem: DraftTyping? {
    var typed = DraftTyping(body: body, instruction: instruction)
    if !body.contains(where: { !$0.isWhitespace }) {
      typed.bodyError = "There is no text. Write something, or dismiss the draft."
    } else if !unplaced.isEmpty {
      typed.bodyError = "Nothing was saved yet. \(unplaced.map(\.words).joined(separator: " "))"
    } else {
      return nil
    }
    return typed
  }

  /// What is wrong with it when the draft is to be written again.
  func instructionProblem(hasModel: Bool) -> DraftTyping? {
    guard hasModel else {
      return DraftTyping(
        body: body, instruction: instruction,
        problem: Banner(
          .warn, "Nobody can write this again.", "No language model is set up here. Change the text below yourself."))
    }
    if instruction.contains(where: { !$0.isWhitespace }) { return nil }
    return DraftTyping(
      body: body, instruction: instruction, instructionError: "Say in a few words what should be different.")
  }
}
