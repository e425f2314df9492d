import Secretary

/// People as pages name them. A display name is the sender's own choice, so the address always stands beside it where it
/// matters.
extension EmailAddress {
  /// `Bob Stone <bob@example.com>`, or the address alone.
  var full: String { name.isEmpty ? address : "\(name) <\(address)>" }

  /// `Bob Stone`, or the address when there is no name.
  var brief: String { name.isEmpty ? address : name }
}

extension [EmailAddress] {
  var full: String { map(\.full).joined(separator: ", ") }

  /// "Bob", "Bob and Eve", "Bob, Eve and 3 more".
  var brief: String {
    count <= 3 ? Sentence.list(map(\.brief)) : "\(self[0].brief), \(self[1].brief) and \(count - 2) more"
  }
}
