/// What a line of a body is by its look alone.
enum LineKind: Sendable {
  case blank
  case text
  /// `> …`, or inside an element that mail programs use for history.
  case quote
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
}

/// One line prepared for looking at: bounded, because only its beginning and end tell what it is.
struct LineLook {
  /// Without blanks and emphasis marks around it, lower case.
  let bare: String
  /// As it stands, without blanks around it.
  let trimmed: Substring

  private static let maximumBytes = 600

  init(_ text: String) {
    let bounded =
      text.utf8.count > Self.maximumBytes ? String(decoding: text.utf8.prefix(Self.maximumBytes), as: UTF8.self) : text
    let blanks: (Character) -> Bool = { $0.isWhitespace }
    let rest = bounded.drop(while: blanks)
    let end = rest.lastIndex { !$0.isWhitespace }
    trimmed = end.map { Substring(rest[...$0]) } ?? ""
    let marks: Set<Character> = ["*", "_"]
    var inner = trimmed
    while let first = inner.first, marks.contains(first) { inner.removeFirst() }
    while let last = inner.last, marks.contains(last) { inner.removeLast() }
    bare = inner.lowercased()
  }

  var isBlank: Bool { trimmed.isEmpty }

  /// `>` after at most four letters (initials of who wrote it), or the `|` some programs use, unless a table.
  var isQuote: Bool {
    if trimmed.first == "|" { return trimmed.count == 1 || trimmed.last != "|" }
    let initials = trimmed.utf8.prefix { ($0 | 0x20) >= UInt8(ascii: "a") && ($0 | 0x20) <= UInt8(ascii: "z") }
    return initials.count <= 4 && trimmed.utf8.dropFirst(initials.count).first == UInt8(ascii: ">")
  }

  var isSignatureMark: Bool {
    guard let first = trimmed.first else { return false }
    switch first {
    case "-": return trimmed == "--" || trimmed == "---"
    case "\u{2014}", "\u{2013}": return trimmed.count == 1
    case "_": return trimmed.count >= 3 && trimmed.allSatisfy { $0 == "_" }
    default: return false
    }
  }

  /// One kind of drawing character, or the mark a tracking program leaves.
  var isRule: Bool {
    guard let first = trimmed.first else { return false }
    if trimmed == "\u{1427}" { return true }
    return "-*#~=_+\u{2500}".contains(first) && trimmed.count >= 2 && trimmed.allSatisfy { $0 == first || $0 == " " }
  }
}
