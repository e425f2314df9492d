/// What a subject is about, without what mail programs put before it.
package enum SubjectLine {
  /// On one line, without prefixes such as `Re:`, `AW :`, `Re[2]:`, `Fwd：`.
  package static func topic(of subject: String) -> Substring {
    var topic = subject.split(whereSeparator: \.isWhitespace).joined(separator: " ")[...]
    while let rest = withoutPrefix(topic) { topic = rest }
    return topic
  }

  private static func withoutPrefix(_ topic: Substring) -> Substring? {
    let start = topic.unicodeScalars.prefix(20)
    guard let colon = start.firstIndex(where: { $0 == ":" || $0 == "：" }) else { return nil }
    // A number may follow, in brackets or not.
    let name = topic[..<colon].lowercased().filter { !"0123456789[]()^ ".contains($0) }
    guard prefixes.contains(name) else { return nil }
    return topic[start.index(after: colon)...].drop(while: \.isWhitespace)
  }

  /// Replies, then forwards, by language.
  private static let prefixes: Set<String> = [
    "re", "aw", "antw", "antwort", "sv", "vs", "odp", "res", "rif", "r", "ref", "réf", "回复", "回覆", "答复", "ответ",
    "відп", "ynt",
    "fw", "fwd", "wg", "tr", "rv", "enc", "i", "vl", "vb", "doorst", "pd", "转发", "轉寄", "пересл", "ilt",
  ]
}
