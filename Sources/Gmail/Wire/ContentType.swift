/// A `Content-Type` value taken apart (RFC 2045 §5.1). Names and values come in lower case, as all that are compared are
/// case-insensitive: `method`, `report-type`, `protocol`, `charset`.
struct ContentType: Equatable {
  var type: String
  var parameters: [String: String] = [:]

  init(_ header: String) {
    let pieces = Self.split(header)
    type = Self.trim(pieces.first ?? "").lowercased()
    for piece in pieces.dropFirst() {
      guard let equals = piece.firstIndex(of: "=") else { continue }
      let name = Self.trim(String(piece[..<equals])).lowercased()
      var value = Self.trim(String(piece[piece.index(after: equals)...]))
      if value.hasPrefix("\""), value.count >= 2 { value = String(value.dropFirst().prefix { $0 != "\"" }) }
      if !name.isEmpty, parameters[name] == nil { parameters[name] = value.lowercased() }
    }
  }

  /// At semicolons outside quotes.
  private static func split(_ header: String) -> [String] {
    var pieces = [""]
    var isQuoted = false
    for character in header {
      if character == "\"" { isQuoted.toggle() }
      if character == ";", !isQuoted {
        pieces.append("")
      } else {
        pieces[pieces.count - 1].append(character)
      }
    }
    return pieces
  }

  private static func trim(_ text: String) -> String {
    var rest = text[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
