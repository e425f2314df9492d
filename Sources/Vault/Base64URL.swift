/// Base64 in the alphabet that is safe in a URL, a file name, a cookie and a line of text (RFC 4648 §5).
package enum Base64URL {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
  private static let padding = UInt8(ascii: "=")

  /// By byte, in either alphabet; 255 for what is no digit.
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 255, count: 256)
    for (value, digit) in zip(UInt8(0)..., alphabet) { values[Int(digit)] = value }
    values[Int(UInt8(ascii: "+"))] = 62
    values[Int(UInt8(ascii: "/"))] = 63
    return values
  }()

  /// Without padding, as tokens and proof keys are written (RFC 7515 §2), unless it is asked for.
  package static func encode(_ bytes: [UInt8], padded: Bool = false) -> String {
    String(unsafeUninitializedCapacity: (bytes.count + 2) / 3 * 4) { output in
      var length = 0
      var bits: UInt32 = 0
      var held: UInt32 = 0
      func write(_ digit: UInt8) {
        output[length] = digit
        length += 1
      }
      for byte in bytes {
        bits = bits << 8 | UInt32(byte)
        held += 8
        while held >= 6 {
          held -= 6
          write(alphabet[Int(bits >> held & 63)])
        }
      }
      if held > 0 { write(alphabet[Int(bits << (6 - held) & 63)]) }
      while padded, length % 4 != 0 { write(padding) }
      return length
    }
  }

  /// In either alphabet, with or without padding at the end; nil for anything else.
  package static func decode(_ text: some StringProtocol) -> [UInt8]? {
    var digits = Array(text.utf8)[...]
    while digits.last == padding { digits.removeLast() }
    guard digits.count % 4 != 1, digits.allSatisfy({ values[Int($0)] != 255 }) else { return nil }
    return bytes(of: digits, most: .max)
  }

  /// Nil for anything but what `encode` writes without padding.
  package static func decodeExactly(_ text: some StringProtocol) -> [UInt8]? {
    // The last digit may carry bits that belong to no byte: another digit there would read alike.
    decode(text).flatMap { encode($0) == text ? $0 : nil }
  }

  /// Whatever digits there are, as mail is read.
  /// - Parameter most: bytes after which no more are read.
  package static func decodeLeniently(_ text: some StringProtocol, most: Int = .max) -> [UInt8] {
    bytes(of: text.utf8, most: most)
  }

  private static func bytes(of digits: some Sequence<UInt8>, most: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(digits.underestimatedCount * 3 / 4, most))
    var bits: UInt32 = 0
    var held: UInt32 = 0
    for digit in digits {
      if bytes.count >= most { break }
      let value = values[Int(digit)]
      guard value != 255 else { continue }
      bits = bits << 6 | UInt32(value)
      held += 6
      guard held >= 8 else { continue }
      held -= 8
      bytes.append(UInt8(truncatingIfNeeded: bits >> held))
    }
    return bytes
  }
}
