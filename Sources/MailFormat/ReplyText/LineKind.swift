/// What a line of a body is by its look and its neighbours.
enum LineKind: Sendable {
  case blank
  case text
  /// `> …`, or inside an element that mail programs use for history.
  case quote
  /// Looks quoted, but is what the sender has to show: a clause to agree with, a mail passed on.
  case citation
  /// Part of “On … wrote:”.
  case attribution
  /// Part of a block of header lines, or of “Original Message”: what follows is a whole message.
  case messageHead
  /// A rule such as `***`, which separates nothing when it stands last.
  case rule
  /// `--` or `____`, which often has a signature below.
  case signatureMark
  /// “Sent from my …”.
  case deviceLine
  /// “This message is confidential”, below a quote.
  case footer
}

/// One line prepared for looking at: bounded, because only its beginning and end tell what it is.
struct LineLook: Sendable {
  /// Without emphasis marks around it, lower case, every run of white space one blank.
  let bare: String
  /// As it stands, without white space around it.
  let trimmed: Substring
  /// `-- ` and nothing else, the one mark that stands for a signature and nothing else (RFC 3676 §4.3).
  let isSignatureDelimiter: Bool
  /// Name and value of what looks like a header field.
  let field: (name: String, value: Substring)?
  /// What that field says, found once: a block of header lines is looked for at each of its lines.
  let header: HeaderLook?

  private static let maximumBytes = 400

  init(_ text: String) {
    let bounded =
      text.utf8.count > Self.maximumBytes ? String(decoding: text.utf8.prefix(Self.maximumBytes), as: UTF8.self) : text
    let rest = bounded.drop { $0.isWhitespace }
    trimmed = rest.lastIndex { !$0.isWhitespace }.map { rest[...$0] } ?? ""
    let inner = trimmed.drop { $0 == "*" || $0 == "_" }
    let words = inner[..<(inner.lastIndex { $0 != "*" && $0 != "_" }.map(inner.index(after:)) ?? inner.startIndex)]
    bare = words.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
    field = Self.field(bare)
    header = field.map(HeaderLook.init)
    isSignatureDelimiter = text.utf8.count < 8 && text.hasPrefix("-- ") && trimmed == "--"
  }

  private static func field(_ line: String) -> (name: String, value: Substring)? {
    let start = line.unicodeScalars.prefix(40)
    guard let colon = start.firstIndex(where: { $0 == ":" || $0 == "\u{FF1A}" }) else { return nil }
    let written = line[..<colon].filter { $0 != "*" && $0 != "_" && $0 != "\"" }
    let name = written.split(separator: " ").joined(separator: " ")
    guard (1...24).contains(name.count), name.allSatisfy({ $0.isLetter || $0 == " " || $0 == "-" }) else { return nil }
    return (name, line[line.unicodeScalars.index(after: colon)...])
  }

  var isBlank: Bool { trimmed.isEmpty }

  /// `>` after at most four letters (initials of who wrote it), or the `|` some programs use, unless a table.
  var isQuote: Bool {
    if trimmed.first == "|" { return trimmed.count == 1 || trimmed.last != "|" }
    let initials = trimmed.utf8.prefix { ($0 | 0x20) >= UInt8(ascii: "a") && ($0 | 0x20) <= UInt8(ascii: "z") }
    return initials.count <= 4 && trimmed.utf8.dropFirst(initials.count).first == UInt8(ascii: ">")
  }

  /// Dashes or underscores alone, in bold too.
  var isSignatureMark: Bool {
    if trimmed.count >= 3, trimmed.allSatisfy({ $0 == "_" }) { return true }
    return bare == "--" || bare == "---" || bare == "\u{2014}" || bare == "\u{2013}"
  }

  /// One kind of drawing character, or the mark a tracking program leaves.
  var isRule: Bool {
    guard let first = trimmed.first else { return false }
    if trimmed == "\u{1427}" { return true }
    return "-*#~=_+\u{2500}".contains(first) && trimmed.count >= 2 && trimmed.allSatisfy { $0 == first || $0 == " " }
  }

  /// Asks something: a question mark that ends a word, not one inside an address of a web page.
  var asks: Bool {
    var last: Character = " "
    var characters = trimmed[...]
    while let character = characters.popFirst() {
      if "?\u{FF1F}\u{61F}\u{55E}\u{37E}".contains(character), last != " ",
        characters.first.map({ !$0.isLetter && !$0.isNumber && $0 != "/" }) ?? true
      {
        return true
      }
      last = character
    }
    return false
  }

  /// A sentence: nothing that stands in a signature.
  var isSentence: Bool {
    guard let last = trimmed.last, ".!…\u{3002}\u{FF01}".contains(last) else { return false }
    return trimmed.count(where: \.isWhitespace) >= 4 || !last.isASCII
  }

  /// The announcement of what follows.
  var isAnnouncement: Bool { trimmed.last == ":" || trimmed.last == "\u{FF1A}" }

  /// “Best regards,”
  var isClosing: Bool { ReplyVocabulary.closings.contains(bare.filter { $0.isLetter || $0 == " " }) }
}

/// What a line says that looks like a header field.
struct HeaderLook: Sendable {
  /// Nil for a name that no mail program uses.
  let role: ReplyVocabulary.HeaderRole?
  /// Names a person's address.
  let hasAddress: Bool
  /// Names a time.
  let hasDate: Bool

  init(_ field: (name: String, value: Substring)) {
    role = ReplyVocabulary.headerNames[field.name]
    hasAddress = (role == .from || role == .to) && field.value.utf8.contains(UInt8(ascii: "@"))
    hasDate = (role == .date || role == .sent) && Attribution.containsDate(field.value)
  }
}
