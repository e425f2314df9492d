/// One line of HTML shown as text.
struct RenderedLine: Sendable, Equatable {
  var text: String
  /// Inside something that mail programs use only for what was written before.
  var isQuoted = false
  /// The first line after a rule such as Outlook draws above the message it quotes.
  var followsRule = false
}

/// Builds lines from runs of text: HTML's blanks collapse, blocks start lines, blank lines never double.
struct LineBuilder {
  /// Characters that are kept; a reader has given up long before.
  static let maximumScalars = 2_000_000

  private(set) var lines: [RenderedLine] = []
  private var current = String.UnicodeScalarView()
  private var blankPending = false
  private var separatorPending = false
  private var paragraphPending = false
  private var rulePending = false
  private var lineQuoted = false
  private var count = 0
  /// Applies to text from now on.
  var isQuoted = false

  mutating func append(_ text: String, preformatted: Bool) {
    for scalar in text.unicodeScalars {
      guard count < Self.maximumScalars else { return }
      switch scalar {
      case "\n" where preformatted:
        endLine(evenEmpty: true)
      case " ", "\t", "\n", "\r", "\u{0C}":
        if preformatted { put(scalar) } else { blankPending = true }
      default:
        put(scalar)
      }
    }
  }

  /// A list item's mark, which must not make an empty line look full until text follows.
  mutating func mark(_ text: String) {
    breakLine()
    append(text, preformatted: true)
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    if current.isEmpty {
      startLine()
    } else if separatorPending {
      current.append(contentsOf: " | ".unicodeScalars)
    } else if blankPending, current.last != " " {
      current.append(" ")
    }
    blankPending = false
    separatorPending = false
    current.append(scalar == "\u{A0}" ? " " : scalar)
    count += 1
  }

  private mutating func startLine() {
    if paragraphPending, let last = lines.last, !last.text.isEmpty {
      lines.append(RenderedLine(text: "", isQuoted: isQuoted && last.isQuoted))
    }
    paragraphPending = false
    lineQuoted = isQuoted
  }

  /// Ends the line if it has text.
  mutating func breakLine() { endLine(evenEmpty: false) }

  /// `<br>`: ends the line, or makes an empty one.
  mutating func forceBreak() { endLine(evenEmpty: true) }

  /// A block with space around it.
  mutating func breakParagraph() {
    breakLine()
    paragraphPending = true
  }

  mutating func separateCell() { if !current.isEmpty { separatorPending = true } }

  mutating func rule() {
    breakLine()
    rulePending = true
  }

  private mutating func endLine(evenEmpty: Bool) {
    blankPending = false
    separatorPending = false
    while let last = current.last, last == " " || last == "\t" { current.removeLast() }
    if current.isEmpty {
      if evenEmpty { paragraphPending = true }
      return
    }
    lines.append(RenderedLine(text: String(current), isQuoted: lineQuoted, followsRule: rulePending))
    rulePending = false
    current.removeAll(keepingCapacity: true)
  }
}
