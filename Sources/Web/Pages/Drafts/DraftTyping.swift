/// What somebody typed into a draft's form, with what was wrong about it.
struct DraftTyping: Sendable, Equatable {
  var body: String
  var instruction = ""
  var bodyError: String?
  var instructionError: String?
  /// The row changed while this was typed.
  var isOvertaken = false
  var problem: Banner?
}
