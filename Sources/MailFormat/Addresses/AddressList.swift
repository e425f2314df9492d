/// The address list of a `From`, `To`, `Cc` or `Reply-To` field (RFC 5322 §3.4), read generously and in one pass: real
/// senders leave out commas and quotes and put two dots together, and hostile ones nest what may not be nested.
package enum AddressList {
  /// More mailboxes than this in one field are left out.
  package static let maximumCount = 10_000

  /// Mailboxes in order; the members of a group stand in the group's place. What has no local part and domain is left
  /// out. Takes a raw or an already decoded value.
  package static func parse(_ header: String) -> [MailAddress] {
    var reader = AddressReader(Array(HeaderText.bounded(header).utf8))
    return reader.read()
  }

  /// The list as a person reads it: decoded names, quoted where they need it; nil when nothing in it is an address.
  static func display(_ header: String) -> String? {
    let addresses = parse(header)
    guard !addresses.isEmpty else { return nil }
    return addresses.map { entry in
      guard !entry.name.isEmpty else { return entry.address }
      let name = entry.name.contains { "()<>[]:;@\\,.\"".contains($0) } ? quoted(entry.name) : entry.name
      return "\(name) <\(entry.address)>"
    }.joined(separator: ", ")
  }

  private static func quoted(_ name: String) -> String {
    "\"" + name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}

/// Reads one list, an entry at a time. Every byte is looked at a bounded number of times.
private struct AddressReader {
  private let source: [UInt8]
  private var at = 0
  private var found: [MailAddress] = []

  /// What was met of the entry so far.
  private var phrase: [UInt8] = []
  /// Pieces between commas that held no address. They are the beginning of a name that should have been quoted when an
  /// address in angle brackets follows: `Lind, Ben <…>`, `Ben Lind, PhD <…>`.
  private var pieces: [[UInt8]] = []
  private var comment: [UInt8] = []
  private var angle: [UInt8]?
  private var hasQuotedLocalPart = false
  private var hasAddressMark = false

  /// Marks that have no partner further on stand for themselves; known once, so that nothing is searched for again.
  private var unclosed: Set<UInt8> = []

  init(_ source: [UInt8]) { self.source = source }

  mutating func read() -> [MailAddress] {
    while at < source.count, found.count < AddressList.maximumCount { readNext() }
    finish()
    return found
  }

  private mutating func readNext() {
    let byte = source[at]
    // Where a comma is missing, the next entry begins after the address.
    if angle != nil, byte > 0x20, byte != UInt8(ascii: "(") { finish() }
    switch byte {
    case UInt8(ascii: ",") where angle == nil && !hasAddressMark && !hasQuotedLocalPart:
      if !isBlank(phrase) { pieces.append(phrase) }
      phrase = []
      at += 1
    case UInt8(ascii: ","), UInt8(ascii: ";"):
      finish()
      at += 1
    case UInt8(ascii: ":") where !hasAddressMark:
      // The name of a group, or `mailto`.
      phrase = []
      pieces = []
      at += 1
    case UInt8(ascii: "\"") where close(of: byte) != nil:
      readQuoted()
    case UInt8(ascii: "(") where close(of: UInt8(ascii: ")")) != nil:
      readComment()
    case UInt8(ascii: "<"):
      readAngle(isClosed: close(of: UInt8(ascii: ">")) != nil)
    case UInt8(ascii: "="):
      // Commas in an encoded word are against the rules and common.
      let end = EncodedWords.end(ofWordAt: at, in: source) ?? at + 1
      phrase += source[at..<end]
      at = end
    default:
      if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "@") { hasAddressMark = true }
      phrase.append(byte)
      at += 1
    }
  }

  /// Whether a partner follows at all; where exactly is for the reader of the construct to find.
  private mutating func close(of mark: UInt8) -> Int? {
    guard !unclosed.contains(mark) else { return nil }
    if let index = source[(at + 1)...].firstIndex(of: mark) { return index }
    unclosed.insert(mark)
    return nil
  }

  private mutating func readQuoted() {
    var content: [UInt8] = []
    at += 1
    while at < source.count, source[at] != UInt8(ascii: "\"") {
      if source[at] == UInt8(ascii: "\\"), at + 1 < source.count { at += 1 }
      content.append(source[at])
      at += 1
    }
    at += 1
    // A quoted local part keeps its quotes.
    hasQuotedLocalPart = at < source.count && source[at] == UInt8(ascii: "@")
    phrase += hasQuotedLocalPart ? [UInt8(ascii: "\"")] + content + [UInt8(ascii: "\"")] : content
  }

  private mutating func readComment() {
    var depth = 0
    repeat {
      switch source[at] {
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth -= 1
      case UInt8(ascii: "\\"): at += 1
      default: comment.append(source[at])
      }
      at += 1
    } while depth > 0 && at < source.count
    phrase.append(0x20)
  }

  /// The address up to its bracket, or to the next entry when there is none in all that follows.
  private mutating func readAngle(isClosed: Bool) {
    let ends: Set<UInt8> = isClosed ? [UInt8(ascii: ">")] : [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "<")]
    var content: [UInt8] = []
    var inQuotes = false
    at += 1
    while at < source.count, inQuotes || !ends.contains(source[at]) {
      if source[at] == UInt8(ascii: "\"") { inQuotes.toggle() }
      content.append(source[at])
      at += 1
    }
    if isClosed { at += 1 }
    // A route before the address (RFC 5322 §4.4) is no part of it.
    if content.first == UInt8(ascii: "@"), let colon = content.lastIndex(of: UInt8(ascii: ":")) {
      content.removeSubrange(...colon)
    }
    angle = content
  }

  private mutating func finish() {
    defer {
      phrase = []
      pieces = []
      comment = []
      angle = nil
      hasQuotedLocalPart = false
      hasAddressMark = false
    }
    let words = String(decoding: phrase, as: UTF8.self)
    if let angle {
      append(address: String(decoding: angle, as: UTF8.self), name: name(endingIn: words))
    } else if hasQuotedLocalPart {
      append(address: words, name: "")
    } else if hasAddressMark {
      let parts = words.split(whereSeparator: \.isWhitespace)
      let address = parts.last { $0.utf8.contains(UInt8(ascii: "@")) }.map(String.init) ?? ""
      append(
        address: address, name: parts.filter { !$0.utf8.contains(UInt8(ascii: "@")) }.joined(separator: " "))
    }
  }

  /// More pieces than a name has commas are entries without addresses.
  private func name(endingIn words: String) -> String {
    guard pieces.count <= 4 else { return words }
    let all = pieces.map { String(decoding: $0, as: UTF8.self).trimmedBlanks } + [words.trimmedBlanks]
    return all.filter { !$0.isEmpty }.joined(separator: ", ")
  }

  private func isBlank(_ bytes: [UInt8]) -> Bool { bytes.allSatisfy { $0 <= 0x20 } }

  private mutating func append(address: String, name: String) {
    let trimmed = HeaderText.oneLine(address).trimmedBlanks
    guard let mark = trimmed.utf8.lastIndex(of: UInt8(ascii: "@")), mark != trimmed.startIndex,
      trimmed.utf8.last != UInt8(ascii: "@"),
      trimmed.utf8.first == UInt8(ascii: "\"")
        || !trimmed.unicodeScalars.contains(where: { $0.properties.isWhitespace || $0 == "<" || $0 == ">" })
    else { return }
    var shown = HeaderText.decode(name).trimmedBlanks
    if shown.isEmpty { shown = HeaderText.decode(String(decoding: comment, as: UTF8.self)).trimmedBlanks }
    found.append(MailAddress(name: shown, address: trimmed))
  }
}

extension String {
  fileprivate var trimmedBlanks: String {
    // Scalars: what a character is, a run of flags read backwards tells only from its beginning, each time anew.
    let scalars = unicodeScalars
    guard let start = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let end = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(scalars[start...end])
  }
}
