/// Arrays of text as PostgreSQL writes and reads them: `{"a","it\"s"}`.
enum ArrayText {
  static func encode(_ list: [String]) -> String {
    "{"
      + list.map { element in
        var quoted = "\""
        for scalar in element.unicodeScalars {
          if scalar == "\"" || scalar == "\\" { quoted.unicodeScalars.append("\\") }
          quoted.unicodeScalars.append(scalar)
        }
        return quoted + "\""
      }.joined(separator: ",") + "}"
  }

  /// nil when it is no array of one dimension, or one with NULL in it.
  static func decode(_ text: String) -> [String]? {
    var rest = text.unicodeScalars[...]
    guard rest.popFirst() == "{", rest.popLast() == "}" else { return nil }
    var list: [String] = []
    while !rest.isEmpty {
      if !list.isEmpty, rest.popFirst() != "," { return nil }
      guard let element = element(&rest) else { return nil }
      list.append(element)
    }
    return list
  }

  private static func element(_ rest: inout Substring.UnicodeScalarView) -> String? {
    var element = String.UnicodeScalarView()
    guard rest.first == "\"" else {
      // Bare: neither empty, nor NULL, nor with anything in it that would have to be quoted.
      while let scalar = rest.first, scalar != "," { element.append(rest.removeFirst()) }
      let word = String(element)
      return word.isEmpty || word == "NULL" || element.contains("{") || element.contains("\"") ? nil : word
    }
    rest.removeFirst()
    while let scalar = rest.popFirst() {
      if scalar == "\"" { return String(element) }
      guard scalar == "\\" else {
        element.append(scalar)
        continue
      }
      guard let escaped = rest.popFirst() else { return nil }
      element.append(escaped)
    }
    return nil
  }
}
