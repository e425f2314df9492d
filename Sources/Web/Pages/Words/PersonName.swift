import Secretary

/// One of several people in a line of text, with what stands behind: each is isolated from the others on a page.
struct NamedPerson: Sendable, Equatable {
  let person: ShownText
  /// A comma, an "and", or nothing.
  let after: String
}

extension [EmailAddress] {
  /// Everybody with their address.
  var full: [NamedPerson] {
    indices.map { NamedPerson(person: self[$0].full, after: $0 == count - 1 ? "" : ", ") }
  }

  /// "Bob", "Bob and Eve", "Bob, Eve and 3 more".
  var brief: [NamedPerson] {
    guard count <= 3 else {
      return [
        NamedPerson(person: self[0].brief, after: ", "),
        NamedPerson(person: self[1].brief, after: " and \(count - 2) more"),
      ]
    }
    return indices.map { index in
      NamedPerson(person: self[index].brief, after: index == count - 1 ? "" : index == count - 2 ? " and " : ", ")
    }
  }
}

extension [NamedPerson] {
  /// As one text, where nothing can be isolated.
  var words: String { map { $0.person.text + $0.after }.joined() }
}
