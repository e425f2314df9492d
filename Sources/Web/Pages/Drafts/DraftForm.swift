import Secretary

/// The one form of a draft's page as it came.
struct DraftForm: Sendable {
  let body: String
  /// Of the text when the page was made.
  let version: Int
  /// The newest message of the conversation on the page.
  let seen: MessageID?
  /// How the draft is to be written again.
  let instruction: String

  init(_ fields: FormFields) {
    body = EmailDraft.body(typed: fields["body"] ?? "")
    version = fields["version"].flatMap((0...Int(Int32.max)).number(in:)) ?? 0
    seen = fields["seen"].flatMap { $0.isEmpty ? nil : MessageID($0) }
    instruction = EmailDraft.body(typed: fields["instruction"] ?? "")
  }

  /// What is wrong with it when its text is to be kept.
  var bodyProblem: DraftTyping? {
    if body.contains(where: { !$0.isWhitespace }) { return nil }
    return DraftTyping(
      body: body, instruction: instruction,
      bodyError: "There is no text. Write something, or dismiss the draft.")
  }

  /// What is wrong with it when the draft is to be written again.
  var instructionProblem: DraftTyping? {
    if instruction.contains(where: { !$0.isWhitespace }) { return nil }
    return DraftTyping(
      body: body, instruction: instruction, instructionError: "Say in a few words what should be different.")
  }
}
