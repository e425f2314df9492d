/// ISO-2022-JP as Windows writes it (code page 50221): with the row of ① and ㈱, and with half-width katakana, which iconv
/// refuses under that name and knows in the extended Unix code.
enum ISO2022JP {
  private enum Shift { case ascii, kanji, katakana, supplement }

  /// The same characters in EUC-JP: two bytes with the high bit for JIS X 0208, marked ones for the other sets.
  static func extendedUnixCode(_ bytes: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var shift = Shift.ascii
    var at = 0
    while at < bytes.count {
      if let escape = escape(in: bytes[at...].prefix(4)) {
        shift = escape.shift
        at += escape.length
        continue
      }
      let byte = bytes[at]
      let isPair = at + 1 < bytes.count && bytes[at + 1] > 0x20
      switch shift {
      case .katakana where byte > 0x20: output += [0x8e, byte | 0x80]
      case .kanji where byte > 0x20 && isPair: output += [byte | 0x80, bytes[at + 1] | 0x80]
      case .supplement where byte > 0x20 && isPair: output += [0x8f, byte | 0x80, bytes[at + 1] | 0x80]
      default:
        output.append(byte)
        at += 1
        continue
      }
      at += shift == .katakana ? 1 : 2
    }
    return output
  }

  private static func escape(in bytes: ArraySlice<UInt8>) -> (shift: Shift, length: Int)? {
    guard bytes.first == 0x1b else { return nil }
    let rest = bytes.dropFirst()
    return switch true {
    case rest.starts(with: "(I".utf8): (.katakana, 3)
    case rest.starts(with: "(B".utf8), rest.starts(with: "(J".utf8): (.ascii, 3)
    case rest.starts(with: "$B".utf8), rest.starts(with: "$@".utf8): (.kanji, 3)
    case rest.starts(with: "$(D".utf8): (.supplement, 4)
    default: nil
    }
  }
}
