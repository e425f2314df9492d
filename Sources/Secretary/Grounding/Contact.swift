/// A web address, a mail address or the name of a file, and where its pieces end.
struct Contact: Sendable {
  let kind: Fact.Kind
  let meanings: [FactMeaning]
  let end: Int

  /// By the piece they begin with. Every run without a blank is passed over once.
  static func all(in text: TextPieces) -> [Int: Contact] {
    var found: [Int: Contact] = [:]
    var start = 0
    while start < text.pieces.count {
      var end = start + 1
      while end < text.pieces.count, text.pieces[end].gap == .none { end += 1 }
      if end - start >= 3 { read(text, start..<end, into: &found) }
      start = end
    }
    return found
  }

  private static func read(_ text: TextPieces, _ run: Range<Int>, into found: inout [Int: Contact]) {
    let pieces = text.pieces
    var index = run.lowerBound
    var free = run.lowerBound
    while index < run.upperBound {
      let piece = pieces[index]
      if piece.kind == .mark, piece.word == "@", index > free {
        var start = index
        while start > free, isPart(pieces[start - 1], "._%+-") { start -= 1 }
        var end = index + 1
        while end < run.upperBound, isPart(pieces[end], ".-") { end += 1 }
        while end > index + 1, pieces[end - 1].kind == .mark { end -= 1 }
        if start < index, end > index + 3 {
          let address = text.text(pieces[start].range.lowerBound..<pieces[end - 1].range.upperBound).lowercased()
          found[start] = Contact(kind: .address, meanings: [.address(address)], end: end)
          free = end
        }
        index = max(end, index + 1)
      } else if let start = linkStart(pieces, index, free) {
        var end = index + 1
        while end < run.upperBound, !closes(pieces[end]) { end += 1 }
        while end > index + 1, pieces[end - 1].kind == .mark, ".,;:!?'*_".contains(pieces[end - 1].word) { end -= 1 }
        let link = canonical(text.text(pieces[start].range.lowerBound..<pieces[end - 1].range.upperBound))
        found[start] = Contact(kind: .link, meanings: [.link(link)], end: end)
        (index, free) = (end, end)
      } else if piece.kind != .mark, index == free || !isPart(pieces[index - 1], "._%+-@") {
        var end = index + 1
        while end < run.upperBound, isPart(pieces[end], "._-") { end += 1 }
        let stop = end
        while end > index + 1, pieces[end - 1].kind == .mark { end -= 1 }
        if end - index >= 3, pieces[end - 2].kind == .mark, pieces[end - 2].word == ".",
          !(stop < run.upperBound && pieces[stop].word == "@")
        {
          let last = pieces[end - 1].word
          if domains.contains(last), pieces[end - 1].capitals == .none {
            if end < run.upperBound, pieces[end].word == "/" {
              while end < run.upperBound, !closes(pieces[end]) { end += 1 }
              while pieces[end - 1].kind == .mark, ".,;:!?'*_".contains(pieces[end - 1].word) { end -= 1 }
            }
            let link = canonical(text.text(pieces[index].range.lowerBound..<pieces[end - 1].range.upperBound))
            found[index] = Contact(kind: .link, meanings: [.link(link)], end: end)
            (index, free) = (end, end)
            continue
          }
          if files.contains(last) {
            let name = text.text(pieces[index].range.lowerBound..<pieces[end - 1].range.upperBound).lowercased()
            found[index] = Contact(kind: .name, meanings: [.code(name)], end: end)
            (index, free) = (end, end)
            continue
          }
        }
        // Whatever stands before an `@` is read when it is reached.
        index = max(stop, index + 1)
      } else {
        index += 1
      }
    }
  }

  /// Where a link begins that has its sign here: `https` `:` `//`, or `www` `.`.
  private static func linkStart(_ pieces: [TextPieces.Piece], _ index: Int, _ free: Int) -> Int? {
    if pieces[index].word == ":", index > free, index + 2 < pieces.count, pieces[index + 1].word == "/",
      pieces[index + 2].word == "/", schemes.contains(pieces[index - 1].word)
    {
      return index - 1
    }
    return pieces[index].word == "www" && index + 2 < pieces.count && pieces[index + 1].word == "."
      && pieces[index + 1].gap == .none && pieces[index + 2].gap == .none ? index : nil
  }

  private static func isPart(_ piece: TextPieces.Piece, _ marks: String) -> Bool {
    piece.kind != .mark || marks.contains(piece.word)
  }

  private static func closes(_ piece: TextPieces.Piece) -> Bool {
    piece.kind == .mark && ["<", ">", "\"", ")", "]", "}", "|", "»", "“", "”"].contains(piece.word)
  }

  static func canonical(_ link: String) -> String {
    var rest = Substring(link)
    if let scheme = rest.range(of: "://") { rest = rest[scheme.upperBound...] }
    let host = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    var path = rest[host.endIndex...]
    if path.hasSuffix("/") { path = path.dropLast() }
    let small = host.lowercased()
    return (small.hasPrefix("www.") ? String(small.dropFirst(4)) : small) + path
  }

  /// Also as people spell one that is not to be followed by accident.
  private static let schemes: Set<String> = ["http", "https", "ftp", "hxxp", "hxxps"]

  private static let domains = TextPieces.folded(
    """
    com org net de fr es it ch at eu uk io example test info biz app dev co nl be lu pt pl dk se no fi ie us ca au me tv ai
    shop online cloud edu gov int cat site
    """)

  private static let files = TextPieces.folded(
    "pdf doc docx xls xlsx ppt pptx odt ods csv txt jpg jpeg png gif zip ics eml html xml mp4 mov")
}

extension Substring {
  fileprivate func range(of mark: String) -> Range<Index>? {
    guard let first = unicodeScalars.firstIndex(of: ":") else { return nil }
    return self[first...].hasPrefix(mark) ? first..<index(first, offsetBy: 3) : nil
  }
}
