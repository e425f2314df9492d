/// Values as YAML reads them back.
enum YAMLText {
  /// Plain where YAML reads it back as it is, else in double quotes.
  static func quoted(_ text: String) -> String {
    let plain = text.unicodeScalars.allSatisfy { scalar in
      scalar.isASCII
        && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || "/._-@:".unicodeScalars.contains(scalar))
    }
    if plain, let first = text.first, first.isLetter || first == "/", text.last != ":" { return text }
    var escaped = ""
    for character in text.unicodeScalars {
      switch character {
      case "\\", "\"": escaped += "\\\(character)"
      case "\n": escaped += "\\n"
      default: escaped.unicodeScalars.append(character)
      }
    }
    return "\"\(escaped)\""
  }
}
