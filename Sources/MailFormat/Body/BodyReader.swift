/// Finds, in a MIME tree, the text a reader would see: plain text before HTML that says the same, every inline part of a
/// mixed message, nothing out of attachments. Each part is read once, however often a rule looks at it and in however many
/// rounds the parts arrive.
package struct BodyReader {
  /// Text beyond this is not read: no prompt takes it, and it would only cost memory. Bytes in UTF-8.
  package static let limit = 1_000_000
  /// A part that is kept elsewhere comes whole or not at all, so a longer one is not asked for: no person writes as much,
  /// and it would cost memory all the same. Bytes.
  package static let largestRemote = 10_000_000
  /// Forms of a text that are compared with its plain one; honest mail has one or two.
  static let mostCompared = 20
  /// Parts of one message that are asked for by themselves; honest mail has one or two.
  package static let mostRemote = 20

  /// A part and the positions of its children.
  private struct Node {
    var part: MIMEPart
    var children: [Int] = []
  }

  /// By position: the root, then each part before its children.
  private var nodes: [Node] = []
  private let context: ReplyContext
  /// What text parts say, by position.
  private var texts: [Int: BodyText] = [:]
  private var supplied = 0

  /// Whether a part with a file name counts as text though nothing says that it is shown.
  private var readsNamed = false
  private var compared = 0
  /// Whether a part was too long to be asked for.
  private var leftOut = false
  /// Positions of the parts that have to be supplied before `text` is whole; all that are known to be needed, so that few
  /// rounds are.
  package private(set) var missing: [Int] = []
  package private(set) var text = BodyText.empty

  package init(_ root: MIMEPart, in context: ReplyContext) {
    self.context = context
    add(root)
    readAll()
  }

  /// Reads on with parts that were missing: by position, empty for those that exist no more.
  package mutating func supply(_ found: [Int: String]) {
    for (position, text) in found where nodes.indices.contains(position) {
      nodes[position].part.text = text
      nodes[position].part.remoteSize = nil
      supplied += 1
    }
    readAll()
  }

  @discardableResult
  private mutating func add(_ part: MIMEPart) -> Int {
    let position = nodes.count
    nodes.append(Node(part: part))
    for child in part.children { nodes[position].children.append(add(child)) }
    return position
  }

  private mutating func readAll() {
    (missing, compared, leftOut, readsNamed) = ([], 0, false, false)
    var found = read(0)
    if found == nil, missing.isEmpty {
      // Fax and scan gateways send nothing but `message.txt`.
      readsNamed = true
      found = read(0)
    }
    text = found ?? .empty
    text.hadUnreadText = leftOut
  }

  /// Nil when the part has no text of its own.
  private mutating func read(_ position: Int) -> BodyText? {
    let type = nodes[position].part.type
    switch type {
    case "multipart/alternative": return alternative(nodes[position].children)
    case "multipart/related":
      for child in nodes[position].children {
        if let found = read(child) { return found }  // the rest are the pictures of the first
      }
      return nil
    case "text/plain", "text/html", "text/markdown", "text/x-markdown": return leaf(position)
    default:
      // Not into message/rfc822: a forwarded mail is somebody else's text.
      guard type.hasPrefix("multipart/") else { return nil }
      var found: [BodyText] = []
      var length = 0
      for child in nodes[position].children where length < Self.limit {
        guard let text = read(child), !text.visible.isEmpty else { continue }
        found.append(text)
        length += text.visible.utf8.count
      }
      return found.isEmpty ? nil : BodyText(joining: found)
    }
  }

  /// Plain text when it says what the last form does, which is the richest one (RFC 2046 §5.1.4); else that form. Some
  /// programs cut the plain text short, or only say in it that there is another.
  private mutating func alternative(_ forms: [Int]) -> BodyText? {
    let plain = forms.first { nodes[$0].part.type == "text/plain" && isShown($0) }.flatMap { read($0) }
    guard missing.isEmpty else { return nil }
    let spoken = plain.flatMap { $0.isPlaceholder ? nil : $0 }
    for form in forms.reversed() where nodes[form].part.type != "text/plain" {
      let rich = read(form)
      // What is kept elsewhere is not worth a request when the plain text says something.
      if spoken != nil { missing = [] }
      guard let rich, !rich.visible.isEmpty else { continue }
      guard let spoken, compared < Self.mostCompared else { return spoken ?? rich }
      compared += 1
      var shown = spoken.covers(rich) ? spoken : rich
      shown.hasLinks = rich.hasLinks
      return shown
    }
    return spoken ?? plain
  }

  private mutating func leaf(_ position: Int) -> BodyText? {
    guard isShown(position) else { return nil }
    if let known = texts[position] { return known }
    let part = nodes[position].part
    if let size = part.remoteSize {
      ask(for: position, of: size)
      return nil
    }
    guard let text = part.text, !text.isEmpty else { return nil }
    let read = Self.read(Self.beginning(of: text), of: part, in: context)
    texts[position] = read
    return read
  }

  private mutating func ask(for position: Int, of size: Int) {
    if size > Self.largestRemote {
      leftOut = true
    } else if supplied + missing.count < Self.mostRemote {
      missing.append(position)
    }
  }

  private static func read(_ source: String, of part: MIMEPart, in context: ReplyContext) -> BodyText {
    if part.type == "text/html" || isMarkup(source) { return BodyText(html: source, in: context) }
    guard part.parameters["format"]?.lowercased() == "flowed" else { return BodyText(plain: source, in: context) }
    let deletesSpace = part.parameters["delsp"]?.lowercased() == "yes"
    return BodyText(plain: FlowedText.unfold(source, deletesSpace: deletesSpace), in: context)
  }

  private static func beginning(of text: String) -> String {
    guard text.utf8.count > limit else { return text }
    var end = text.utf8.index(text.startIndex, offsetBy: limit)
    while end.samePosition(in: text.unicodeScalars) == nil { end = text.utf8.index(before: end) }
    return String(text.unicodeScalars[..<end])
  }

  /// Some senders put HTML where they say plain text.
  private static func isMarkup(_ source: String) -> Bool {
    let start = String(source.unicodeScalars.prefix(200).drop(while: \.properties.isWhitespace)).lowercased()
    return start.hasPrefix("<!doctype html") || start.hasPrefix("<html")
  }

  /// A reader sees a part in place unless it is called an attachment; a name alone makes it one, unless it is all there is.
  private func isShown(_ position: Int) -> Bool {
    let part = nodes[position].part
    return switch part.disposition {
    case "attachment": false
    case "inline": true
    default: readsNamed || part.filename.isEmpty
    }
  }
}
