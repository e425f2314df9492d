import Mustache
import Secretary

/// How a text is written into a page, in an element or in a quoted attribute.
///
/// The template engine's own escaping looks at whole characters, and Swift takes a quotation mark with a combining accent
/// or a joiner after it for one character, another one than the mark alone: `"` + U+0301 would leave an attribute unescaped.
/// A browser reads code points; so does this.
///
/// What a reader does not see is not written at all, whoever wrote it: what a page shows is what is there.
struct PageText: MustacheContentType {
  /// What every template begins with.
  static let pragma = "{{% CONTENT_TYPE: PAGE}}\n"

  static func register() { MustacheContentTypes.register(PageText(), named: "PAGE") }

  func escapeText(_ text: String) -> String {
    var escaped: [UInt8] = []
    escaped.reserveCapacity(text.utf8.count)
    for byte in ShownText(letter: text).text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): escaped += "&amp;".utf8
      case UInt8(ascii: "<"): escaped += "&lt;".utf8
      case UInt8(ascii: ">"): escaped += "&gt;".utf8
      case UInt8(ascii: "\""): escaped += "&quot;".utf8
      case UInt8(ascii: "'"): escaped += "&#39;".utf8
      default: escaped.append(byte)
      }
    }
    return String(decoding: escaped, as: UTF8.self)
  }
}
