import Secretary

/// The members of an object that somebody sent, each read as what it has to be.
struct JSONFields: Sendable {
  let members: [String: JSONValue]

  init(_ members: [String: JSONValue] = [:]) { self.members = members }

  /// Refuses what has another name than these: a misspelt one would be passed over silently.
  func allow(_ names: [String]) throws {
    let unknown = members.keys.filter { !names.contains($0) }
    guard unknown.isEmpty else {
      // Two of them may be the same where they are shown.
      let problems = unknown.map { (ShownText($0).text.scalars(60), "There is no such field here.") }
      throw APIProblem.invalid(Dictionary(problems) { first, _ in first })
    }
  }

  func integer(_ name: String, in range: ClosedRange<Int>) throws -> Int {
    guard let number = range.number(members[name]?.whole) else {
      throw APIProblem.invalid([name: "A whole number from \(range.lowerBound) to \(range.upperBound)."])
    }
    return number
  }

  func text(_ name: String) throws -> String {
    guard let text = members[name]?.text else { throw APIProblem.invalid([name: "A text."]) }
    return text
  }

  /// It must be there, and may be null.
  func textOrNull(_ name: String) throws -> String? {
    if members[name] == .null { return nil }
    guard let text = members[name]?.text else { throw APIProblem.invalid([name: "A text, or null."]) }
    return text
  }
}

extension JSONFields {
  /// The version of a row that was seen.
  func version() throws -> Int { try integer("version", in: 0...Int(Int32.max)) }
}
