import MailFormat
import Secretary

/// Finds, in Gmail's MIME tree, the text a reader would see: plain text before HTML that says the same, every inline part
/// of a mixed message, nothing out of attachments.
struct BodyText {
  /// A text part whose bytes Gmail keeps behind an attachment id.
  struct Missing: Equatable {
    var partID: String
    var attachmentID: String
  }

  /// Text beyond this is not read: no prompt takes it, and it would only cost memory. Bytes.
  static let limit = 1_000_000
  /// A part that is kept aside comes whole or not at all, so a longer one is not asked for: no person writes as much, and it
  /// would cost memory all the same. Bytes.
  static let largestFetched = 10_000_000
  /// Forms of a text that are compared with its plain one; honest mail has one or two.
  static let mostCompared = 20
  /// Parts of one message that are asked for by themselves; honest mail has one or two.
  static let mostFetched = 20

  private let fetched: [String: [UInt8]]
  private let context: ReplyContext
  /// Whether a part with a file name counts as text though nothing says that it is shown.
  private var readsNamed = false
  private var compared = 0
  /// What has to be fetched before this is the whole text; all that is known to be needed, so that few rounds are.
  private(set) var missing: [Missing] = []
  private(set) var text = MessageText(visible: "")
  /// Whether a part was too long to be asked for.
  private var leftOut = false

  /// `fetched` holds, by part id, bodies that were asked for before.
  init(of payload: WirePart?, fetched: [String: [UInt8]] = [:], in context: ReplyContext = ReplyContext()) {
    self.fetched = fetched
    self.context = context
    guard let payload else { return }
    var found = read(payload)
    if found == nil, missing.isEmpty {
      // Fax and scan gateways send nothing but `message.txt`.
      readsNamed = true
      found = read(payload)
    }
    if let found { text = found }
    text.hadUnreadText = leftOut
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
      guard isShown(part), let bytes = bytes(of: part), !bytes.isEmpty else { return nil }
      let parameters = part.contentType.parameters
      let source = CharsetText.decodeTranscoded(bytes, declared: parameters["charset"])
      if type == "text/html" || Self.isMarkup(source) { return text(html: source) }
      guard parameters["format"]?.lowercased() == "flowed" else { return text(plain: source) }
      return text(plain: FlowedText.unfold(source, deletesSpace: parameters["delsp"]?.lowercased() == "yes"))
    default:
      // Not into message/rfc822: a forwarded mail is somebody else's text.
      guard type.hasPrefix("multipart/") else { return nil }
      var found: [MessageText] = []
      var length = 0
      for child in part.parts ?? [] where length < Self.limit {
        guard let text = read(child), !text.visible.isEmpty else { continue }
        found.append(text)
        length += text.visible.utf8.count
      }
      guard !found.isEmpty else { return nil }
      return MessageText(
        visible: found.map(\.visible).joined(separator: "\n\n"),
        newText: found.map(\.newText).filter { !$0.isEmpty }.joined(separator: "\n\n"),
        hadHiddenText: found.contains { $0.hadHiddenText })
    }
  }

  /// Plain text when it says what the last form does, which is the richest one (RFC 2046 §5.1.4); else that form. Some
  /// programs cut the plain text short, or only say in it that there is another.
  private mutating func alternative(_ parts: [WirePart]) -> MessageText? {
    let plain = parts.first { $0.type == "text/plain" && isShown($0) }.flatMap { read($0) }
    guard missing.isEmpty else { return nil }
    let spoken = plain.flatMap { Self.isPlaceholder($0.visible) ? nil : $0 }
    for part in parts.reversed() where part.type != "text/plain" {
      let rich = read(part)
      // What Gmail keeps apart is not worth a request when the plain text says something.
      if spoken != nil { missing = [] }
      guard let rich, !rich.visible.isEmpty else { continue }
      guard let spoken, compared < Self.mostCompared else { return spoken ?? rich }
      compared += 1
      return Self.covers(spoken.visible, rich.visible) ? spoken : rich
    }
    return spoken ?? plain
  }

  private func text(plain source: String) -> MessageText {
    let visible = VisibleText.fromPlain(source)
    let split = ReplyText.split(visible.text, in: context)
    return MessageText(visible: visible.text, newText: split.newText, hadHiddenText: visible.hadHidden)
  }

  /// HTML is split by its own marks (quote containers and the like), which its text no longer shows.
  private func text(html source: String) -> MessageText {
    let (visible, split) = ReplyText.read(html: source, in: context)
    return MessageText(visible: visible.text, newText: split.newText, hadHiddenText: visible.hadHidden)
  }

  private mutating func bytes(of part: WirePart) -> [UInt8]? {
    if let data = part.body?.data { return Self.bytes(from: data) }
    let partID = part.partId ?? ""
    if let bytes = fetched[partID] { return bytes }
    guard let attachmentID = part.body?.attachmentId else { return nil }
    if (part.body?.bytes ?? 0) > Self.largestFetched {
      leftOut = true
    } else if fetched.count + missing.count < Self.mostFetched {
      missing.append(Missing(partID: partID, attachmentID: attachmentID))
    }
    return nil
  }

  /// What is read of a body as Gmail gives it.
  static func bytes(from data: String) -> [UInt8] { Base64URL.decode(data, most: limit) }

  /// Whether a plain part has no words, or only says that there is an HTML part.
  private static func isPlaceholder(_ text: String) -> Bool {
    guard text.utf8.count < 300 else { return !text.contains { $0.isLetter || $0.isNumber } }
    let words = text.lowercased()
    return !words.contains { $0.isLetter || $0.isNumber } || words.contains("html") && !words.contains("?")
  }

  /// Whether a text has at least half of the words of another.
  private static func covers(_ text: String, _ other: String) -> Bool {
    func words(_ text: String) -> Set<Substring> { Set(text.lowercased().split { !$0.isLetter && !$0.isNumber }) }
    let wanted = words(other)
    return wanted.intersection(words(text)).count * 2 >= wanted.count
  }

  /// Some senders put HTML where they say plain text.
  private static func isMarkup(_ source: String) -> Bool {
    let start = source.scalars(200).drop { $0.isWhitespace }.lowercased()
    return start.hasPrefix("<!doctype html") || start.hasPrefix("<html")
  }

  /// A reader sees a part in place unless it is called an attachment; a name alone makes it one, unless it is all there is.
  private func isShown(_ part: WirePart) -> Bool {
    switch part.disposition {
    case "attachment": false
    case "inline": true
    default: readsNamed || (part.filename ?? "").isEmpty
    }
  }
}

extension WirePart {
  var contentType: ContentType { ContentType(header("Content-Type") ?? "") }

  /// Lower-case; Gmail's own word first.
  var type: String {
    let own = (mimeType ?? "").lowercased()
    return own.isEmpty ? contentType.type : own
  }

  /// Lower-case `inline` or `attachment` (RFC 2183); empty when the part does not say.
  var disposition: String {
    let value = header("Content-Disposition") ?? ""
    return value.prefix { $0 != ";" }.filter { !$0.isWhitespace }.lowercased()
  }
}
