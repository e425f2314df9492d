/// Whether a host name can be taken for another because of the scripts it is written in. The rule is that of browsers (UTS #39,
/// "moderately restrictive", and Chromium's check of whole labels), with scripts told by their blocks:
///
/// - a label in one script, or in one of the three mixtures that Japanese, Chinese and Korean are written in, is shown as it is;
/// - a label of any other mixture, or with characters outside of the scripts below, is not;
/// - nor is a Cyrillic, Greek or Armenian label in which every letter looks like a Latin one, unless the top-level domain is in
///   that script too, so that nobody expects Latin.
package enum DomainScript: Hashable, Sendable {
  case latin, greek, cyrillic, armenian, hebrew, arabic, thai, georgian, ethiopic, khmer, han, hiragana, katakana,
    bopomofo, hangul
  /// The scripts of India and Sri Lanka have blocks of 128 from Devanagari on.
  case indic(Int)

  /// The host name in ASCII, when it should stand beside it.
  package static func warning(on domain: String) -> String? {
    guard domain.utf8.contains(where: { $0 >= 0x80 }) else { return nil }
    let labels = domain.lowercased().split(separator: ".", omittingEmptySubsequences: false)
    let top = labels.last.map(scripts(of:)) ?? []
    guard labels.contains(where: { !isHonest($0, under: top) }) else { return nil }
    let ascii = labels.map { Punycode.label($0) }
    guard !ascii.contains(nil) else { return "not a host name" }
    return ascii.compactMap(\.self).joined(separator: ".")
  }

  /// - top: the scripts of the top-level domain.
  private static func isHonest(_ label: Substring, under top: Set<DomainScript?>) -> Bool {
    let found = scripts(of: label)
    let scripts = Set(found.compactMap(\.self))
    guard scripts.count == found.count else { return false }
    guard scripts.count <= 1 else { return mixtures.contains { scripts.isSubset(of: $0) } }
    guard let script = scripts.first, [.cyrillic, .greek, .armenian].contains(script), !top.contains(script) else {
      return true
    }
    return !label.unicodeScalars.allSatisfy { isCommon($0) || latinLike.contains($0) }
  }

  /// Nil stands for what is in none of them.
  private static func scripts(of label: Substring) -> Set<DomainScript?> {
    Set(label.unicodeScalars.filter { !isCommon($0) }.map(DomainScript.init(of:)))
  }

  private static let mixtures: [Set<DomainScript>] = [
    [.latin, .han, .hiragana, .katakana], [.latin, .han, .bopomofo], [.latin, .han, .hangul],
  ]

  private static func isCommon(_ scalar: Unicode.Scalar) -> Bool {
    ("0"..."9").contains(scalar) || scalar == "-" || scalar == "_"
  }

  /// Letters that are drawn like Latin ones.
  private static let latinLike = Set("асԁеԍһіјӏорԛѕԝхуьҽпгѵѡαιηκνορτυχωϲϳεաօսհոցզյլ".unicodeScalars)

  init?(of scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x61...0x7A, 0xDF...0xF6, 0xF8...0x17F, 0x1A0...0x1A1, 0x1AF...0x1B0, 0x1CD...0x1DC, 0x218...0x21B,
      0x1E00...0x1EFF:
      self = .latin
    case 0x370...0x3FF, 0x1F00...0x1FFF: self = .greek
    case 0x400...0x52F: self = .cyrillic
    case 0x561...0x587: self = .armenian
    case 0x5D0...0x5EA: self = .hebrew
    case 0x620...0x64A, 0x66E...0x6D3, 0x6F0...0x6FC, 0x750...0x77F: self = .arabic
    case 0x900...0xDFF: self = .indic(Int(scalar.value - 0x900) / 0x80)
    case 0xE01...0xE4E: self = .thai
    case 0x10D0...0x10FF: self = .georgian
    case 0x1200...0x135A: self = .ethiopic
    case 0x1780...0x17D3: self = .khmer
    case 0x3041...0x3096: self = .hiragana
    case 0x30A1...0x30FA, 0x30FC: self = .katakana
    case 0x3105...0x312F: self = .bopomofo
    case 0xAC00...0xD7A3: self = .hangul
    default:
      guard scalar.properties.isIdeographic else { return nil }
      self = .han
    }
  }
}
