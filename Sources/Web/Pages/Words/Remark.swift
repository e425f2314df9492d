/// A remark in which somebody may be named; what others chose stands apart from the words around it.
struct Remark: Sendable, Equatable {
  var before = ""
  var author: [NamedPerson] = []
  var behind = ""

  var words: String { before + author.words + behind }
}
