import CGMime

/// Bytes of a text body into a String, whatever charset they claim. Never fails: bytes that mean nothing become U+FFFD.
package enum CharsetText {
  /// Bytes as they were sent: the declared charset first. An unknown or missing one is taken as UTF-8 when the bytes are
  /// valid UTF-8, otherwise as windows-1252, which gives every byte some character.
  package static func decode(_ bytes: [UInt8], charset: String?) -> String {
    let name = (charset ?? "").lowercased().filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" }
    switch name {
    case "", "utf-8", "utf8", "us-ascii", "ascii", "unknown-8bit", "x-unknown", "default", "_iso-2022-jp$esc":
      if let text = unicode(bytes) { return text }
      if name.isEmpty, let inside = MetaCharset.name(in: bytes) { return decode(bytes, charset: inside) }
      return windows1252(bytes)
    case "iso-8859-1", "iso8859-1", "latin1", "windows-1252", "cp1252":
      // Senders that say Latin-1 and send bytes 80–9F mean windows-1252; every mail reader reads it so (WHATWG Encoding).
      return windows1252(bytes)
    case "shift_jis", "shift-jis", "sjis", "x-sjis", "ms_kanji", "csshiftjis":
      // What Windows writes under that name is its code page 932, with ① and ㈱ (WHATWG Encoding §4.2).
      return converted(bytes, from: "cp932") ?? windows1252(bytes)
    case "iso-2022-jp", "csiso2022jp", "cp50221":
      return converted(ISO2022JP.extendedUnixCode(bytes), from: "eucJP-ms") ?? windows1252(bytes)
    default:
      return converted(bytes, from: name) ?? unicode(bytes) ?? windows1252(bytes)
    }
  }

  /// Text bodies as Gmail's `format=full` hands them out: already UTF-8, while the `charset=` beside them still names
  /// the original one. So UTF-8 first, the declared charset only when the bytes are not UTF-8.
  package static func decodeTranscoded(_ bytes: [UInt8], declared charset: String?) -> String {
    unicode(bytes) ?? decode(bytes, charset: charset)
  }

  private static func unicode(_ bytes: [UInt8]) -> String? {
    let marked = bytes.starts(with: [0xef, 0xbb, 0xbf])
    return String(validating: marked ? bytes[3...] : bytes[...], as: UTF8.self)
  }

  /// Windows-1252 by its code chart; the five unassigned bytes become U+FFFD.
  private static func windows1252(_ bytes: [UInt8]) -> String {
    var text = String.UnicodeScalarView()
    text.reserveCapacity(bytes.count)
    for byte in bytes {
      text.append((0x80...0x9f).contains(byte) ? punctuation[Int(byte) - 0x80] : Unicode.Scalar(byte))
    }
    return String(text)
  }

  private static let punctuation: [Unicode.Scalar] = [
    "\u{20AC}", "\u{FFFD}", "\u{201A}", "\u{0192}", "\u{201E}", "\u{2026}", "\u{2020}", "\u{2021}", "\u{02C6}",
    "\u{2030}", "\u{0160}", "\u{2039}", "\u{0152}", "\u{FFFD}", "\u{017D}", "\u{FFFD}", "\u{FFFD}", "\u{2018}",
    "\u{2019}", "\u{201C}", "\u{201D}", "\u{2022}", "\u{2013}", "\u{2014}", "\u{02DC}", "\u{2122}", "\u{0161}",
    "\u{203A}", "\u{0153}", "\u{FFFD}", "\u{017E}", "\u{0178}",
  ]

  /// Through iconv, with GMime's knowledge of the names senders use; nil when there is no such charset.
  private static func converted(_ bytes: [UInt8], from charset: String) -> String? {
    GMimeLibrary.start()
    guard charset.utf8.count < 64, !charset.utf8.contains(0), let converter = g_mime_iconv_open("UTF-8", charset),
      Int(bitPattern: converter) != -1
    else { return nil }
    defer { g_mime_iconv_close(converter) }
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var input = bytes
    input.withUnsafeMutableBytes { buffer in
      var next = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
      var left = buffer.count
      withUnsafeTemporaryAllocation(of: CChar.self, capacity: 4096) { chunk in
        while left > 0 {
          var free = chunk.baseAddress
          var room = chunk.count
          let before = left
          let result = iconv(converter, &next, &left, &free, &room)
          output.append(contentsOf: chunk[..<(chunk.count - room)].lazy.map(UInt8.init(bitPattern:)))
          guard result == -1 else { break }
          guard room == chunk.count, left == before else { continue }
          // No progress: a byte sequence that means nothing in this charset, or a character cut off at the end.
          output.append(contentsOf: [0xef, 0xbf, 0xbd])
          next = next?.advanced(by: 1)
          left -= 1
        }
      }
    }
    return String(decoding: output, as: UTF8.self)
  }
}
