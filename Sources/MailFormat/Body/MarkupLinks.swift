/// Links in the source of an HTML text: words that lead to the web, whether or not they say where.
enum MarkupLinks {
  /// Whether it holds an `href` to the web. Read byte by byte, without a parser: a link that no reader sees counts as well.
  static func occur(in source: String) -> Bool {
    let name = Array("href".utf8)
    var matched = 0
    // What may stand between the name and the address: blanks, the sign, a quotation mark.
    var rest = source.utf8[...]
    while let byte = rest.popFirst() {
      let small = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
      matched = small == name[matched] ? matched + 1 : (small == name[0] ? 1 : 0)
      guard matched == name.count else { continue }
      matched = 0
      let value = rest.prefix(40).drop { " \t\r\n=\"'".utf8.contains($0) }
      if value.prefix(4).map({ $0 | 0x20 }).elementsEqual("http".utf8) { return true }
    }
    return false
  }
}
