/// Text without characters that have no shape of their own, which can carry words past a reader: zero-width and bidi
/// controls, invisible letters, Unicode tags, stray variation selectors.
struct ShownCharacters {
  let text: String
  /// Whether one of those was dropped that ordinary writing does not use.
  let droppedHidden: Bool

  init(_ written: String) {
    guard written.utf8.contains(where: { $0 >= 0x80 || $0 < 0x20 || $0 == 0x7f }) else {
      text = written
      droppedHidden = false
      return
    }
    var shown = String.UnicodeScalarView()
    shown.reserveCapacity(written.utf8.count)
    var hidden = false
    var last: Unicode.Scalar = " "
    for scalar in written.unicodeScalars {
      switch Self.judge(scalar, after: last) {
      case .shown: shown.append(scalar)
      case .lineEnd: if !(scalar == "\n" && last == "\r") { shown.append("\n") }
      case .harmless: break
      case .hidden: hidden = true
      }
      last = scalar
    }
    text = String(shown)
    droppedHidden = hidden
  }

  private enum Judgement { case shown, lineEnd, harmless, hidden }

  private static func judge(_ scalar: Unicode.Scalar, after last: Unicode.Scalar) -> Judgement {
    switch scalar.value {
    case 0x0a, 0x0d, 0x0b, 0x0c, 0x85, 0x2028, 0x2029: .lineEnd
    case 0x09: .shown
    case 0x00..<0x20, 0x7f...0x9f: .harmless
    // Soft hyphen, direction marks and byte order mark: every second newsletter and right-to-left mail has them.
    case 0xad, 0x200e, 0x200f, 0x061c, 0xfeff: .harmless
    // Joiners shape Arabic and Indic words and emoji; between other characters they are only a hiding place.
    case 0x200c, 0x200d: last.value >= 0x600 && !isBlank(last) && !isJoiner(last) ? .shown : .hidden
    // One variation selector chooses a shape; a run of them carries data.
    case 0xfe00...0xfe0f: isVariation(last) ? .hidden : .shown
    case 0x200b, 0x202a...0x202e, 0x2060...0x206f, 0x034f, 0x115f, 0x1160, 0x180b...0x180f, 0x3164, 0xffa0,
      0xfff9...0xfffb, 0x1bca0...0x1bca3, 0x1d173...0x1d17a, 0xe0000...0xe0fff:
      .hidden
    default: .shown
    }
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { (0x2000...0x200b).contains(scalar.value) }
  private static func isJoiner(_ scalar: Unicode.Scalar) -> Bool { scalar.value == 0x200c || scalar.value == 0x200d }
  private static func isVariation(_ scalar: Unicode.Scalar) -> Bool { (0xfe00...0xfe0f).contains(scalar.value) }
}
