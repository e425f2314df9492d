/// Markup that is safe by construction: what is put into a literal as a `String` is escaped, only `HTML` goes in as it is.
struct HTML: ExpressibleByStringInterpolation {
  let text: String

  init(stringLiteral value: String) { text = value }
  init(stringInterpolation: Interpolation) { text = stringInterpolation.text }

  struct Interpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity * 2) }

    mutating func appendLiteral(_ literal: String) { text += literal }
    /// A ternary of literals counts as a `String`: give such markup a constant of type `HTML` first.
    mutating func appendInterpolation(_ value: some StringProtocol) { text += HTML.escaped(value) }
    mutating func appendInterpolation(_ number: Int) { text += String(number) }
    mutating func appendInterpolation(_ html: HTML) { text += html.text }
    mutating func appendInterpolation(_ items: [HTML]) { for item in items { text += item.text } }
  }

  private static func escaped(_ value: some StringProtocol) -> String {
    var result = ""
    for character in value.unicodeScalars {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      // NUL may not stand in a document at all.
      case "\0": result += "\u{FFFD}"
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }
}
