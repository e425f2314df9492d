/// RFC 2047 words: `=?charset?encoding?text?=`. Written here because GMime loses what follows a padded base64 word when it
/// reads, and makes words longer than 75 characters when it writes.
enum EncodedWords {
  /// One word in some text: where it stands, and its bytes.
  private struct Word {
    var end: Int
    var charset: String
    var bytes: [UInt8]
  }

  /// What a run of words is replaced by: the decoded text, or something made of it.
  typealias Replacement = (_ decoded: String) -> String

  /// The text with its words decoded. Blanks between two words go (§6.2); bytes of one character that was split over two
  /// words of the same charset come together again.
  static func decode(_ text: String, replacement: Replacement = { $0 }) -> String {
    let source = Array(text.utf8)
    var output: [UInt8] = []
    output.reserveCapacity(source.count)
    var at = 0
    while at < source.count {
      guard source[at] == UInt8(ascii: "="), let first = word(in: source, at: at) else {
        output.append(source[at])
        at += 1
        continue
      }
      var run = [first]
      at = first.end
      while let next = word(in: source, at: skippingBlanks(source, from: at)) {
        if let last = run.last, last.charset == next.charset {
          run[run.count - 1].bytes += next.bytes
        } else {
          run.append(next)
        }
        at = next.end
      }
      output += replacement(run.map { CharsetText.decode($0.bytes, charset: $0.charset) }.joined()).utf8
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// The text as words of at most 75 characters, in UTF-8 and base64, no character split.
  static func encode(_ text: String) -> [String] {
    var words: [String] = []
    var chunk: [UInt8] = []
    for scalar in text.unicodeScalars {
      let bytes = Array(UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      if chunk.count + bytes.count > 45 {
        words.append("=?utf-8?B?\(base64(chunk))?=")
        chunk = []
      }
      chunk += bytes
    }
    if !chunk.isEmpty { words.append("=?utf-8?B?\(base64(chunk))?=") }
    return words
  }

  /// Where the word that starts at an index ends, or nil when none does.
  static func end(ofWordAt start: Int, in source: [UInt8]) -> Int? { word(in: source, at: start)?.end }

  /// The word that starts at an index. Charset and encoding are bounded, so looking is cheap wherever it fails.
  private static func word(in source: [UInt8], at start: Int) -> Word? {
    let mark = UInt8(ascii: "?")
    guard start + 6 < source.count, source[start] == UInt8(ascii: "="), source[start + 1] == mark else { return nil }
    guard let charsetEnd = source[(start + 2)...].prefix(64).firstIndex(of: mark), charsetEnd > start + 2,
      charsetEnd + 2 < source.count, source[charsetEnd + 2] == mark
    else { return nil }
    let encoding = source[charsetEnd + 1] | 0x20
    let begin = charsetEnd + 3
    // Senders write words far longer than they may, and blanks in them.
    guard let end = closing(source, from: begin) else { return nil }
    let charset = source[(start + 2)..<charsetEnd].prefix { $0 != UInt8(ascii: "*") }
    let content = source[begin..<end]
    let bytes: [UInt8]
    switch encoding {
    case UInt8(ascii: "b"): bytes = fromBase64(content)
    case UInt8(ascii: "q"): bytes = fromQuoted(content)
    default: return nil
    }
    return Word(end: end + 2, charset: String(decoding: charset, as: UTF8.self).lowercased(), bytes: bytes)
  }

  private static func closing(_ source: [UInt8], from begin: Int) -> Int? {
    var index = begin
    let limit = min(source.count - 2, begin + 1_000)
    while index <= limit {
      if source[index] == UInt8(ascii: "?"), source[index + 1] == UInt8(ascii: "=") { return index }
      // Another word begins; but base64 padding before the end looks the same.
      if source[index] == UInt8(ascii: "="), source[index + 1] == UInt8(ascii: "?"), index < limit,
        source[index + 2] != UInt8(ascii: "=")
      {
        return nil
      }
      index += 1
    }
    return nil
  }

  private static func skippingBlanks(_ source: [UInt8], from start: Int) -> Int {
    var at = start
    while at < source.count, [0x20, 0x09, 0x0d, 0x0a].contains(source[at]) { at += 1 }
    return at
  }

  private static func fromQuoted(_ content: ArraySlice<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    var at = content.startIndex
    while at < content.endIndex {
      if content[at] == UInt8(ascii: "="), at + 2 < content.endIndex, let high = hexValue(content[at + 1]),
        let low = hexValue(content[at + 2])
      {
        bytes.append(high << 4 | low)
        at += 3
      } else {
        bytes.append(content[at] == UInt8(ascii: "_") ? 0x20 : content[at])
        at += 1
      }
    }
    return bytes
  }

  private static func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    default: nil
    }
  }

  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  private static let values: [UInt8?] = {
    var values = [UInt8?](repeating: nil, count: 256)
    for (value, byte) in alphabet.enumerated() { values[Int(byte)] = UInt8(value) }
    return values
  }()

  /// Generous: what is no base64 character is passed over, a missing end is no fault.
  private static func fromBase64(_ content: ArraySlice<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer: UInt32 = 0
    var bits = 0
    for byte in content {
      guard let value = values[Int(byte)] else { continue }
      buffer = (buffer << 6 | UInt32(value)) & 0xffff
      bits += 6
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(truncatingIfNeeded: buffer >> UInt32(bits)))
      }
    }
    return bytes
  }

  private static func base64(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let value = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - group.count))
      for place in 0..<4 {
        text.append(place <= group.count ? alphabet[Int(value >> UInt32(18 - 6 * place) & 63)] : UInt8(ascii: "="))
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
