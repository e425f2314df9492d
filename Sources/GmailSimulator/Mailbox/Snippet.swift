import MailFormat

/// The first words of a message, HTML-escaped, as lists show them.
enum Snippet {
  static func of(_ root: MIMEPart) -> String {
    guard let part = firstText(root, "text/plain") ?? firstText(root, "text/html"), let text = part.text else {
      return ""
    }
    let visible = part.type == "text/html" ? VisibleText.fromHTML(text).text : text
    var snippet: [UInt8] = []
    for word in visible.utf8.prefix(4_000).split(whereSeparator: { $0 <= 32 }) {
      if snippet.count + word.count > 190 { break }
      if !snippet.isEmpty { snippet.append(32) }
      snippet += word
    }
    return escaped(snippet)
  }

  static func firstText(_ part: MIMEPart, _ type: String) -> MIMEPart? {
    if part.children.isEmpty { return part.type == type && part.text != nil && part.filename.isEmpty ? part : nil }
    for child in part.children {
      if let found = firstText(child, type) { return found }
    }
    return nil
  }

  private static func escaped(_ text: [UInt8]) -> String {
    var result: [UInt8] = []
    for byte in text {
      switch byte {
      case UInt8(ascii: "&"): result += "&amp;".utf8
      case UInt8(ascii: "<"): result += "&lt;".utf8
      case UInt8(ascii: ">"): result += "&gt;".utf8
      case UInt8(ascii: "\""): result += "&quot;".utf8
      case UInt8(ascii: "'"): result += "&#39;".utf8
      default: result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
