import Bootstrap

/// What is wrong in a file of cases: where, and what is allowed instead.
package struct CaseProblem: Error, Sendable, Equatable, CustomStringConvertible {
  package let file: String
  package let line: Int
  package let words: String

  init(file: String = "", line: Int, words: String) {
    self.file = file
    self.line = line
    self.words = words
  }

  package var description: String { "\(file):\(line): \(words)" }
}

/// The keys of one mapping. A key that is not known, or stands there twice, is an error: a misspelt expectation would
/// hold without being looked at.
struct CaseFields {
  let line: Int
  private let values: [String: YAMLNode]

  init(_ node: YAMLNode, _ what: String, known: Set<String>) throws(CaseProblem) {
    guard case .mapping(let entries, let line) = node else {
      throw CaseProblem(line: node.line, words: "\(what) must be a mapping of keys to values")
    }
    var values: [String: YAMLNode] = [:]
    for entry in entries {
      guard known.contains(entry.key) else {
        throw CaseProblem(
          line: entry.line,
          words: "\(what) has no key \(entry.key); it has \(known.sorted().joined(separator: ", "))")
      }
      guard values.updateValue(entry.value, forKey: entry.key) == nil else {
        throw CaseProblem(line: entry.line, words: "\(entry.key) is there twice")
      }
    }
    self.line = line
    self.values = values
  }

  var keys: Set<String> { Set(values.keys) }

  subscript(_ key: String) -> YAMLNode? { values[key] }

  func text(_ key: String) throws(CaseProblem) -> String? {
    guard let node = values[key] else { return nil }
    return try node.text(key)
  }

  func needed(_ key: String) throws(CaseProblem) -> String {
    guard let text = try text(key) else { throw CaseProblem(line: line, words: "\(key) is missing") }
    return text
  }

  /// A list, or one text as a list of one.
  func texts(_ key: String) throws(CaseProblem) -> [String]? {
    guard let node = values[key] else { return nil }
    return try node.texts(key)
  }

  func flag(_ key: String) throws(CaseProblem) -> Bool? {
    guard let node = values[key] else { return nil }
    switch try node.text(key) {
    case "yes": return true
    case "no": return false
    default: throw CaseProblem(line: node.line, words: "\(key) must be yes or no")
    }
  }

  func number(_ key: String) throws(CaseProblem) -> Int? {
    guard let node = values[key] else { return nil }
    guard let number = Int(try node.text(key)), (0...1_000_000).contains(number) else {
      throw CaseProblem(line: node.line, words: "\(key) must be a whole number")
    }
    return number
  }

  /// One of the values of an enumeration.
  func word<Word: RawRepresentable & CaseIterable>(
    _ key: String, _: Word.Type = Word.self
  ) throws(CaseProblem) -> Word? where Word.RawValue == String {
    guard let node = values[key] else { return nil }
    let text = try node.text(key)
    guard let word = Word(rawValue: text) else {
      let all = Word.allCases.map(\.rawValue).joined(separator: ", ")
      throw CaseProblem(line: node.line, words: "\(key) is \(text), and must be one of \(all)")
    }
    return word
  }

  /// Texts by name, in no order.
  func table(_ key: String) throws(CaseProblem) -> [String: String]? {
    guard let node = values[key] else { return nil }
    return try node.table(key)
  }
}

extension YAMLNode {
  func text(_ what: String) throws(CaseProblem) -> String {
    guard case .scalar(let text, _) = self else { throw CaseProblem(line: line, words: "\(what) must be a text") }
    return text
  }

  func texts(_ what: String) throws(CaseProblem) -> [String] {
    guard case .list(let items, _) = self else { return [try text(what)] }
    var texts: [String] = []
    for item in items { texts.append(try item.text(what)) }
    return texts
  }

  func list(_ what: String) throws(CaseProblem) -> [YAMLNode] {
    guard case .list(let items, _) = self else { throw CaseProblem(line: line, words: "\(what) must be a list") }
    return items
  }

  func table(_ what: String) throws(CaseProblem) -> [String: String] {
    guard case .mapping(let entries, _) = self else {
      throw CaseProblem(line: line, words: "\(what) must be a mapping of names to texts")
    }
    var table: [String: String] = [:]
    for entry in entries { table[entry.key] = try entry.value.text(entry.key) }
    return table
  }
}
