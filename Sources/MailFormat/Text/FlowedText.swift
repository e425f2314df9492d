/// Text sent as `format=flowed` (RFC 3676): a blank at the end of a line says that the paragraph goes on.
package enum FlowedText {
  /// - Parameter deletesSpace: `DelSp=yes`: the blank is not part of the text.
  package static func unfold(_ text: String, deletesSpace: Bool) -> String {
    var lines: [Line] = []
    for written in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      let line = Line(written)
      // Lines of different quote depth do not flow into each other (§4.5).
      // In place: a copy of the line before would copy all that has flowed into it so far.
      let last = lines.count - 1
      if last >= 0, lines[last].isFlowed, lines[last].depth == line.depth, !line.isSignatureDelimiter {
        lines[last].append(line, deletesSpace: deletesSpace)
      } else {
        lines.append(line)
      }
    }
    return lines.map(\.text).joined(separator: "\n")
  }

  private struct Line {
    let depth: Int
    private var content: String
    private(set) var isFlowed: Bool
    let isSignatureDelimiter: Bool

    init(_ written: Substring) {
      depth = written.utf8.prefix { $0 == UInt8(ascii: ">") }.count
      var rest = written.dropFirst(depth)
      // A blank that was stuffed before the text (§4.4).
      if rest.first == " " { rest = rest.dropFirst() }
      content = String(rest)
      isSignatureDelimiter = rest == "-- "
      isFlowed = rest.utf8.last == UInt8(ascii: " ") && !isSignatureDelimiter
    }

    mutating func append(_ next: Line, deletesSpace: Bool) {
      if deletesSpace { content.unicodeScalars.removeLast() }
      content += next.content
      isFlowed = next.isFlowed
    }

    var text: String { depth == 0 ? content : String(repeating: ">", count: depth) + " " + content }
  }
}
