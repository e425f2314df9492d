/// What is wrong with a form that came, for the top of its page: the fields in their order, each with a way to it.
struct Mistakes: Sendable, Equatable {
  struct Line: Sendable, Equatable {
    /// `#` and the field's id.
    let fieldAddress: String
    /// As the form calls it.
    let fieldName: String
    let mistake: String

    init(_ field: String, _ name: String, _ mistake: String) {
      fieldAddress = "#\(field)"
      fieldName = name
      self.mistake = mistake
    }
  }

  let summary: String
  let consequence: String
  let lines: [Line]

  /// Nil when nothing is wrong.
  init?(_ lines: [Line], consequence: String) {
    guard !lines.isEmpty else { return nil }
    summary = lines.count == 1 ? "One field needs another look." : "\(lines.count) fields need another look."
    self.consequence = consequence
    self.lines = lines
  }
}
