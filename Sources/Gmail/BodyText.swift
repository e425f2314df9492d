import MailFormat
import Secretary

/// Finds, in Gmail's MIME tree, the text a reader would see: plain text before HTML, every inline part of a mixed
/// message, nothing out of attachments.
struct BodyText {
  /// A text part whose bytes Gmail keeps behind an attachment id.
  struct Missing: Equatable {
    var partID: String
    var attachmentID: String
  }

  /// Text beyond this is not read: no prompt takes it, and it would only cost memory. Bytes.
  static let limit = 1_000_000

  private let fetched: [String: [UInt8]]
  private(set) var missing: Missing?
  private(set) var text = MessageText(visible: "")

  /// `fetched` holds, by part id, bodies that were asked for before.
  init(of payload: WirePart?, fetched: [String: [UInt8]] = [:]) {
    self.fetched = fetched
    guard let payload, let found = read(payload) else { return }
    text = found
  }

  /// Nil when the part has no text of its own.
  private mutating func read(_ part: WirePart) -> MessageText? {
    let type = part.type
    switch type {
    case "multipart/alternative": return alternative(part.parts ?? [])
    case "multipart/related":
      for child in part.parts ?? [] {
        if let found = read(child) { return found }  // the rest are the pictures of the first
      }
      return nil
    case "text/plain", "text/html", "text/markdown", "text/x-markdown":
      guard !part.isAttachment, let bytes = bytes(of: part), !bytes.isEmpty else { return nil }
      let source = CharsetText.decodeTranscoded(bytes, declared: part.contentType.parameters["charset"])
      return Self.text(of: source, isHTML: type == "text/html" || Self.isMarkup(source))
    default:
      // Not into message/rfc822: a forwarded mail is somebody else's text.
      guard type.hasPrefix("multipart/") else { return nil }
      let found = (part.parts ?? []).compactMap { read($0) }.filter { !$0.visible.isEmpty }
      guard !found.isEmpty else { return nil }
      return MessageText(
        visible: found.map(\.visible).joined(separator: "\n\n"),
        newText: found.map(\.newText).filter { !$0.isEmpty }.joined(separator: "\n\n"),
        hadHiddenText: found.contains { $0.hadHiddenText })
    }
  }

  /// Plain text when it says something; else the last form that does, which is the richest one (RFC 2046 §5.1.4).
  private mutating func alternative(_ parts: [WirePart]) -> MessageText? {
    if let plain = parts.first(where: { $0.type == "text/plain" && !$0.isAttachment }), let found = read(plain),
      !Self.isPlaceholder(found.visible)
    {
      return found
    }
    for part in parts.reversed() {
      if let found = read(part), !found.visible.isEmpty { return found }
    }
    return nil
  }

  /// HTML is split by its own marks (quote containers and the like), which its text no longer shows.
  private static func text(of source: String, isHTML: Bool) -> MessageText {
    let visible = isHTML ? VisibleText.fromHTML(source) : VisibleText.fromPlain(source)
    let split = isHTML ? ReplyText.split(html: source) : ReplyText.split(visible.text)
    return MessageText(visible: visible.text, newText: split.newText, hadHiddenText: visible.hadHidden)
  }

  private mutating func bytes(of part: WirePart) -> [UInt8]? {
    if let data = part.body?.data { return Array(Base64URL.decode(data).prefix(Self.limit)) }
    let partID = part.partId ?? ""
    if let bytes = fetched[partID] { return Array(bytes.prefix(Self.limit)) }
    if let attachmentID = part.body?.attachmentId, (part.body?.size ?? 0) <= Self.limit, missing == nil {
      missing = Missing(partID: partID, attachmentID: attachmentID)
    }
    return nil
  }

  /// Whether a plain part only says that there is an HTML part.
  private static func isPlaceholder(_ text: String) -> Bool {
    let words = text.lowercased()
    return !words.contains { $0.isLetter || $0.isNumber } || (words.utf8.count < 300 && words.contains("html"))
  }

  /// Some senders put HTML where they say plain text.
  private static func isMarkup(_ source: String) -> Bool {
    let start = source.prefix(200).drop { $0.isWhitespace }.lowercased()
    return start.hasPrefix("<!doctype html") || start.hasPrefix("<html")
  }
}

extension WirePart {
  var contentType: ContentType { ContentType(header("Content-Type") ?? "") }

  /// Lower-case; Gmail's own word first.
  var type: String {
    let own = (mimeType ?? "").lowercased()
    return own.isEmpty ? contentType.type : own
  }

  var isAttachment: Bool {
    !(filename ?? "").isEmpty || header("Content-Disposition")?.lowercased().hasPrefix("attachment") == true
  }
}
