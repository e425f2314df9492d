/// The part of an address behind the `@`.
enum HostName {
  /// Whether mail can name it: labels of at most 63 bytes (RFC 1035 §2.3.4) of ASCII host characters, or in another
  /// script of what IDNA2008 calls valid: letters, marks and digits that no normalising changes (RFC 5892 §2). And of
  /// pictures, which IDNA2003 let in and some registries still do.
  static func isWritable(_ host: some StringProtocol) -> Bool {
    host.lowercased().split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
      label.unicodeScalars.first.map { !isMark($0) } == true && label.unicodeScalars.allSatisfy(isValid)
        && hasOneDirection(label)
        && Punycode.label(label).map { $0.utf8.count <= 63 } == true
    }
  }

  private static func isValid(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return characters.contains(scalar) }
    // The two letters that folding changes, and that IDNA2008 keeps (RFC 5892 §2.6).
    if scalar == "ß" || scalar == "ς" { return true }
    switch scalar.properties.generalCategory {
    case .lowercaseLetter, .otherLetter, .modifierLetter, .nonspacingMark, .spacingMark, .decimalNumber:
      return !scalar.properties.changesWhenNFKCCaseFolded
    case .otherSymbol:
      return !scalar.properties.changesWhenNFKCCaseFolded && !prohibited.contains { $0.contains(scalar.value) }
    default: return false
    }
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    [.nonspacingMark, .spacingMark].contains(scalar.properties.generalCategory)
  }

  /// Stand-ins for what could not be read, and parts of a description (RFC 3454 C.6 and C.7).
  private static let prohibited: [ClosedRange<UInt32>] = [0xFFFC...0xFFFD, 0x2FF0...0x2FFB]

  /// A label that is written from the right holds nothing written from the left, and begins and ends with what it is
  /// written in (RFC 3454 §6).
  private static func hasOneDirection(_ label: some StringProtocol) -> Bool {
    let letters = label.unicodeScalars
    guard letters.contains(where: isFromRight) else { return true }
    return letters.first.map(isFromRight) == true && letters.last.map(isFromRight) == true
      && letters.allSatisfy { isFromRight($0) || !$0.properties.isAlphabetic }
  }

  /// Letters from Hebrew to Arabic Extended-A, their presentation forms, and the scripts of the first supplementary plane.
  private static func isFromRight(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.properties.generalCategory != .nonspacingMark, scalar.properties.generalCategory != .decimalNumber
    else { return false }
    return [0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF, 0x10800...0x10FFF, 0x1E800...0x1EFFF].contains {
      $0.contains(scalar.value)
    }
  }

  private static let characters = Set("abcdefghijklmnopqrstuvwxyz0123456789-_".unicodeScalars)
}
