/// Base64 in the web-safe alphabet: written with padding, as Gmail writes it; read with or without padding and in either
/// alphabet, as Gmail reads it.
package enum Base64URL {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 255, count: 256)
    for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt8(value) }
    values[Int(UInt8(ascii: "+"))] = 62
    values[Int(UInt8(ascii: "/"))] = 63
    return values
  }()

  package static func encode(_ bytes: [UInt8]) -> String {
    let pad = UInt8(ascii: "=")
    return String(unsafeUninitializedCapacity: (bytes.count + 2) / 3 * 4) { output in
      var at = 0
      var index = 0
      while index < bytes.count {
        let second = index + 1 < bytes.count ? bytes[index + 1] : nil
        let third = index + 2 < bytes.count ? bytes[index + 2] : nil
        let group = UInt32(bytes[index]) << 16 | UInt32(second ?? 0) << 8 | UInt32(third ?? 0)
        output[at] = alphabet[Int(group >> 18)]
        output[at + 1] = alphabet[Int(group >> 12 & 63)]
        output[at + 2] = second == nil ? pad : alphabet[Int(group >> 6 & 63)]
        output[at + 3] = third == nil ? pad : alphabet[Int(group & 63)]
        at += 4
        index += 3
      }
      return at
    }
  }

  /// Without padding, as signed tokens and proof keys are written (RFC 7515 §2).
  package static func unpadded(_ bytes: [UInt8]) -> String { String(encode(bytes).prefix { $0 != "=" }) }

  /// Nil when a character is of neither alphabet or the length is impossible.
  package static func decode(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count / 4 * 3)
    var group: UInt32 = 0
    var held = 0
    var padded = false
    for character in text.utf8 {
      if character == UInt8(ascii: "=") {
        padded = true
        continue
      }
      let value = values[Int(character)]
      guard value != 255, !padded else { return nil }
      group = group << 6 | UInt32(value)
      held += 1
      if held == 4 {
        bytes += [UInt8(truncatingIfNeeded: group >> 16), UInt8(truncatingIfNeeded: group >> 8), UInt8(group & 255)]
        group = 0
        held = 0
      }
    }
    switch held {
    case 0: break
    case 2: bytes.append(UInt8(truncatingIfNeeded: group >> 4))
    case 3: bytes += [UInt8(truncatingIfNeeded: group >> 10), UInt8(truncatingIfNeeded: group >> 2)]
    default: return nil
    }
    return bytes
  }
}
