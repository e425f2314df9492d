/// Characters of a text that a reader does not see, and what is left without them.
///
/// Controls, direction marks, zero-width characters, variation selectors and tag characters can turn a name around, hide a
/// message in a letter, or make two addresses look like one. Some are part of how people write, and stay where they are:
///
/// - a joiner or non-joiner between two letters of a script that joins or stacks its letters (Persian, Hindi, Sinhala ...);
/// - a joiner between two emoji, a presentation selector after an emoji, the tags of the three flags that are made of them;
/// - one variation selector after the ideograph or Mongolian letter whose form it chooses.
///
/// One pass over the scalars; what is kept depends on the neighbours only.
package struct InvisibleText: Sendable, Equatable {
  /// The text without what is invisible. Line ends and tabs stay.
  package let visible: String
  /// Whether what went spells something: two tag characters, which stand for letters, or eight invisible characters in a
  /// row, enough for the bits of one.
  package let spells: Bool

  /// - keepsDirectionMarks: a mark beside a letter that is written from right to left stays too. Keyboards for Hebrew and
  ///   Arabic have them, and in a person's own text they turn nothing around that the person did not see.
  package init(_ text: String, keepsDirectionMarks: Bool = false) {
    var kept = String.UnicodeScalarView()
    var run = 0
    var tags = 0
    var longest = 0
    let scalars = Array(text.unicodeScalars)
    var index = 0
    while index < scalars.count {
      if let length = Self.flagTags(scalars, at: index) {
        kept.append(contentsOf: scalars[index..<index + length])
        index += length
        run = 0
        continue
      }
      let scalar = scalars[index]
      let next = index + 1 < scalars.count ? scalars[index + 1] : nil
      index += 1
      let isDirection = keepsDirectionMarks && Self.directs(scalar, after: kept.last, before: next)
      if isDirection || !Self.isInvisible(scalar) || Self.belongs(scalar, after: kept.last, before: next) {
        kept.append(scalar)
        run = 0
      } else if scalar.value == 0x2028 || scalar.value == 0x2029 {
        kept.append("\n")
      } else {
        run += 1
        longest = max(longest, run)
        if (0xE0020...0xE007E).contains(scalar.value) { tags += 1 }
      }
    }
    visible = String(kept)
    spells = tags >= 2 || longest >= 8
  }

  /// Controls but tab and line feed, every format character that draws nothing, and all that Unicode calls ignorable by
  /// default (UAX #44): fillers, selectors, tags.
  package static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: return false
    case 0x20..<0x7F: return false
    default: break
    }
    let properties = scalar.properties
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: return true
    case .format: return !drawnFormats.contains(scalar.value)
    default: return properties.isDefaultIgnorableCodePoint
    }
  }

  /// Format characters that are drawn around or before digits and names (Prepended_Concatenation_Mark).
  private static let drawnFormats: Set<UInt32> = [
    0x0600, 0x0601, 0x0602, 0x0603, 0x0604, 0x0605, 0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2, 0x110BD, 0x110CD,
  ]

  /// Whether an invisible scalar is part of how its neighbours are written.
  private static func belongs(_ scalar: Unicode.Scalar, after last: Unicode.Scalar?, before next: Unicode.Scalar?)
    -> Bool
  {
    guard let last else { return false }
    switch scalar.value {
    case 0x200C, 0x200D:
      guard let next else { return false }
      if joins(last), joins(next) { return true }
      return scalar.value == 0x200D && endsEmoji(last) && isPictograph(next)
    case 0xFE0E, 0xFE0F:
      return isPictograph(last) || (isKeycapBase(last) && next?.value == 0x20E3)
    case 0xFE00...0xFE02, 0xE0100...0xE01EF: return last.properties.isIdeographic
    case 0x180B...0x180D, 0x180F: return (0x1820...0x18AA).contains(last.value)
    default: return false
    }
  }

  /// One left-to-right, right-to-left or Arabic letter mark at a letter of a script that is written from right to left.
  private static func directs(_ scalar: Unicode.Scalar, after last: Unicode.Scalar?, before next: Unicode.Scalar?)
    -> Bool
  {
    guard [0x200E, 0x200F, 0x061C].contains(scalar.value) else { return false }
    return [last, next].contains { neighbour in
      guard let neighbour, !isInvisible(neighbour) else { return false }
      switch neighbour.value {
      case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFC, 0x10800...0x10FFF, 0x1E800...0x1EFFF: return true
      default: return false
      }
    }
  }

  /// Scripts whose letters join or stack, by their blocks: Arabic, Syriac, N'Ko and Mandaic; the Brahmic scripts from
  /// Devanagari to Sinhala; Tibetan, Myanmar, Khmer, Mongolian, Balinese to Javanese.
  private static func joins(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0600...0x06FF, 0x0700...0x08FF, 0x0900...0x0DFF, 0x0F00...0x109F, 0x1780...0x18AF, 0x1A20...0x1BFF,
      0xA840...0xA87F, 0xA8E0...0xA9FF, 0xAA60...0xAAFF, 0xFB50...0xFDFF, 0xFE70...0xFEFE, 0x11000...0x11DFF:
      !isInvisible(scalar)
    default: false
    }
  }

  private static func isPictograph(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value > 0x7F && scalar.properties.isEmoji
  }

  private static func endsEmoji(_ scalar: Unicode.Scalar) -> Bool {
    isPictograph(scalar) || scalar.value == 0xFE0F
  }

  private static func isKeycapBase(_ scalar: Unicode.Scalar) -> Bool {
    ("0"..."9").contains(scalar) || scalar == "#" || scalar == "*"
  }

  /// The length of a flag made of tags that begins here: a black flag, a region, and the end mark. There are three
  /// (UTS #51, RGI emoji tag sequences): England, Scotland, Wales.
  private static func flagTags(_ scalars: [Unicode.Scalar], at index: Int) -> Int? {
    guard scalars[index].value == 0x1F3F4, index + 6 < scalars.count, scalars[index + 6].value == 0xE007F else {
      return nil
    }
    let letters = scalars[index + 1...index + 5].map { $0.value &- 0xE0000 }
    let isKnown = ["gbeng", "gbsct", "gbwls"].contains { $0.unicodeScalars.map(\.value) == letters }
    return isKnown ? 7 : nil
  }
}
