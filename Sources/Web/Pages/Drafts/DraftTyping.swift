/// What somebody typed into a draft's form, with what was wrong about it.
struct DraftTyping: Sendable, Equatable {
  /// A value for a gap that is not in the text.
  struct Unplaced: Sendable, Equatable {
    let name: String
    let value: String

    var words: String {
      "You typed “\(value)” for “\(name)”, and the text has no such gap any more: put it in where it belongs, if it does."
    }
  }

  var body: String
  var instruction = ""
  var bodyError: String?
  var instructionError: String?
  var gapsError: String?
  /// The row changed while this was typed.
  var isOvertaken = false
  var problem: Banner?
}
